import type { Draft, Part } from '../draft.ts';
import type { Line } from '../prose.ts';
import { type Frame, LEADING, layOutTable } from './lay-out-table.ts';
import type { PdfStyle } from './pdf-style.ts';
import type { SetText, Sheet } from './sheet.ts';
import { textWidth, wrapped } from './text-width.ts';

const MARGIN = 56;
const SIZES: Readonly<Partial<Record<Line['role'], number>>> = { title: 1.4, heading: 1.1, caption: 0.9 };
const BESIDE = '本栏说明：各单位按照要求及时更新公开目录，完善依申请公开办理流程，做好政策解读，并对公开内容定期清理。';

export interface SheetSize {
  readonly width: number;
  readonly height: number;
}

const wide = (style: PdfStyle): boolean =>
  style.sheet === 'landscape' || style.sheet === 'rotated' || style.sheet === 'sideways';

/** Size of the sheet as it is read. */
export const sheetSize = (style: PdfStyle): SheetSize =>
  wide(style) ? { width: 842, height: 595 } : { width: 595, height: 842 };

/** Puts the parts of a report on sheets. */
export function layOut(draft: Draft, style: PdfStyle): Sheet[] {
  const { width, height } = sheetSize(style);
  const frame: Frame = {
    left: MARGIN,
    width: width - 2 * MARGIN,
    top: MARGIN,
    bottom: MARGIN + (height - 2 * MARGIN) * style.pageShare,
  };
  const sheets: Sheet[] = [];
  const sheet = (page: number): Sheet => {
    while (sheets.length <= page) sheets.push({ texts: [], tables: [] });
    return sheets[page]!;
  };
  let page = 0;
  let y = frame.top;
  const put = (text: string, x: number, size: number): void => {
    if (y + LEADING * size > frame.bottom) {
      page++;
      y = frame.top;
    }
    sheet(page).texts.push(setText(text, x, y + size, size));
    y += LEADING * 1.15 * size;
  };
  const putLine = (line: Line): void => {
    const size = style.proseSize * (SIZES[line.role] ?? 1);
    const isProse =
      line.role === 'prose' || line.role === 'intro' || line.role === 'heading' || line.role === 'subheading';
    const lines = wrapped(isProse ? `　　${line.text}` : line.text, frame.width / size);
    for (const text of lines) {
      const own = textWidth(text) * size;
      const atRight = line.role === 'signer' || line.role === 'date';
      const x = line.role === 'title' ? (width - own) / 2 : atRight ? width - MARGIN - own - 2 * size : frame.left;
      const indent = text.length - text.trimStart().length;
      put(text.trimStart(), x + indent * size, size);
    }
  };
  const putTable = (part: Part & { kind: 'table' }, within: Frame, name: string): { page: number; y: number } => {
    const laid = layOutTable(part.matrix, style, within, page, y, name);
    for (const { page: at, text } of laid.texts) sheet(at).texts.push(text);
    for (const { page: at, table } of laid.tables) sheet(at).tables.push(table);
    return laid;
  };
  draft.parts.forEach((part, i) => {
    if (part.kind === 'line') {
      putLine(part);
      return;
    }
    y += 4;
    if (part.kind === 'side') {
      const share = frame.width / part.tables.length;
      const ends = part.tables.map((table, t) =>
        putTable(table, { ...frame, left: frame.left + t * share, width: share - 12 }, `${i}.${t}`),
      );
      page = Math.max(...ends.map((e) => e.page));
      y = Math.max(...ends.filter((e) => e.page === page).map((e) => e.y)) + 8;
      return;
    }
    const beside = style.proseBeside && part.table === 'proactiveDisclosure';
    const [startPage, startY] = [page, y];
    const end = putTable(part, beside ? { ...frame, width: frame.width * 0.62 } : frame, String(i));
    if (beside) {
      const size = style.cellSize;
      const x = frame.left + frame.width * 0.68;
      for (const [n, text] of wrapped(BESIDE, (frame.width * 0.32) / size).entries())
        sheet(startPage).texts.push(setText(text, x, startY + (n + 1) * LEADING * size, size));
    }
    page = end.page;
    y = end.y + 8;
  });
  if (style.margins !== 'blank') addMargins(sheets, draft, style, { width, height });
  return sheets;
}

const setText = (text: string, x: number, y: number, size: number): SetText => ({
  kind: 'text',
  x,
  y,
  text,
  size,
  spaced: 0,
  direction: 'across',
  row: null,
  column: 0,
  isNumber: false,
});

function addMargins(sheets: readonly Sheet[], draft: Draft, style: PdfStyle, { width, height }: SheetSize): void {
  sheets.forEach((sheet, i) => {
    const number = style.margins === 'heads' ? `第${i + 1}页 共${sheets.length}页` : `- ${i + 1} -`;
    sheet.texts.push(setText(number, (width - textWidth(number) * 9) / 2, height - 28, 9));
    if (style.margins === 'heads')
      sheet.texts.push(setText(`${draft.facts.agency}${draft.facts.year}年政府信息公开工作年度报告`, MARGIN, 34, 9));
  });
}
