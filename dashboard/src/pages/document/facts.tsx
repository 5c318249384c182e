import type { ReactNode } from 'react';
import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { bytesWords } from '../../parts/measures.ts';
import {
  CONTACT_WORDS,
  FACT_WORDS,
  FORMAT_WORDS,
  noteWords,
  RESULT_WORDS,
  SOURCE_WORDS,
  TEMPLATE_WORDS,
} from '../../words/report.ts';

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children ?? <span className="quiet">{RESULT_WORDS.notStated}</span>}</dd>
  </div>
);

const CONTACT_KEYS = ['address', 'postcode', 'phone', 'fax', 'email'] as const;

/** What the report says about itself and its file. What it does not say is shown as not said. */
export function Facts({ report: { report, source, notes } }: { readonly report: CheckedReport }) {
  const contact = CONTACT_KEYS.filter((key) => report.contact[key] !== null);
  return (
    <section className="facts" aria-label={RESULT_WORDS.facts}>
      <dl>
        <Fact name={FACT_WORDS.agency}>{report.agency}</Fact>
        <Fact name={FACT_WORDS.year}>{report.year === null ? null : SOURCE_WORDS.year(report.year)}</Fact>
        <Fact name={FACT_WORDS.template}>{report.template === null ? null : TEMPLATE_WORDS[report.template]}</Fact>
        <Fact name={FACT_WORDS.period}>
          {report.period === null ? null : SOURCE_WORDS.period(report.period.start, report.period.end)}
        </Fact>
        <Fact name={FACT_WORDS.publishedOn}>{report.publishedOn}</Fact>
        <Fact name={FACT_WORDS.signedOn}>{report.signedOn}</Fact>
        <Fact name={FACT_WORDS.signer}>{report.signer}</Fact>
        <Fact name={FACT_WORDS.publisher}>{report.publisher}</Fact>
        <Fact name={FACT_WORDS.indexNumber}>{report.indexNumber}</Fact>
        <Fact name={FACT_WORDS.documentNumber}>{report.documentNumber}</Fact>
        {contact.map((key) => (
          <Fact key={key} name={CONTACT_WORDS[key]}>
            {report.contact[key]}
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
      {source.scannedPages.length > 0 && <p className="facts-alarm">{RESULT_WORDS.scanned(source.scannedPages)}</p>}
      {notes.length > 0 && (
        <details>
          <summary>
            {RESULT_WORDS.notes}（{notes.length}）
          </summary>
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
