import type { Beside, SimilarPage } from '../../contracts/similar.ts';
import { ask } from './api.ts';
import type { SimilarFilter } from './filters.ts';

/** What the page asks of like texts. */
export const PAIRS = 20;

const path = (year: number): string => `/api/campaigns/${year}/similar`;

export const getSimilar = (year: number, { least, page }: SimilarFilter, signal: AbortSignal): Promise<SimilarPage> =>
  ask(`${path(year)}?least=${least}&page=${page}&size=${PAIRS}`, { signal });
export const getBeside = (year: number, pair: string, signal: AbortSignal): Promise<Beside> =>
  ask(`${path(year)}/${pair}`, { signal });
