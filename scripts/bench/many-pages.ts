import { createHash } from 'node:crypto';
import type { Source } from '../../pipeline/contracts/document.ts';

const ROWS = 26;
const COLUMNS = 10;

/** One page: a ruled table of numbers in a font that every reader has. */
function pageContent(number: number): string {
  const [left, top, width, height] = [40, 800, 51, 28];
  const lines: string[] = ['0.5 w'];
  for (let r = 0; r <= ROWS; r++)
    lines.push(`${left} ${top - r * height} m ${left + COLUMNS * width} ${top - r * height} l S`);
  for (let c = 0; c <= COLUMNS; c++)
    lines.push(`${left + c * width} ${top} m ${left + c * width} ${top - ROWS * height} l S`);
  lines.push('BT /F 9 Tf');
  for (let r = 0; r < ROWS; r++) {
    for (let c = 0; c < COLUMNS; c++) {
      lines.push(
        `1 0 0 1 ${left + c * width + 8} ${top - r * height - 18} Tm (${(number * 31 + r * 7 + c) % 1000}) Tj`,
      );
    }
  }
  return `${lines.join('\n')}\nET`;
}

/** A PDF of so many pages of tables. */
export async function manyPages(pages: number): Promise<Source> {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, i) => `${4 + i * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...Array.from({ length: pages }, (_, i) => {
      const content = pageContent(i);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + i * 2} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }).flat(),
  ];
  let text = '%PDF-1.4\n';
  const offsets: number[] = [];
  objects.forEach((object, i) => {
    offsets.push(text.length);
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { fileName: `${pages}.pdf`, format: 'pdf', mediaType: 'application/pdf', bytes, sha256 };
}
