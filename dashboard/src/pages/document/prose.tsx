import { useMemo } from 'react';
import type { CheckedReport, Section } from '../../../../pipeline/contracts/report.ts';
import { LOCALE } from '../../language.ts';
import { linesOf, placeQuotes, type Quote, stretchesOf } from '../../parts/quotes.ts';
import { RESULT_WORDS } from '../../words/report.ts';

export const sectionElementId = (number: number): string => `section-${number}`;
/** The class of the words that a finding quotes; a quote that another one cuts is several elements. */
export const quoteClass = (finding: number): string => `quote-${finding}`;

interface Props {
  readonly report: CheckedReport;
  /** The finding that the reader has opened. */
  readonly chosen: number | null;
  /** The findings that are not held against the report. */
  readonly waived: ReadonlySet<number>;
  readonly onFinding: (index: number) => void;
}

function Line({
  text,
  quotes,
  chosen,
  waived,
  onFinding,
}: Omit<Props, 'report'> & { readonly text: string; readonly quotes: readonly Quote[] }) {
  if (quotes.length === 0) return text;
  return stretchesOf(text, quotes).map((stretch, index) => {
    if (stretch.findings.length === 0) return stretch.text;
    const classes = stretch.findings.map(quoteClass);
    if (chosen !== null && stretch.findings.includes(chosen)) classes.push('mark-chosen');
    if (stretch.findings.every((finding) => waived.has(finding))) classes.push('mark-waived');
    const [first] = stretch.findings;
    return (
      <mark key={index} className={classes.join(' ')}>
        {/* biome-ignore lint/a11y/useSemanticElements: a button does not break into lines, and a quote may be a paragraph long */}
        <span
          role="button"
          tabIndex={0}
          onClick={() => first !== undefined && onFinding(first)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && first !== undefined) onFinding(first);
          }}
        >
          {stretch.text}
        </span>
      </mark>
    );
  });
}

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;

/** The text of the report, section in section, with the words marked that findings quote. */
export function Prose({ report, chosen, waived, onFinding }: Props) {
  const quotes = useMemo(() => placeQuotes(linesOf(report), report.validation.findings), [report]);
  const line = (text: string, key: string) => (
    <Line text={text} quotes={quotes.get(key) ?? []} chosen={chosen} waived={waived} onFinding={onFinding} />
  );
  const paragraphs = (texts: readonly string[], key: string) =>
    texts.map((text, index) => <p key={`${key}${index}`}>{line(text, `${key}${index}`)}</p>);
  const section = (part: Section, key: string, depth: number) => {
    const Heading = HEADINGS[depth] ?? 'h6';
    return (
      <section key={key} id={depth === 0 && part.number !== null ? sectionElementId(part.number) : undefined}>
        <Heading>{line(part.heading, `${key}h`)}</Heading>
        {paragraphs(part.paragraphs, `${key}p`)}
        {part.children.map((child, index) => section(child, `${key}c${index}`, depth + 1))}
      </section>
    );
  };
  return (
    <div className="prose" lang="zh-CN">
      {report.preface.length + report.sections.length + report.closing.length === 0 && (
        <p className="plain plain-alarm" lang={LOCALE}>
          {RESULT_WORDS.noProse}
        </p>
      )}
      {report.preface.length > 0 && (
        <section className="prose-edge" aria-label={RESULT_WORDS.preface}>
          {paragraphs(report.preface, 'preface')}
        </section>
      )}
      {report.sections.map((part, index) => section(part, `s${index}`, 0))}
      {report.closing.length > 0 && (
        <section className="prose-edge prose-closing" aria-label={RESULT_WORDS.closing}>
          {paragraphs(report.closing, 'closing')}
        </section>
      )}
    </div>
  );
}
