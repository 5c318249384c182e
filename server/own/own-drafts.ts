import { RULE_THRESHOLDS } from '../../config/rules.ts';
import { ruleSettingsOf } from '../../contracts/campaigns.ts';
import type { FormDraft } from '../../contracts/form-drafts.ts';
import { figureAt, figurePaths, readFigures } from '../../office/figures.ts';
import { obstacleToHandIn } from '../../office/filing.ts';
import { type DraftAbout, type ReportDraft, reportDraftSchema } from '../../pipeline/contracts/report-draft.ts';
import { emptyDraft } from '../../pipeline/draft/draft-problems.ts';
import type { OwnFiling } from '../../store/own-filings.ts';
import type { Store } from '../../store/store.ts';
import { KINDS } from '../checking/context.ts';
import { RequestError } from '../errors.ts';

/** What an agency fills in, with what it rests on. */
export interface OwnDraft {
  readonly about: DraftAbout;
  readonly content: ReportDraft;
  /** 0: nothing is kept yet. */
  readonly changes: number;
  readonly shown: FormDraft;
}

/** The first years of the two forms. @source 国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号 */
const formOf = (year: number): DraftAbout['form'] | null => (year >= 2021 ? '2021' : year >= 2019 ? '2019' : null);

const OBSTACLES = {
  accepted: 'filing-accepted',
  'not-due': 'filing-not-due',
  closed: 'campaign-closed',
} as const;

/** @throws RequestError not-found: no such filing, or one of a year without a form */
export async function ownDraft(
  store: Pick<Store, 'ownFiling' | 'campaigns' | 'formDrafts'>,
  filingId: string,
): Promise<OwnDraft> {
  const filing = await store.ownFiling({ filingId });
  const form = filing === null ? null : formOf(filing.year);
  if (filing === null || form === null) throw new RequestError('not-found');
  const { agency, year, mayIssueRegulations } = filing;
  const campaign = await store.campaigns.find(year);
  const { jumpRatio, jumpBase, problemsShort } = campaign
    ? ruleSettingsOf(campaign.settings).thresholds
    : RULE_THRESHOLDS;
  const about: DraftAbout = {
    ...{ agency, year, form, kind: KINDS[filing.kind], mayIssueRegulations, lastYear: numbersOf(filing.lastYear) },
    thresholds: { jumpRatio, jumpBase, problemsShort },
  };
  const kept = await store.formDrafts.find(filingId);
  const content = kept === null ? emptyDraft(about) : reportDraftSchema.parse(JSON.parse(kept.content));
  const changes = kept?.changes ?? 0;
  const obstacle = obstacleToHandIn(filing.state, filing.campaignOpen);
  const shown: FormDraft = {
    ...{ filingId, about, content, etag: String(changes), who: kept?.who ?? null },
    savedAt: kept?.savedAt.toISOString() ?? null,
    handedInAt: kept?.handedInAt?.toISOString() ?? null,
    changedSince: kept === null || kept.handedInChange !== kept.changes,
    obstacle: obstacle === null ? null : OBSTACLES[obstacle],
  };
  return { about, content, changes, shown };
}

/** The numbers of the year before; null: there is no accepted report that we have them of. */
function numbersOf(lastYear: OwnFiling['lastYear']): Record<string, number> | null {
  if (lastYear === null || lastYear.figures === null) return null;
  const { template } = lastYear;
  if (template !== '2021' && template !== '2019') return null;
  const figures = readFigures(lastYear.figures);
  return Object.fromEntries(
    figurePaths(template).flatMap((path, index) => {
      const { value } = figureAt(figures, index);
      return value === null ? [] : [[path, value]];
    }),
  );
}
