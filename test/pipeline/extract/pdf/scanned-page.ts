import sharp from 'sharp';

interface Scanned {
  readonly jpeg: Buffer;
  /** Entries of the picture's dictionary. */
  readonly entries?: string;
  readonly content?: string;
}

/** A PDF of one page of A4 that shows a JPEG over all of it. */
export async function scanned({ jpeg, entries = '/ColorSpace /DeviceGray', content }: Scanned): Promise<Uint8Array> {
  const { width, height } = await sharp(jpeg).metadata();
  const all = `/Width ${width} /Height ${height} /BitsPerComponent 8 ${entries} /Filter /DCTDecode`;
  return showing(jpeg, all, content);
}

/** The same with whatever a picture's stream may hold. */
export function showing(picture: Buffer, entries: string, content = ''): Uint8Array {
  const draw = `q 595 0 0 842 0 0 cm /Im Do Q ${content}`;
  const parts: (Buffer | string)[] = ['%PDF-1.4\n'];
  const offsets: number[] = [];
  const add = (...body: (Buffer | string)[]): void => {
    offsets.push(Buffer.concat(parts.map((part) => Buffer.from(part))).length);
    parts.push(`${offsets.length} 0 obj\n`, ...body, '\nendobj\n');
  };
  add('<</Type/Catalog/Pages 2 0 R>>');
  add('<</Type/Pages/Kids[3 0 R]/Count 1>>');
  add(
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</Im 5 0 R>>/Font<</F 6 0 R>>>>>>',
  );
  add(`<</Length ${draw.length}>>\nstream\n${draw}\nendstream`);
  add(`<< /Type /XObject /Subtype /Image ${entries} /Length ${picture.length} >>\nstream\n`, picture, '\nendstream');
  add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>');
  const start = Buffer.concat(parts.map((part) => Buffer.from(part))).length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(`xref\n0 7\n0000000000 65535 f \n${rows}trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))));
}
