import { OPEN_TABLE_TOLERANCES, TEXT_TOLERANCES } from '../../../config/limits/pages.ts';
import { matchLabel } from '../../form/label.ts';
import { sectionTitleOf } from '../../wording/heading.ts';
import { median } from './geometry.ts';
import { pieceLine } from './line-pieces.ts';
import type { TextLine } from './text-lines.ts';

/** The lines outside tables of one page, from top to bottom. */
export interface PageLines {
  readonly number: number;
  readonly heightPt: number;
  readonly lines: readonly TextLine[];
}

const DASHES = '[-—–－―_~·•.\\s]*';
const COUNT = '[\\d一二三四五六七八九十百]{1,4}';
/** - 3 -, 第3页, 第3页 共8页, 共8页 第3页, 3/8, Page 3 of 8, iii */
const PAGE_NUMBER = new RegExp(
  `^(?:${DASHES}\\d{1,3}${DASHES}|${DASHES}第?\\s*${COUNT}\\s*页${DASHES}|第\\s*${COUNT}\\s*页[,，、/（(\\s]*[共总]\\s*${COUNT}\\s*页[)）]?|[共总]\\s*${COUNT}\\s*页[,，、/\\s]*第\\s*${COUNT}\\s*页|\\d{1,3}\\s*[/／]\\s*\\d{1,3}|page\\s+\\d+(?:\\s+of\\s+\\d+)?|[ivx]{1,5})$`,
  'iu',
);
/** What browsers print into the margins: date and title above, address and page number below. */
const BROWSER_MARGIN =
  /^(?:(?:https?|file):\/\/\S+(?:\s+\d+\s*\/\s*\d+)?|\d{2,4}[/年.-]\d{1,2}[/月.-]\d{1,2}日?[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?:\s?[ap]m)?(?:\s.*)?)$/iu;

/** A number without any mark of a page number may as well be the rest of a number in a table: that stands close to it. */
function isPageNumber(line: TextLine, page: PageLines): boolean {
  if (!PAGE_NUMBER.test(line.text)) return false;
  if (!/^\d+$/u.test(line.text)) return true;
  const reach = TEXT_TOLERANCES.pageNumberGap * line.fontSizePt;
  return !page.lines.some(
    ({ box }) => box !== line.box && box[1] - line.box[3] < reach && line.box[1] - box[3] < reach,
  );
}

type Edge = 'top' | 'bottom';

/** Whether a line may be a row of a table without rules, which looks like others when its numbers are left out. */
function isTableRow(line: TextLine): boolean {
  const { pieces, values } = pieceLine(line);
  if (values.length > 1) return true;
  const isLabel = (text: string): boolean =>
    matchLabel(text).some(({ score, place }) => place.kind === 'row' && score >= OPEN_TABLE_TOLERANCES.labelScore);
  return pieces.some((piece) => isLabel(piece.text));
}

/** Whether a line lies in the margin that head lines and page numbers are printed in. */
function isInMargin(line: TextLine, heightPt: number, edge: Edge): boolean {
  const share = TEXT_TOLERANCES.marginShare * heightPt;
  return edge === 'top' ? line.box[3] <= share : line.box[1] >= heightPt - share;
}

/** Whether a line is printed larger than most of its page: titles are, what is printed on every page is not. */
const isLarge = (line: TextLine, { lines }: PageLines): boolean =>
  line.fontSizePt > TEXT_TOLERANCES.headingSize * median(lines.map((other) => other.fontSizePt));

/** Text of a head line without what changes from page to page. */
const repeatedText = (line: TextLine): string => line.text.replace(/\d+/gu, '#').replace(/\s+/gu, '');
const distanceFromEdge = (line: TextLine, heightPt: number, edge: Edge): number =>
  edge === 'top' ? line.box[1] : heightPt - line.box[3];

/** Lines of the page's margin at one edge, the outermost first. */
function marginLines(page: PageLines, edge: Edge): readonly TextLine[] {
  const fromEdge = edge === 'top' ? page.lines : page.lines.toReversed();
  const end = fromEdge.findIndex((line) => !isInMargin(line, page.heightPt, edge));
  return (end < 0 ? fromEdge : fromEdge.slice(0, end)).slice(0, TEXT_TOLERANCES.headLines);
}

/**
 * Takes out what is printed on every page: page numbers, and head and foot lines that stand on two pages at least at
 * the same distance from the edge of the paper.
 */
export function withoutRunningHeads<P extends PageLines>(pages: readonly P[]): readonly P[] {
  const seen = new Map<string, { readonly page: number; readonly distance: number }[]>();
  for (const edge of ['top', 'bottom'] as const) {
    for (const page of pages) {
      for (const line of marginLines(page, edge)) {
        const key = `${edge} ${repeatedText(line)}`;
        const place = { page: page.number, distance: distanceFromEdge(line, page.heightPt, edge) };
        const places = seen.get(key);
        if (places) places.push(place);
        else seen.set(key, [place]);
      }
    }
  }
  const isRepeated = (line: TextLine, page: P, edge: Edge): boolean => {
    // a page that is bound twice and the report of another year have the same headings and large titles at the same place
    if (isTableRow(line) || sectionTitleOf(line.text) || isLarge(line, page)) return false;
    const distance = distanceFromEdge(line, page.heightPt, edge);
    return (seen.get(`${edge} ${repeatedText(line)}`) ?? []).some(
      (place) => place.page !== page.number && Math.abs(place.distance - distance) <= TEXT_TOLERANCES.headShiftPt,
    );
  };
  return pages.map((page) => {
    const dropped = new Set<TextLine>();
    for (const edge of ['top', 'bottom'] as const) {
      for (const line of marginLines(page, edge)) {
        if (isPageNumber(line, page) || BROWSER_MARGIN.test(line.text) || isRepeated(line, page, edge)) {
          dropped.add(line);
        }
      }
    }
    return dropped.size === 0 ? page : { ...page, lines: page.lines.filter((line) => !dropped.has(line)) };
  });
}
