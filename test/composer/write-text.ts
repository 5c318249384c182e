import type { Draft, Part, Style, TablePart } from './draft.ts';
import { type Matrix, type MatrixCell, removeRow } from './matrix.ts';
import { line } from './prose.ts';
import { flatMark, mirrored, siteLines, withTexts } from './written.ts';

const textOf = (cell: MatrixCell): string => `${cell.text}${flatMark(cell.mark)}`;

/** Each row as its cells; a position that a merged cell covers is null. */
function positions(matrix: Matrix): (MatrixCell | null)[][] {
  const grid = Array.from({ length: matrix.rows }, () => new Array<MatrixCell | null>(matrix.columns).fill(null));
  for (const cell of matrix.cells) grid[cell.row]![cell.column] = cell;
  return grid;
}

const shown = (matrix: Matrix): Matrix => {
  const hidden = [...new Set(matrix.cells.flatMap((c) => (c.hidden ? [c.row] : [])))].toSorted((a, b) => b - a);
  return hidden.reduce(removeRow, matrix);
};

/** Display columns of a text: two for a wide character. */
const widthOf = (text: string): number =>
  [...text].reduce((w, c) => w + (/[\u1100-\uffe6]/u.test(c) && !/[\u2000-\u206f]/u.test(c) ? 2 : 1), 0);

function spaced(rows: readonly (MatrixCell | null)[][]): string[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(4, ...rows.map((row) => (row[c] && row[c].columnSpan === 1 ? widthOf(flat(row[c])) + 2 : 0))),
  );
  return rows.map((row) => {
    let out = '';
    let edge = 0;
    row.forEach((cell, c) => {
      if (cell) out += `${' '.repeat(Math.max(out === '' ? 0 : 2, edge - widthOf(out)))}${flat(cell)}`;
      edge += widths[c]!;
    });
    return out.trimEnd();
  });
}

const flat = (cell: MatrixCell): string => textOf(cell).replaceAll('\n', '');

function tableLines(table: TablePart, { text: style, placeholders }: Style): string[] {
  const rows = positions(shown(table.matrix));
  const kept = rows.map((row) => row.filter((cell) => placeholders || cell !== null));
  const joined = (separator: string): string[] =>
    kept.map((row) => row.map((cell) => (cell ? flat(cell) : '')).join(separator));
  switch (style) {
    case 'cells':
      return kept.flatMap((row) => row.map((cell) => (cell ? textOf(cell) : '')));
    case 'spacedCells':
      return kept.flatMap((row) => [...row.map((cell) => (cell ? textOf(cell) : '\t')), '']);
    case 'tabs':
      return joined('\t');
    case 'pipes':
      return joined(' | ');
    case 'framedPipes':
      return joined(' | ').flatMap((row, i) => [
        `| ${row} |`,
        ...(i === 0 ? [`|${'---|'.repeat(table.matrix.columns)}`] : []),
      ]);
    case 'commas':
      return kept.map((row) => row.map((cell) => quoted(cell ? textOf(cell) : '', ',')).join(','));
    case 'semicolons':
      return kept.map((row) => row.map((cell) => quoted(cell ? textOf(cell) : '', ';')).join(';'));
    case 'columns':
      return Array.from({ length: table.matrix.columns }, (_, c) => c).flatMap((c) =>
        rows.flatMap((row) => {
          const cell = row[c];
          return cell && flat(cell) !== '' ? [flat(cell)] : [];
        }),
      );
    case 'spaces':
      return spaced(rows);
    default:
      return style satisfies never;
  }
}

const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function partLines(part: Part, style: Style): string[] {
  if (part.kind === 'table') return ['', ...tableLines(part, style), ''];
  if (part.kind === 'side') return part.tables.flatMap((t) => ['', ...tableLines(t, style), '']);
  const indent = part.role === 'signer' || part.role === 'date' ? '　'.repeat(16) : part.role === 'prose' ? '　　' : '';
  return part.text === '' ? [] : [`${indent}${part.text}`, ''];
}

/** A report as plain text: a dump of a page or of a file. */
export function writeText(composed: Draft): Buffer {
  const draft = composed.style.mirror ? withTexts(composed, mirrored) : composed;
  const { style } = draft;
  const site = style.chrome ? siteLines(draft) : { above: [], below: [] };
  const facts = draft.pageFacts.map(([name, value]) => `${name}：${value}`);
  const asLines =
    style.factsAs === 'oneLine' ? [line('fact', facts.join('　　'))] : facts.map((text) => line('fact', text));
  const all = [...site.above, ...asLines, ...draft.parts, ...site.below];
  const text = all.flatMap((part) => partLines(part, style)).join('\n');
  return style.encoding === 'gb18030' ? gb18030(text) : Buffer.from(text, 'utf8');
}

/** GB18030 bytes of a text. Node only decodes it, so the table of two-byte characters is made by decoding. */
export function gb18030(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code === 0xa0) bytes.push(0x20);
    else bytes.push(...(TWO_BYTES().get(character) ?? [0x3f]));
  }
  return Buffer.from(bytes);
}

let twoBytes: ReadonlyMap<string, readonly [number, number]> | null = null;
const TWO_BYTES = (): ReadonlyMap<string, readonly [number, number]> => {
  if (twoBytes) return twoBytes;
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    }
  }
  twoBytes = table;
  return table;
};
