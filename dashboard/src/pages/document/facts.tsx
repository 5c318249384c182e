import { type ReactNode, useState } from 'react';
import { CORRECTABLE_FACTS, type FactKey, factPath } from '../../../../config/fact-keys.ts';
import { factText } from '../../../../office/fact-text.ts';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { PenIcon } from '../../parts/icons.tsx';
import { bytesWords } from '../../parts/measures.ts';
import { BENCH_WORDS, DOUBT_PANEL_WORDS, factName } from '../../words/bench.ts';
import { PHRASES } from '../../words/phrases.ts';
import {
  CONTACT_WORDS,
  FORMAT_WORDS,
  noteWords,
  RESULT_WORDS,
  SOURCE_WORDS,
  TEMPLATE_WORDS,
} from '../../words/report.ts';
import { FactEditor } from './cell-editor.tsx';
import type { Review } from './use-review.ts';

interface FactProps {
  readonly name: string;
  readonly children: ReactNode;
}
const Fact = ({ name, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>{children ?? <span className="quiet">{RESULT_WORDS.notStated}</span>}</dd>
  </div>
);

/** In the words of the report. */
const Said = ({ text }: { readonly text: string | null }) =>
  text === null ? <span className="quiet">{RESULT_WORDS.notStated}</span> : <span lang="zh-CN">{text}</span>;

interface Props {
  readonly report: CheckedReport;
  readonly review: Review;
  readonly mayJudge: boolean;
}

/** A fact that can be corrected, with what was read where somebody did. */
function KeyFact({
  fact,
  report,
  review,
  mayJudge,
  children,
}: Props & { readonly fact: FactKey; readonly children: ReactNode }) {
  const [editing, setEditing] = useState(false);
  const correction = report.corrections?.find(({ path }) => path === factPath(fact));
  const changed = correction !== undefined && correction.reason !== 'confirmed';
  return (
    <Fact name={factName(fact)}>
      {children ?? <span className="quiet">{RESULT_WORDS.notStated}</span>}
      {changed && (
        <span className="fact-was" title={correction.by}>
          {DOUBT_PANEL_WORDS.was(correction.readRaw === '' ? RESULT_WORDS.notStated : correction.readRaw)}
        </span>
      )}
      {mayJudge && !editing && (
        <button
          type="button"
          className="fact-edit"
          aria-label={PHRASES.of(RESULT_WORDS.correct, factName(fact))}
          title={RESULT_WORDS.correct}
          onClick={() => setEditing(true)}
        >
          <PenIcon />
        </button>
      )}
      {correction !== undefined && mayJudge && !editing && (
        <button
          type="button"
          className="fact-edit"
          disabled={review.busy}
          onClick={() =>
            void review.undo({ kind: 'doubt', about: 'fact', key: `fact:${fact}`, fact, correction, settled: true })
          }
        >
          {BENCH_WORDS.undo}
        </button>
      )}
      {editing && (
        <FactEditor
          fact={fact}
          text={factText(report.report, fact)}
          busy={review.busy}
          onCancel={() => setEditing(false)}
          onSave={(said) =>
            void review.correctFact(fact, said).then((taken) => {
              if (taken) setEditing(false);
            })
          }
        />
      )}
    </Fact>
  );
}

const CONTACT_KEYS = ['address', 'postcode', 'phone', 'fax', 'email'] as const;

/** What the report says about itself and its file. What it does not say is shown as not said. */
export function Facts(props: Props) {
  const {
    report: { report, source, notes },
  } = props;
  const readFromPictures = source.scannedPages.filter((page) => !source.unreadPages.includes(page));
  const contact = CONTACT_KEYS.filter((key) => report.contact[key] !== null);
  const words = (fact: FactKey): string | null => {
    if (fact === 'year') return report.year === null ? null : SOURCE_WORDS.year(report.year);
    if (fact === 'template') return report.template === null ? null : TEMPLATE_WORDS[report.template];
    if (fact === 'period')
      return report.period === null ? null : SOURCE_WORDS.period(report.period.start, report.period.end);
    return factText(report, fact);
  };
  return (
    <section className="facts" aria-label={RESULT_WORDS.facts}>
      <dl>
        {CORRECTABLE_FACTS.map((fact) => (
          <KeyFact key={fact} fact={fact} {...props}>
            {fact === 'template' ? words(fact) : <Said text={words(fact)} />}
          </KeyFact>
        ))}
        {contact.map((key) => (
          <Fact key={key} name={CONTACT_WORDS[key]}>
            <Said text={report.contact[key]} />
          </Fact>
        ))}
        <Fact name={SOURCE_WORDS.format}>
          {FORMAT_WORDS[source.format]} · {bytesWords(source.bytes)}
          {source.pages !== null && ` · ${SOURCE_WORDS.pagesCount(source.pages)}`}
        </Fact>
        <Fact name={SOURCE_WORDS.sha256}>
          <code title={source.sha256}>{source.sha256.slice(0, 16)}</code>
        </Fact>
      </dl>
      {source.unreadPages.length > 0 && <p className="facts-alarm">{RESULT_WORDS.unread(source.unreadPages)}</p>}
      {readFromPictures.length > 0 && <p className="facts-note">{RESULT_WORDS.scanned(readFromPictures)}</p>}
      {notes.length > 0 && (
        <details>
          <summary>{PHRASES.beside(RESULT_WORDS.notes, notes.length)}</summary>
          <ul>
            {notes.map((note, index) => (
              <li key={index}>{noteWords(note)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
