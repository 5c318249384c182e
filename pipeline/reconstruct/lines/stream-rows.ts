import { columnsOf, type TableKey } from '../../../config/catalogue/form.ts';
import type { FormPlace } from '../../form/label.ts';
import type { Token } from './cell-stream.ts';
import { type Level, levelOf, valuesExpected } from './form-row.ts';
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
  /** The values stood before the label. */
  readonly reversed: boolean;
}

export const isInked = (token: Token): boolean => token.kind !== 'gap';

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

function composeRows(tokens: readonly Token[], reversed: boolean): readonly StreamRow[] {
  const follows = valueFollows(tokens);
  const rows: StreamRow[] = [];
  let table: TableKey | null = null;
  let inRows = false;
  let headed = 0;
  let header: { token: Token; place: FormPlace | null }[] = [];
  let groups: Token[] = [];
  let gaps: Token[] = [];
  let open: OpenRow | null = null;

  const closeHeader = (): void => {
    if (header.length > 0) {
      const labels = header.map(({ token }) => token);
      rows.push({ kind: 'header', table, labels, place: null, behind: [], expected: null, following: 'end', reversed });
    }
    header = [];
  };
  const closeRow = (following: Following): void => {
    if (open) {
      const expected = valuesExpected(table, open.place, headed);
      rows.push({ kind: 'data', table, ...open, expected, following, reversed });
    }
    open = null;
  };
  const openRow = (label: Token | null, place: FormPlace | null, behind: Token[]): void => {
    closeHeader();
    open = { labels: label ? [...groups, label] : groups, place, behind };
    groups = [];
    inRows = true;
  };

  for (const [i, token] of tokens.entries()) {
    const current = open as OpenRow | null;
    if (token.kind === 'gap') {
      (current?.behind ?? gaps).push(token);
      continue;
    }
    if (token.kind === 'value') {
      if (current) current.behind.push(token);
      else openRow(null, null, [...gaps, token]);
      gaps = [];
      continue;
    }
    gaps = [];
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
          if (headed > 0) headed++;
        } else {
          closeRow('unknown');
          if (follows[i]) openRow(token, null, []);
          else groups.push(token);
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

/** Puts the values that stand before the label of their row behind it. */
function labelsFirst(tokens: readonly Token[]): readonly Token[] {
  const ordered: Token[] = [];
  let held: Token[] = [];
  for (const token of tokens) {
    if (token.kind !== 'label') {
      held.push(token);
      continue;
    }
    const { kind } = roleOf(token.text, { table: null, inRows: true, beforeValue: held.some(isInked) });
    ordered.push(token);
    if (kind !== 'row') continue;
    for (const each of held) ordered.push(each);
    held = [];
  }
  for (const each of held) ordered.push(each);
  return ordered;
}

const completeRows = (rows: readonly StreamRow[]): number =>
  rows.filter((row) => row.place && row.behind.filter(isInked).length === row.expected).length;

/**
 * Composes the cells of a run to rows of the form. Values belong to the label before them, unless more rows come out
 * whole when they are given to the label behind them.
 */
export function readStreamRows(tokens: readonly Token[]): readonly StreamRow[] {
  const forward = composeRows(tokens, false);
  const valuesLead = forward[0]?.labels.length === 0 && forward.slice(1).every((row) => row.kind === 'header');
  if (valuesLead && forward.length > 1) return composeRows(labelsFirst(tokens), true);
  const named = forward.filter((row) => row.place !== null).length;
  if (completeRows(forward) === named) return forward;
  const backward = composeRows(labelsFirst(tokens), true);
  return completeRows(backward) > completeRows(forward) ? backward : forward;
}
