import type { Version } from '../../../../contracts/filings.ts';
import type { Finding } from '../../../../pipeline/contracts/finding.ts';
import { getDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import { momentWords } from '../../parts/measures.ts';
import { useRead } from '../../parts/use-read.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { documentHref } from '../../route.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';
import { SEVERITY_WORDS, STATE_WORDS } from '../../words/codes.ts';
import { diffOfFindings } from './version-findings.ts';

const mainOf = (version: Version | undefined) => version?.documents.find(({ part }) => part === 'main');

async function findingsOf(version: Version | undefined, signal: AbortSignal): Promise<readonly Finding[] | null> {
  const main = mainOf(version);
  if (main === undefined || main.state !== 'converted') return null;
  return (await getDocument(main.id, signal)).report?.validation.findings ?? null;
}

const Findings = ({ title, list }: { readonly title: string; readonly list: readonly Finding[] }) =>
  list.length > 0 && (
    <details>
      <summary>
        {title}（{list.length}）
      </summary>
      <ul>
        {list.map(({ fingerprint, severity, message }) => (
          <li key={fingerprint}>
            <b className={`is-${severity}`}>{SEVERITY_WORDS[severity]}</b> {message}
          </li>
        ))}
      </ul>
    </details>
  );

function Diff({
  version,
  before,
  live,
}: {
  readonly version: Version;
  readonly before: Version | undefined;
  readonly live: Live;
}) {
  const key = `${mainOf(before)?.id} ${mainOf(version)?.id} ${mainOf(version)?.state}`;
  const { value } = useRead(
    key,
    async (signal) => {
      const [old, now] = await Promise.all([findingsOf(before, signal), findingsOf(version, signal)]);
      return now === null ? 'unread' : { isFirst: before === undefined, diff: diffOfFindings(old, now) };
    },
    live,
  );
  if (value === null) return <p className="quiet">{AGENCY_WORDS.comparing}</p>;
  if (value === 'unread') return <p className="quiet">{AGENCY_WORDS.notConverted}</p>;
  const { closed, fresh, still } = value.diff;
  if (value.isFirst) {
    return fresh.length === 0 ? (
      <p className="quiet">{AGENCY_WORDS.clean}</p>
    ) : (
      <Findings title={AGENCY_WORDS.first} list={fresh} />
    );
  }
  return (
    <>
      <p className="diff-sum">
        <span className="sum-received">{AGENCY_WORDS.closed(closed.length)}</span>
        <span className={fresh.length > 0 ? 'sum-rejected' : 'quiet'}>{AGENCY_WORDS.fresh(fresh.length)}</span>
        <span className="quiet">{AGENCY_WORDS.still(still.length)}</span>
      </p>
      <Findings title={AGENCY_WORDS.closedTitle} list={closed} />
      <Findings title={AGENCY_WORDS.freshTitle} list={fresh} />
    </>
  );
}

/** The versions of a filing, the newest first, each with what it mended and what it brought. */
export function Versions({
  versions,
  current,
  live,
}: {
  readonly versions: readonly Version[];
  readonly current: number;
  readonly live: Live;
}) {
  if (versions.length === 0) return <p className="plain">{AGENCY_WORDS.noVersion}</p>;
  const ordered = versions.toSorted((a, b) => b.number - a.number);
  return (
    <ol className="versions">
      {ordered.map((version, index) => (
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
                <a className="file-name" href={documentHref(file.id)}>
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
          <Diff version={version} before={ordered[index + 1]} live={live} />
        </li>
      ))}
    </ol>
  );
}
