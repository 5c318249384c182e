import { SUM_WORDS } from '../config/consolidation-words.ts';
import type { Consolidated, Sum, SumState } from '../contracts/consolidated.ts';
import {
  asTables,
  behind,
  crossFoot,
  type Gathered,
  gather,
  headOf,
  isAccepted,
  isRead,
  partsBelow,
  type Sums,
  sumUp,
} from '../office/consolidate.ts';
import { cellWords, partsOf, tableTitle } from '../office/form-layout.ts';
import { unbalancedSums } from '../office/sum-checks.ts';
import { ruleTitle } from '../pipeline/validate/catalogue.ts';
import type { Store } from '../store/store.ts';
import type { Viewer } from '../store/viewer.ts';
import { RequestError } from './errors.ts';

/** What somebody asks of the sums of a year. */
export interface SumQuestion {
  readonly year: number;
  /** An agency and those below it; null: all that he sees. */
  readonly scope: string | null;
  readonly state: SumState;
  readonly cell?: string | undefined;
  readonly previous?: boolean | undefined;
  readonly page: number;
  readonly size: number;
}

/** The answer, with what it was summed from. */
export interface Answered {
  readonly consolidated: Consolidated;
  readonly gathered: Gathered;
}

const NO_SUM: Sum = { value: null, certain: true, reported: 0, doubtful: 0, blank: 0, notApplicable: 0, unread: 0 };

/** Sums a year. @throws RequestError not-found for a year or an agency that is none, cell-unknown */
export async function consolidated(
  store: Pick<Store, 'campaigns' | 'consolidation'>,
  question: SumQuestion,
  viewer: Viewer,
): Promise<Answered> {
  const { year, state } = question;
  if ((await store.campaigns.find(year)) === null) throw new RequestError('not-found');
  const scopeId = question.scope ?? (viewer.sight.kind === 'below' ? viewer.sight.agencyId : null);
  const scope = scopeId === null ? null : await store.consolidation.scope(scopeId, viewer);
  if (scopeId !== null && scope === null) throw new RequestError('not-found');
  const sumOf = async (of: number) => {
    const filings = await store.consolidation.summands(of, scopeId, viewer);
    const gathered = gather(filings, of, state);
    return { filings, gathered, sums: gathered.form === null ? null : sumUp(gathered.included, gathered.form) };
  };
  const { filings, gathered, sums } = await sumOf(year);
  const { form, due, included, missing, rolledUp } = gathered;
  const head = headOf(gathered, scopeId);
  return {
    gathered,
    consolidated: {
      ...{ year, state, form },
      scope: scope === null ? null : { id: scope.id, name: scope.name },
      above: [...(scope?.above ?? [])],
      parts: partsBelow(filings, gathered, scopeId),
      tables: sums === null ? null : asTables(sums),
      unbalanced:
        sums === null || form === null
          ? []
          : unbalancedSums(sums, form).map((each) => ({ ...each, title: ruleTitle(each.rule) })),
      completeness: {
        due: due.length,
        accepted: due.filter(isAccepted).length,
        read: due.filter(isRead).length,
        included: included.length,
        rolledUp: rolledUp.length,
        missing: [...missing],
      },
      crossFoot: head === null || sums === null ? null : crossFoot(gathered, head, sums),
      previous: question.previous === true && sums !== null ? await previousOf(year - 1, sums, sumOf) : null,
      behind: question.cell === undefined ? null : behindCell(gathered, sums, question, question.cell),
    },
  };
}

/** Only cells of both years are told: what the form renamed is another thing. */
async function previousOf(
  year: number,
  now: Sums,
  sumOf: (year: number) => Promise<{ readonly gathered: Gathered; readonly sums: Sums | null }>,
): Promise<Consolidated['previous']> {
  const { gathered, sums } = await sumOf(year);
  if (sums === null || gathered.due.length === 0) return null;
  const cells = Object.fromEntries([...sums].filter(([path]) => now.has(path)));
  return { year, included: gathered.included.length, due: gathered.due.length, cells };
}

function behindCell(
  { form, included }: Gathered,
  sums: Sums | null,
  { page, size }: SumQuestion,
  cell: string,
): Consolidated['behind'] {
  const shares = form === null ? null : behind(included, form, cell);
  if (shares === null) throw new RequestError('cell-unknown');
  const items = shares.slice((page - 1) * size, page * size);
  return { cell, sum: sums?.get(cell) ?? NO_SUM, items, total: shares.length, page, size };
}

/** Every cell in a line of its own, with what its number is made of. */
export function sumTable({ form, tables }: Consolidated): string[][] {
  const lines: string[][] = [[...SUM_WORDS.columns]];
  if (form === null || tables === null) return lines;
  for (const [table, { rows }] of Object.entries(tables)) {
    for (const [row, columns] of Object.entries(rows)) {
      for (const [column, sum] of Object.entries(columns)) {
        const path = `${table}/${row}/${column}`;
        const key = partsOf(path)?.table;
        const [rowName = '', columnName = ''] = cellWords(path, form).split(' · ');
        const { value, certain, reported, doubtful, blank, notApplicable, unread } = sum;
        lines.push([
          key === undefined ? table : tableTitle(key),
          ...[rowName, columnName, path, value === null ? '' : `${value}`],
          certain ? SUM_WORDS.yes : SUM_WORDS.no,
          ...[reported, doubtful, blank, notApplicable, unread].map(String),
        ]);
      }
    }
  }
  return lines;
}
