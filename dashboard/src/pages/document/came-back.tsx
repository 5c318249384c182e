import type { DocumentSummary } from '../../../../contracts/api.ts';
import type { Live } from '../../live.ts';
import { getFiling } from '../../office-api.ts';
import { useRead } from '../../parts/use-read.ts';
import { REVIEW_END_WORDS } from '../../words/bench.ts';
import { Diff } from '../agency/versions.tsx';

interface Props {
  readonly document: DocumentSummary;
  readonly live: Live;
}

/** What a report that came back says otherwise than the version before it: cells side by side, findings closed, new, still there. */
export function CameBack({ document: { id, filingId }, live }: Props) {
  const { value: filing } = useRead(
    `came back ${filingId}`,
    async (signal) => (filingId === null ? null : getFiling(filingId, signal)),
    live,
  );
  const version = filing?.versions.find(({ documents }) =>
    documents.some((each) => each.id === id && each.part === 'main'),
  );
  const before = filing?.versions.find(({ number }) => number === (version?.number ?? 0) - 1);
  if (filing === null || version === undefined || before === undefined) return null;
  return (
    <section className="came-back" aria-label={REVIEW_END_WORDS.comesBack(version.number)}>
      <h2>{REVIEW_END_WORDS.comesBack(version.number)}</h2>
      <Diff filingId={filing.id} version={version} before={before} live={live} />
    </section>
  );
}
