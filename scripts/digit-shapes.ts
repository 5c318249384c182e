import { shapeOf } from '../pipeline/extract/pdf/eye/glyph-outline.ts';
import { withDocument } from '../pipeline/extract/pdf/open-document.ts';

/**
 * Prints what digits look like in the standard fonts that come with pdf.js, as pipeline/extract/pdf/eye/digit-shapes.ts
 * keeps it: for each font the ten digits, each the shares of ink of its grid as hexadecimal figures and its width for
 * its height in hundredths.
 */
const FONTS = ['Helvetica', 'Helvetica-Bold', 'Times-Roman', 'Times-Bold', 'Times-Italic', 'Courier'];

const fontsOf = FONTS.map((name, i) => `/F${i}<</Type/Font/Subtype/Type1/BaseFont/${name}>>`).join('');
const content = FONTS.map((_, i) => `BT /F${i} 10 Tf 10 ${10 + 20 * i} Td (0123456789) Tj ET`).join('\n');
const objects = [
  '<</Type/Catalog/Pages 2 0 R>>',
  '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<<${fontsOf}>>>>/Contents 4 0 R>>`,
  `<</Length ${content.length}>>stream\n${content}\nendstream`,
];
const file = `%PDF-1.7\n${objects.map((body, i) => `${i + 1} 0 obj\n${body}\nendobj\n`).join('')}trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`;

await withDocument(
  Uint8Array.from(file, (c) => c.charCodeAt(0)),
  async (document, pdfjs) => {
    const page = await document.getPage(1);
    const { fnArray, argsArray } = await page.getOperatorList();
    let font = '';
    for (const [i, code] of fnArray.entries()) {
      const [first] = argsArray[i] ?? [];
      if (code === pdfjs.OPS.setFont) font = String(first);
      if (code !== pdfjs.OPS.showText) continue;
      const digits = (first as { fontChar: string }[]).map(({ fontChar }) => {
        const { path } = page.commonObjs.get(`${font}_path_${fontChar}`) as { path: ArrayLike<number> };
        const shape = shapeOf(path);
        if (!shape?.inked) throw new Error('a standard font without digits');
        const figures = Array.from(shape.coverage, (share) => Math.min(15, Math.round(share * 15)).toString(16));
        return `${figures.join('')}${Math.round((100 * shape.width) / (shape.top - shape.bottom))}`;
      });
      process.stdout.write(`  '${digits.join(' ')}',\n`);
    }
  },
);
