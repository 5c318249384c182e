import { OPEN_TABLE_TOLERANCES } from '../../../config/limits/pages.ts';
import { boxAround, overlap } from './geometry.ts';
import type { PiecedLine } from './line-pieces.ts';
import { type OpenColumns, openColumns } from './open-columns.ts';
import { type OpenRegion, openRegions } from './open-regions.ts';
import { openTable } from './open-table.ts';
import type { PageTable } from './page-table.ts';
import type { Margins } from './paragraphs.ts';
import { partsOf } from './region-parts.ts';
import type { Rule } from './rules.ts';
import type { TextLine } from './text-lines.ts';
import { textTables } from './text-tables.ts';

/** What is left of a page when its ruled tables are taken out. */
export interface OpenPage {
  readonly number: number;
  readonly lines: readonly TextLine[];
  readonly margins: Margins;
  /** Horizontal rules that belong to no ruled table. */
  readonly rules: readonly Rule[];
  /** Top and bottom of the ruled tables. */
  readonly taken: readonly (readonly [top: number, bottom: number])[];
}

interface FoundTable {
  readonly page: OpenPage;
  readonly region: OpenRegion;
  readonly columns: OpenColumns;
}

/** Horizontal rules that part the lines of a region. */
function rulesWithin(rules: readonly Rule[], lines: readonly PiecedLine[]): readonly Rule[] {
  const [left, top, right, bottom] = boxAround(lines.map((line) => line.line.box));
  return rules.flatMap((rule): Rule[] => {
    if (rule.at < top || rule.at > bottom) return [];
    const length = rule.segments.reduce((sum, s) => sum + Math.max(0, overlap(s.from, s.to, left, right)), 0);
    return length >= OPEN_TABLE_TOLERANCES.ruleShare * (right - left) ? [rule] : [];
  });
}

/** Whether nothing else stands between a table at the end of a page and one at the beginning of the next. */
function followsOverBreak(above: FoundTable, below: FoundTable): boolean {
  if (below.page.number !== above.page.number + 1) return false;
  const lastOfPage = above.region.to === above.page.lines.length - 1;
  const bottom = above.region.lines.at(-1)!.line.box[3];
  const top = below.region.lines[0]!.line.box[1];
  return (
    lastOfPage &&
    below.region.from === 0 &&
    above.page.taken.every(([start]) => start < bottom) &&
    below.page.taken.every(([, end]) => end > top)
  );
}

/** Columns for a table and its part on the next page, when the values of both stand in the same columns. */
function sharedColumns(above: FoundTable, below: FoundTable): OpenColumns | null {
  const shared = openColumns([...above.region.lines, ...below.region.lines], above.region.fontSizePt);
  const count = Math.max(above.columns.values.length, below.columns.values.length);
  return shared && shared.values.length === count ? shared : null;
}

/** The tables without full rules of each page and the lines that are in none of them. */
export interface OpenedPage {
  readonly tables: readonly PageTable[];
  readonly lines: readonly TextLine[];
}

/** Finds the tables without full rules on all pages; a table that goes on over a page break has the same columns on both. */
export function openTables(pages: readonly OpenPage[]): readonly OpenedPage[] {
  const found = pages.flatMap((page) =>
    openRegions(page.lines, page.margins)
      .flatMap(partsOf)
      .flatMap((region): FoundTable[] => {
        const columns = openColumns(region.lines, region.fontSizePt);
        return columns ? [{ page, region, columns }] : [];
      }),
  );
  const groups: FoundTable[][] = [];
  for (const table of found) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    const columns = last && followsOverBreak(last, table) ? sharedColumns(last, table) : null;
    if (group && columns) {
      group.push(table);
      groups[groups.length - 1] = group.map((part) => ({ ...part, columns }));
    } else groups.push([table]);
  }
  const tables = groups.flat();
  return pages.map((page) => {
    const here = tables.filter((table) => table.page === page);
    const inTable = new Set(here.flatMap(({ region }) => region.lines.map((line) => line.line)));
    const ofText = textTables(
      page.lines.filter((line) => !inTable.has(line)),
      page.number,
    );
    const ofValues = here.map(({ region, columns }) =>
      openTable(region.lines, columns, rulesWithin(page.rules, region.lines), page.number),
    );
    return { tables: [...ofValues, ...ofText.tables], lines: ofText.lines };
  });
}
