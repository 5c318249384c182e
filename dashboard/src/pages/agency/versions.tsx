import type { Version, VersionDiff } from '../../../../contracts/filings.ts';
import type { Finding } from '../../../../pipeline/contracts/finding.ts';
import { getDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import { getDiff } from '../../office-api.ts';
import { momentWords } from '../../parts/measures.ts';
import { placesWords } from '../../parts/places.ts';
import { tell } from '../../parts/tell.ts';
import { useRead } from '../../parts/use-read.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { documentHref } from '../../route.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { CELL_STATUS_WORDS } from '../../words/cell.ts';
import { SEVERITY_WORDS, STATE_WORDS } from '../../words/codes.ts';
import { sectionName } from '../../words/form.ts';
import { PHRASES } from '../../words/phrases.ts';
import { factWords } from '../../words/report.ts';

const mainOf = (version: Version | undefined) => version?.documents.find(({ part }) => part === 'main');

/** What counts: notes of ours are not told of. */
async function findingsOf(version: Version, signal: AbortSignal): Promise<readonly Finding[] | null> {
  const main = mainOf(version);
  if (main === undefined || main.state !== 'converted') return null;
  const findings = (await getDocument(main.id, signal)).report?.validation.findings ?? [];
  return findings.filter(({ severity }) => severity !== 'info');
}

const Findings = ({ title, list }: { readonly title: string; readonly list: readonly Finding[] }) =>
  list.length > 0 && (
    <details>
      <summary>{PHRASES.beside(title, list.length)}</summary>
      <ul>
        {list.map((finding) => (
          <li key={finding.fingerprint}>
            <b className={`is-${finding.severity}`}>{SEVERITY_WORDS[finding.severity]}</b> {tell(finding).message}
            {finding.otherAgency !== undefined && (
              <span className="quiet">{AGENCY_WORDS.otherAgency(finding.otherAgency)}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );

/** What the first version was found to have. */
function First({ version, live }: { readonly version: Version; readonly live: Live }) {
  const key = `${mainOf(version)?.id} ${mainOf(version)?.state}`;
  const { value } = useRead(key, async (signal) => ({ findings: await findingsOf(version, signal) }), live);
  if (value === null) return <p className="quiet">{AGENCY_WORDS.comparing}</p>;
  if (value.findings === null) return <p className="quiet">{AGENCY_WORDS.notConverted}</p>;
  return value.findings.length === 0 ? (
    <p className="quiet">{AGENCY_WORDS.clean}</p>
  ) : (
    <Findings title={AGENCY_WORDS.first} list={value.findings} />
  );
}

/** What stands in a place now and what stood there before. */
interface Change {
  readonly key: string;
  readonly place: string;
  readonly from: string | null;
  readonly to: string | null;
}

export const Changes = ({ title, list }: { readonly title: string; readonly list: readonly Change[] }) =>
  list.length > 0 && (
    <details>
      <summary>{PHRASES.beside(title, list.length)}</summary>
      <ul className="changes">
        {list.map(({ key, place, from, to }) => (
          <li key={key}>
            {place !== '' && <b>{place}</b>} {from !== null && <del lang="zh-CN">{from}</del>}{' '}
            {to !== null && <ins lang="zh-CN">{to}</ins>}
          </li>
        ))}
      </ul>
    </details>
  );

const FORM = '2021';
const cellText = (side: VersionDiff['cells'][number]['from']): string | null =>
  side === null ? null : (side.value?.toString() ?? CELL_STATUS_WORDS[side.status]);
export const changedCells = ({ cells }: Pick<VersionDiff, 'cells'>): Change[] =>
  cells.map(({ path, from, to }) => ({
    key: path,
    place: placesWords({ cells: [path], section: null }, FORM) ?? path,
    from: cellText(from),
    to: cellText(to),
  }));
const changedFacts = ({ metadata }: VersionDiff): Change[] =>
  metadata.map(({ name, from, to }) => ({ key: name, place: factWords(name), from, to }));
export const changedParagraphs = ({ paragraphs }: Pick<VersionDiff, 'paragraphs'>): Change[] =>
  paragraphs.map(({ section, from, to }, index) => ({
    key: `${index}`,
    place: section === null ? '' : sectionName(section),
    from,
    to,
  }));

/** What a version mended, what it brought, and what else it says otherwise. */
export function Diff({
  filingId,
  version,
  before,
  live,
}: {
  readonly filingId: string;
  readonly version: Version;
  readonly before: Version;
  readonly live: Live;
}) {
  const isRead = [version, before].every((one) => mainOf(one)?.state === 'converted');
  const { value } = useRead(
    `${filingId} ${before.number} ${version.number} ${isRead}`,
    async (signal) => (isRead ? getDiff(filingId, before.number, version.number, signal) : 'unread'),
    live,
  );
  if (value === null) return <p className="quiet">{AGENCY_WORDS.comparing}</p>;
  if (value === 'unread') return <p className="quiet">{AGENCY_WORDS.notConverted}</p>;
  const { closed, new: fresh, still } = value.findings;
  return (
    <>
      <p className="diff-sum">
        <span className="sum-received">{AGENCY_WORDS.closed(closed.length)}</span>
        <span className={fresh.length > 0 ? 'sum-rejected' : 'quiet'}>{AGENCY_WORDS.fresh(fresh.length)}</span>
        <span className="quiet">{AGENCY_WORDS.still(still.length)}</span>
      </p>
      <Findings title={AGENCY_WORDS.closedTitle} list={closed} />
      <Findings title={AGENCY_WORDS.freshTitle} list={fresh} />
      <Changes title={AGENCY_WORDS.changedCells} list={changedCells(value)} />
      <Changes title={AGENCY_WORDS.changedFacts} list={changedFacts(value)} />
      <Changes title={AGENCY_WORDS.changedParagraphs} list={changedParagraphs(value)} />
    </>
  );
}

/** The versions of a filing, the newest first, each with what it mended and what it brought. */
export function Versions({
  filingId,
  versions,
  current,
  list,
  live,
}: {
  readonly filingId: string;
  readonly versions: readonly Version[];
  readonly current: number;
  /** Address of the list that the agency was opened from. */
  readonly list: string;
  readonly live: Live;
}) {
  if (versions.length === 0) return <p className="plain">{AGENCY_WORDS.noVersion}</p>;
  const ordered = versions.toSorted((a, b) => b.number - a.number);
  return (
    <ol className="versions">
      {ordered.map((version, index) => {
        const before = ordered[index + 1];
        return (
          <li key={version.id} data-version={version.number}>
            <h3>
              {AGENCY_WORDS.versionOf(version.number)}
              {version.number === current && <span className="flag">{AGENCY_WORDS.current}</span>}
              <span className="quiet">{AGENCY_WORDS.receivedAt(momentWords(version.receivedAt, new Date()))}</span>
            </h3>
            <ul className="version-files">
              {version.documents.map((file) => (
                <li key={file.id}>
                  <span className="quiet">{AGENCY_WORDS[file.part]}</span>
                  <a className="file-name" lang="zh-CN" href={documentHref(file.id, { list })}>
                    {file.fileName}
                  </a>
                  {file.verdict === null ? (
                    <span className={`state state-${file.state}`}>{STATE_WORDS[file.state]}</span>
                  ) : (
                    <VerdictMark verdict={file.verdict} />
                  )}
                </li>
              ))}
            </ul>
            {before === undefined ? (
              <First version={version} live={live} />
            ) : (
              <Diff filingId={filingId} version={version} before={before} live={live} />
            )}
          </li>
        );
      })}
    </ol>
  );
}
