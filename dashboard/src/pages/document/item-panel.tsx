import { useEffect, useRef } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { FindingJudgement } from '../../../../contracts/api.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { TickIcon } from '../../parts/icons.tsx';
import { tell } from '../../parts/tell.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { BENCH_WORDS, factName } from '../../words/bench.ts';
import { cellWords } from '../../words/form-labels.ts';
import { DoubtPanel } from './doubt-panel.tsx';
import { MistakePanel } from './mistake-panel.tsx';
import { isOpen, neighbourOf, type ReviewItem } from './review-items.ts';
import type { Review } from './use-review.ts';

interface Props {
  readonly items: readonly ReviewItem[];
  readonly item: ReviewItem;
  readonly documentId: string;
  readonly report: CheckedReport;
  readonly version: FormVersion;
  readonly standings: readonly (FindingJudgement | null)[];
  readonly review: Review;
  readonly mayJudge: boolean;
  readonly person: Person;
  /** Counts the choices of an item, so that each brings the focus here. */
  readonly chosen: number;
  readonly onItem: (key: string) => void;
  readonly onDone: () => void;
  readonly onShow: (keys: readonly string[]) => void;
}

const titleOf = (item: ReviewItem, report: CheckedReport, version: FormVersion): string => {
  const told = (at: number): string => {
    const finding = report.validation.findings[at];
    return finding === undefined ? '' : tell(finding).message;
  };
  if (item.kind === 'verdict') return BENCH_WORDS.kinds.verdict;
  if (item.kind === 'mistake') return told(item.findings[0]);
  if (item.about === 'cell') return cellWords(item.path, version);
  if (item.about === 'fact') return factName(item.fact);
  return told(item.finding);
};

/** One thing at a time, and the list of all of them below. */
export function ItemPanel(props: Props) {
  const { items, item, report, version, standings, review, chosen, onItem } = props;
  const head = useRef<HTMLHeadingElement>(null);
  const at = items.findIndex(({ key }) => key === item.key);
  const open = items.filter(isOpen).length;
  const step = (by: 1 | -1): void => onItem(neighbourOf(items, item.key, by).key);
  useKeys({ j: () => step(1), k: () => step(-1) });

  // Not when the page opens: whoever comes by a screen reader begins at its top.
  useEffect(() => {
    if (chosen > 0) head.current?.focus({ preventScroll: true });
  }, [chosen, item.key]);

  return (
    <section className={`item-panel item-${item.kind}`} aria-label={BENCH_WORDS.panel} data-item={item.key}>
      <header>
        <h2 ref={head} tabIndex={-1}>
          <span className="item-kind">{BENCH_WORDS.kinds[item.kind]}</span>
          <span className="quiet">{BENCH_WORDS.position(at + 1, items.length)}</span>
        </h2>
        <span className="item-open" role="status">
          {review.busy ? BENCH_WORDS.busy : BENCH_WORDS.open(open)}
        </span>
        <button type="button" aria-label={BENCH_WORDS.previous} title={BENCH_WORDS.previous} onClick={() => step(-1)}>
          ‹
        </button>
        <button type="button" aria-label={BENCH_WORDS.next} title={BENCH_WORDS.next} onClick={() => step(1)}>
          ›
        </button>
      </header>
      {review.refusal !== null && (
        <p className="decision-refusal" role="alert">
          {review.refusal}
        </p>
      )}
      {item.kind === 'doubt' && <DoubtPanel key={item.key} {...props} item={item} />}
      {item.kind === 'mistake' && (
        <MistakePanel key={item.key} {...props} item={item} standing={standings[item.findings[0]] ?? null} />
      )}
      <details className="item-list">
        <summary>{BENCH_WORDS.all(items.length)}</summary>
        <ol>
          {items.map((each) => (
            <li key={each.key} className={each.key === item.key ? 'item-here' : undefined}>
              <button
                type="button"
                aria-current={each.key === item.key ? 'step' : undefined}
                onClick={() => onItem(each.key)}
              >
                <span className={`item-mark item-mark-${each.kind}`}>{BENCH_WORDS.kinds[each.kind]}</span>
                <span className="item-title">{titleOf(each, report, version)}</span>
                {each.kind !== 'verdict' && each.settled && (
                  <span className="item-settled">
                    <TickIcon />
                    {BENCH_WORDS.settled}
                  </span>
                )}
              </button>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
