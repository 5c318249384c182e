import { rowsOf } from '../../config/catalogue/form.ts';
import type { SectionRole } from '../../config/catalogue/sections.ts';
import { ACCOUNT_LIMITS } from '../../config/limits/account.ts';
import { REVIEW_BELOW } from '../../config/limits/doubts.ts';
import { confidenceUnder } from '../contracts/doubt.ts';
import { matchLabel } from '../form/label.ts';
import { compact } from '../wording/fold.ts';
import { isGarbledLine } from '../wording/strange-letters.ts';
import { REMEDY_KEYS } from './align/remedy-area.ts';
import {
  beginsIn,
  type FoldedCell,
  type FoldedGrid,
  isBlankCell,
  isValueCell,
  type TableRow,
} from './align/table-row.ts';
import { type AlignedTables, gridsOf } from './align-tables.ts';
import type { Line } from './line.ts';

/** Sections of prose, in which a table is the agency's own. */
const OF_PROSE: ReadonlySet<SectionRole> = new Set(['overview', 'problems', 'other']);

/** Words of the form's columns that every table has. */
const OF_ANY_TABLE = /^(?:其他|其它|总计|合计|小计|总数)$/u;

/** Whether every row of the three tables was found, each with the values that it has: no other table is a part of them. */
function areWhole({ proactive, applications, remedies }: AlignedTables): boolean {
  if (proactive === null || applications === null || remedies === null) return false;
  const placed = [...proactive.rows, ...applications.rows, ...remedies.rows].flatMap((row) => row.placed.values);
  return (
    proactive.rows.length >= rowsOf('proactiveDisclosure', proactive.version).length &&
    applications.rows.length >= rowsOf('applications', '2019').length &&
    remedies.rows.length >= REMEDY_KEYS.length &&
    placed.every(({ source, doubts }) => source !== null && !doubts.includes('value-count'))
  );
}

const inkedOf = (row: TableRow): readonly FoldedCell[] =>
  row.cells.filter((cell) => beginsIn(row, cell) && !isBlankCell(cell));

/** A header like 公开数量 is near one of the form's and may head any table. */
const isWordOfForm = ({ folded }: FoldedCell): boolean =>
  !OF_ANY_TABLE.test(compact(folded)) &&
  matchLabel(folded).some(
    ({ place, score }) => score >= ACCOUNT_LIMITS[place.kind === 'column' ? 'lineScore' : 'labelScore'],
  );

const isDoubtful = ({ confidence, doubts = [] }: FoldedCell): boolean =>
  Math.min(confidence, confidenceUnder(doubts.map(({ code }) => code))) < REVIEW_BELOW;

/** Whether a table has a heading row of its own, of words alone, and nothing of the form or of what cannot be read. */
function isOwn({ rows, section }: FoldedGrid): boolean {
  const [heading, ...below] = rows.map(inkedOf).filter((cells) => cells.length > 0);
  const all = [...(heading ?? []), ...below.flat()];
  return (
    section !== null &&
    OF_PROSE.has(section) &&
    heading !== undefined &&
    heading.length > 1 &&
    below.length > 0 &&
    !heading.some(isValueCell) &&
    !all.some((cell) => isWordOfForm(cell) || isDoubtful(cell) || isGarbledLine(cell.folded))
  );
}

/** Ordinals of the grids that are tables of the agency's own in a section of prose, where the tables of the form are whole. */
export function ownTables(grids: readonly FoldedGrid[], tables: AlignedTables): ReadonlySet<number> {
  if (!areWhole(tables)) return new Set();
  const ofForm = gridsOf(tables);
  return new Set(grids.filter((grid) => !ofForm.has(grid.index) && isOwn(grid)).map(({ index }) => index));
}

/** What such a table says as one paragraph: its rows line by line, cells between tabulators. */
export function ownTableLine({ rows }: FoldedGrid): Line {
  const cells = rows.map(inkedOf).filter((row) => row.length > 0);
  const text = cells.map((row) => row.map((cell) => cell.folded.replace(/\s+/gu, ' ').trim()).join('\t')).join('\n');
  return {
    text,
    alignment: null,
    headingLevel: null,
    inTable: false,
    ofOwnTable: true,
    origin: cells[0]?.[0]?.origin ?? null,
  };
}
