import { smallOfd } from '../../pipeline/extract/small-ofd.ts';
import type { Draft } from '../draft.ts';
import { layOut, sheetSize } from '../pdf/lay-out.ts';
import type { PdfStyle } from '../pdf/pdf-style.ts';
import type { SetText, Sheet, Side } from '../pdf/sheet.ts';
import { widthOf } from '../pdf/text-width.ts';
import { escaped } from '../written.ts';

const MM = 25.4 / 72;
const mm = (points: number): string => (points * MM).toFixed(3);

/** Steps between characters, equal ones in the short form. */
function steps(distances: readonly number[]): string {
  const tokens: string[] = [];
  for (let i = 0; i < distances.length; ) {
    let end = i;
    while (end < distances.length && distances[end] === distances[i]) end++;
    tokens.push(end - i > 2 ? `g ${end - i} ${mm(distances[i]!)}` : distances.slice(i, end).map(mm).join(' '));
    i = end;
  }
  return tokens.join(' ');
}

function textXml({ x, y, text, size, spaced, direction }: SetText): string {
  const characters = [...text];
  const distances = characters.slice(0, -1).map((c) => ((direction === 'vertical' ? 1 : widthOf(c)) + spaced) * size);
  const delta = distances.length === 0 ? '' : ` Delta${direction === 'vertical' ? 'Y' : 'X'}="${steps(distances)}"`;
  // PDF hangs a column of text from its top, OFD sets the first character on a base line
  const down = direction === 'vertical' ? size : 0;
  const left = direction === 'vertical' ? -size / 2 : 0;
  const turned = direction === 'turned' ? ' CTM="0 1 -1 0 0 0"' : '';
  return `<ofd:TextObject ID="1" Font="1" Size="${mm(size)}" Boundary="${mm(x + left)} ${mm(y - size)} 100 ${mm(size * 1.3)}"${turned}><ofd:TextCode X="0" Y="${direction === 'turned' ? mm(0) : mm(size + down)}"${delta}>${escaped(text)}</ofd:TextCode></ofd:TextObject>`;
}

function sideXml({ horizontal, at, from, to }: Side): string {
  const [x, y, w, h] = horizontal ? [from, at, to - from, 0] : [at, from, 0, to - from];
  return `<ofd:PathObject ID="2" LineWidth="0.18" Boundary="${mm(x)} ${mm(y)} ${mm(w)} ${mm(h)}"><ofd:AbbreviatedData>M 0 0 L ${mm(w)} ${mm(h)}</ofd:AbbreviatedData></ofd:PathObject>`;
}

const sheetXml = ({ texts, tables }: Sheet, ruled: PdfStyle['ruled']): string =>
  [
    ...tables.flatMap(({ sides }) =>
      sides.filter(({ horizontal }) => ruled === 'all' || (ruled === 'horizontal' && horizontal)).map(sideXml),
    ),
    ...texts.map(textXml),
  ].join('');

/** A report as an OFD file, laid out as its PDF is; of how its rules are drawn only all, the level ones or none. */
export function writeOfd(draft: Draft): Buffer {
  const style = draft.style.pdf;
  const { width, height } = sheetSize(style);
  const pages = layOut(draft, style).map((sheet) => sheetXml(sheet, style.ruled));
  return smallOfd({ pages, size: [width * MM, height * MM] });
}
