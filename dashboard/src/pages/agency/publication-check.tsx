import type { Filing } from '../../../../contracts/filings.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { getPublication } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { momentWords } from '../../parts/measures.ts';
import { useRead } from '../../parts/use-read.ts';
import { documentHref } from '../../route.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { PublishedAddress } from './published-address.tsx';
import { Changes, changedCells, changedParagraphs } from './versions.tsx';

/** What was published beside what was accepted: when it was seen, what the page says of its day, and what it says otherwise. */
export function PublicationCheck({
  filing,
  person,
  live,
}: {
  readonly filing: Filing;
  readonly person: Person;
  readonly live: Live;
}) {
  const { value, failure, reload } = useRead(
    `publication ${filing.id} ${filing.state}`,
    (signal) => getPublication(filing.id, signal),
    live,
  );
  const seen = value?.seen ?? null;
  return (
    <section className="sheet publication">
      <h2>{AGENCY_WORDS.publication}</h2>
      <p className="quiet">{AGENCY_WORDS.publicationHint}</p>
      {may(person, 'POST /api/filings/:id/publication') && <PublishedAddress filing={filing} live={live} />}
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && seen === null && <p className="plain">{AGENCY_WORDS.nothingPublished(value.publishBy)}</p>}
      {value !== null && seen !== null && (
        <>
          <p>
            {AGENCY_WORDS.publishedSeen(momentWords(seen.receivedAt, new Date()))}{' '}
            <a className="file-name" lang="zh-CN" href={documentHref(seen.documentId)}>
              {seen.fileName}
            </a>
          </p>
          <p>
            {seen.publishedOn === null ? AGENCY_WORDS.noPublishedOn : AGENCY_WORDS.publishedOn(seen.publishedOn)}
            {seen.publishedOn !== null && seen.publishedOn > value.publishBy && (
              <b className="is-error"> {AGENCY_WORDS.publishedLate(value.publishBy)}</b>
            )}
          </p>
          {seen.isPicture && <p className="is-warning">{AGENCY_WORDS.picture}</p>}
          <p>
            {seen.cells.length + seen.paragraphs.length === 0 ? (
              AGENCY_WORDS.unchanged
            ) : (
              <b className="is-warning">{AGENCY_WORDS.changed(seen.cells.length + seen.paragraphs.length)}</b>
            )}
          </p>
          <Changes title={AGENCY_WORDS.changedCells} list={changedCells(seen)} />
          <Changes title={AGENCY_WORDS.changedParagraphs} list={changedParagraphs(seen)} />
        </>
      )}
    </section>
  );
}
