import type { Consolidated, Snapshot, SumState } from '../../contracts/consolidated.ts';
import { ask } from './api.ts';
import type { SumFilter } from './filters.ts';

/** What the page asks of the summed tables. */

export const SHARES = 20;
export const SUM_FORMATS = ['xlsx', 'docx', 'html', 'csv', 'json'] as const;

function query({ scope, state, cell, previous, page }: SumFilter): string {
  const parameters = new URLSearchParams({ state, page: `${page}`, size: `${SHARES}` });
  if (scope !== null) parameters.set('scope', scope);
  if (cell !== null) parameters.set('cell', cell);
  if (previous) parameters.set('previous', 'true');
  return parameters.toString();
}

const path = (year: number): string => `/api/campaigns/${year}/consolidated`;

export const getConsolidated = (year: number, filter: SumFilter, signal: AbortSignal): Promise<Consolidated> =>
  ask(`${path(year)}?${query(filter)}`, { signal });
export const sumsHref = (year: number, { scope, state }: SumFilter, format: (typeof SUM_FORMATS)[number]): string =>
  `${path(year)}.${format}?${query({ scope, state, cell: null, previous: false, page: 1 })}`;

export const getSnapshots = async (year: number, signal: AbortSignal): Promise<readonly Snapshot[]> =>
  (await ask<{ readonly items: readonly Snapshot[] }>(`${path(year)}/snapshots`, { signal })).items;
export const keepSnapshot = (
  year: number,
  kept: { readonly scope: string | null; readonly state: SumState; readonly note: string },
): Promise<Snapshot> =>
  ask(`${path(year)}/snapshots`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(kept),
  });
export const snapshotHref = (year: number, id: string): string => `${path(year)}/snapshots/${id}`;
