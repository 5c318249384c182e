import { columnsOf, type TableKey } from '../../../config/catalogue/form.ts';
import { LINE_TOLERANCES } from '../../../config/limits/lines.ts';
import type { FormPlace } from '../../form/label.ts';
import type { Token } from './cell-stream.ts';
import { type Doubts, type Level, levelOf, NO_DOUBTS, valuesExpected } from './form-row.ts';
import { startsHeaderRow } from './header-rows.ts';
import { isColumnHead, roleOf } from './label-role.ts';

/** What begins behind a row: a label of that level, a text that is no label, or nothing more. */
export type Following = Level | 'unknown' | 'end';

/** A row of a stream of cells: its labels, and all that stands behind them until the next label, gaps included. */
export interface StreamRow {
  readonly kind: 'header' | 'data';
  readonly table: TableKey | null;
  readonly labels: readonly Token[];
  /** Place of the label that names the row; null for header rows, unknown labels and rows without a label. */
  readonly place: FormPlace | null;
  readonly behind: readonly Token[];
  /** Values that the form has in this row, null if it cannot be told. */
  readonly expected: number | null;
  readonly following: Following;
  /** Why the values may belong to another label. */
  readonly doubts: Doubts;
}

export const isInked = (token: Token): boolean => token.kind !== 'gap';

/** A remark to the header before it, no column of its own. */
const REMARK = /^\s*[（(]/u;

interface OpenRow {
  readonly labels: Token[];
  readonly place: FormPlace | null;
  readonly behind: Token[];
}

/** Gaps behind a label from which they are a row of blank values: table three has seven, its merged headers fewer. */
const BLANK_ROW = columnsOf('applications').length;

/** For each token whether values follow it, or so many gaps that they are blank values. */
function valueFollows(tokens: readonly Token[]): readonly boolean[] {
  const follows = new Array<boolean>(tokens.length).fill(false);
  let gaps = 0;
  let solid: Token['kind'] | null = null;
  for (let i = tokens.length - 1; i >= 0; i--) {
    follows[i] = solid === 'value' || gaps >= BLANK_ROW;
    if (isInked(tokens[i]!)) {
      solid = tokens[i]!.kind;
      gaps = 0;
    } else gaps++;
  }
  return follows;
}

function composeRows(tokens: readonly Token[]): readonly StreamRow[] {
  const follows = valueFollows(tokens);
  const doubts = NO_DOUBTS;
  const rows: StreamRow[] = [];
  let table: TableKey | null = null;
  let inRows = false;
  let headed = 0;
  let header: { token: Token; place: FormPlace | null }[] = [];
  let groups: Token[] = [];
  let gaps: Token[] = [];
  let open: OpenRow | null = null;
  /** Values of the open row. */
  let inked = 0;

  const closeHeader = (): void => {
    if (groups.length >= LINE_TOLERANCES.rowCells) {
      for (const group of groups) header.push({ token: group, place: null });
      groups = [];
    }
    if (header.length > 0) {
      const labels = header.map(({ token }) => token);
      rows.push({
        kind: 'header',
        table,
        labels,
        place: null,
        behind: [],
        expected: null,
        following: 'end',
        doubts,
      });
    }
    header = [];
  };
  const closeRow = (following: Following): void => {
    if (open) {
      const expected = valuesExpected(table, open.place, headed);
      rows.push({ kind: 'data', table, ...open, expected, following, doubts });
    }
    open = null;
  };
  const openRow = (label: Token | null, place: FormPlace | null, behind: Token[]): void => {
    closeHeader();
    open = { labels: label ? [...groups, label] : groups, place, behind };
    groups = [];
    inked = 0;
    inRows = true;
  };

  for (const [i, token] of tokens.entries()) {
    const current = open as OpenRow | null;
    if (token.kind === 'gap') {
      (current?.behind ?? gaps).push(token);
      continue;
    }
    if (token.kind === 'value') {
      if (current && inked >= LINE_TOLERANCES.rowCells) closeRow('unknown');
      if (open) (open as OpenRow).behind.push(token);
      else openRow(null, null, [...gaps, token]);
      inked++;
      gaps = [];
      continue;
    }
    if (groups.length + header.length >= LINE_TOLERANCES.rowCells) closeHeader();
    gaps = [];
    const isRepeated = current
      ? !current.behind.some(isInked) && current.labels.at(-1)?.text === token.text
      : groups.at(-1)?.text === token.text;
    if (isRepeated && inRows) {
      (current?.labels ?? groups).push(token);
      continue;
    }
    const role = roleOf(token.text, { table, inRows, beforeValue: follows[i]! });
    switch (role.kind) {
      case 'header': {
        closeRow(1);
        for (const group of groups) header.push({ token: group, place: null });
        groups = [];
        if (isColumnHead(token.text)) inRows = false;
        const places = header.map(({ place }) => place);
        if (role.place.table !== table || startsHeaderRow(places, role.place)) closeHeader();
        if (role.place.kind !== 'column') headed = 0;
        else headed++;
        table = role.place.table;
        header.push({ token, place: role.place });
        break;
      }
      case 'group':
        closeRow(levelOf(role.place));
        closeHeader();
        table = role.place.table;
        inRows = true;
        groups.push(token);
        break;
      case 'row':
        closeRow(levelOf(role.place));
        closeHeader();
        table = role.place.table;
        openRow(token, role.place, []);
        break;
      case 'unknown':
        if (current && !current.behind.some(isInked)) current.labels.push(token);
        else if (!inRows) {
          header.push({ token, place: null });
          if (headed > 0 && !REMARK.test(token.text)) headed++;
        } else {
          closeRow('unknown');
          if (follows[i]) openRow(token, null, []);
          else {
            closeHeader();
            header.push({ token, place: null });
            closeHeader();
          }
        }
        break;
      default:
        role satisfies never;
    }
  }
  closeRow('end');
  for (const group of groups) header.push({ token: group, place: null });
  closeHeader();
  return rows;
}

/** Puts values that stand before all labels behind them: table four, read from below. */
function labelsFirst(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex((token) => token.kind === 'label');
  return [...tokens.slice(first), ...tokens.slice(0, first)];
}

/** Composes the cells of a run to rows of the form; values go to the label before them. */
export function readStreamRows(tokens: readonly Token[]): readonly StreamRow[] {
  const rows = composeRows(tokens);
  const valuesLead = rows[0]?.labels.length === 0 && rows.slice(1).every((row) => row.kind === 'header');
  return valuesLead && rows.length > 1 ? composeRows(labelsFirst(tokens)) : rows;
}
