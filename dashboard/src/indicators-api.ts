import type { SumState } from '../../contracts/consolidated.ts';
import type { Analysis, Indicators } from '../../contracts/indicators.ts';
import { ask } from './api.ts';
import type { IndicatorFilter } from './filters.ts';

/** What the page asks of rates and of the written analysis. */
export const RANKED = 20;

const asked = (scope: string | null, state: SumState): URLSearchParams => {
  const parameters = new URLSearchParams({ state });
  if (scope !== null) parameters.set('scope', scope);
  return parameters;
};
export function getIndicators(
  year: number,
  { scope, state, indicator, page }: IndicatorFilter,
  signal: AbortSignal,
): Promise<Indicators> {
  const parameters = asked(scope, state);
  parameters.set('page', `${page}`);
  parameters.set('size', `${RANKED}`);
  if (indicator !== null) parameters.set('indicator', indicator);
  return ask(`/api/campaigns/${year}/indicators?${parameters}`, { signal });
}
export const getAnalysis = (year: number, { scope, state }: IndicatorFilter, signal: AbortSignal): Promise<Analysis> =>
  ask(`/api/campaigns/${year}/analysis?${asked(scope, state)}`, { signal });
export const analysisHref = (year: number, { scope, state }: IndicatorFilter): string =>
  `/api/campaigns/${year}/analysis.docx?${asked(scope, state)}`;
