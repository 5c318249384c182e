import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { DocumentDetail } from '../../../../contracts/api.ts';
import type { Person } from '../../../../contracts/people.ts';
import { originalHref, reportHref, retryDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import type { Stop } from '../../parts/document-walk.ts';
import { BackIcon, DownloadIcon, RetryIcon } from '../../parts/icons.tsx';
import { Paper } from '../../parts/paper/paper.tsx';
import { isFormat, type PaperPlace } from '../../parts/paper/paper-place.ts';
import { useKeys } from '../../parts/use-keys.ts';
import { documentHref, parseRoute } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { BENCH_WORDS } from '../../words/bench.ts';
import { STATE_WORDS } from '../../words/codes.ts';
import { LIST_WORDS } from '../../words/list.ts';
import { APP_WORDS } from '../../words/page.ts';
import { PHRASES } from '../../words/phrases.ts';
import { BACK_WORDS, RESULT_WORDS } from '../../words/report.ts';
import { KeyHelp } from './key-help.tsx';
import { MadeBy } from './made-by.tsx';
import { Result } from './result.tsx';
import { useDocument } from './use-document.ts';
import { useNextAhead } from './use-next-ahead.ts';
import { useWalk } from './use-walk.ts';
import { WalkMark } from './walk-mark.tsx';

/** What there is to say about a document that has no result. */
function WithoutResult({ document }: { readonly document: DocumentDetail }) {
  if (document.state === 'duplicate') {
    return (
      <p className="plain">
        {RESULT_WORDS.duplicate}
        {document.duplicateOf !== null && (
          <a href={documentHref(document.duplicateOf)}>{document.duplicateOfName ?? RESULT_WORDS.duplicateLink}</a>
        )}
      </p>
    );
  }
  if (document.state === 'removed') return <p className="plain">{RESULT_WORDS.removed}</p>;
  if (document.error === null) return <p className="plain">{RESULT_WORDS.pending}</p>;
  const title = document.state === 'rejected' ? RESULT_WORDS.rejected : RESULT_WORDS.failed;
  return (
    <p className="plain plain-alarm">
      <strong>
        {title}
        {PHRASES.colon}
      </strong>
      {answerWords(document.error)}
    </p>
  );
}

/** Nothing is told of places. */
const NO_PLACES: readonly PaperPlace[] = [];
const NO_KEYS: readonly string[] = [];
const nothing = (): void => {};

/** What was sent in can be looked at whether it was read or not. */
function PaperAlone({ document: { id, sha256, format } }: { readonly document: DocumentDetail }) {
  if (sha256 === null || !isFormat(format)) return null;
  return (
    <div className="paper-alone">
      <Paper
        documentId={id}
        format={format}
        places={NO_PLACES}
        selected={NO_KEYS}
        hovered={null}
        onSelect={nothing}
        onHover={nothing}
      />
    </div>
  );
}

/** The lists that a document can be opened from. */
const kindOfList = (address: string): keyof typeof BACK_WORDS => {
  const { kind } = parseRoute(address);
  return kind === 'roster' || kind === 'upload' || kind === 'issues' ? kind : 'list';
};

interface Props {
  readonly id: string;
  /** What the address names besides: the thing that is looked at, and the list that the document is one of. */
  readonly item: string | null;
  readonly list: string | null;
  readonly person: Person;
  readonly live: Live;
  readonly back: string;
}

export function DocumentPage({ id, item, list, person, live, back: lastList }: Props) {
  const { document: shown, setDocument, failure, reload } = useDocument(id, live);
  const walk = useWalk(id, item, list);
  useNextAhead(walk.next === null || walk.next.id === id ? null : walk.next.id, shown !== null);
  const [helping, setHelping] = useState(false);
  const back = list === null ? lastList : `#${list}`;
  const [said, setSaid] = useState<string | null>(null);
  const report = shown?.report ?? null;
  const title = report?.report.title ?? shown?.fileName ?? null;

  useEffect(() => {
    window.document.title = title === null ? APP_WORDS.name : `${title} · ${APP_WORDS.name}`;
    return () => {
      window.document.title = APP_WORDS.name;
    };
  }, [title]);

  const go = (next: Stop | null): void => {
    if (next !== null) window.location.hash = documentHref(next.id, { item: next.item, list });
  };
  useKeys({
    n: () => go(walk.next),
    p: () => go(walk.previous),
    g: () => window.document.querySelector<HTMLElement>('.paper-page-choice select')?.focus(),
    '?': () => setHelping((now) => !now),
  });

  const retry = async (): Promise<void> => {
    try {
      const { retried } = await retryDocument(id);
      setSaid(LIST_WORDS.retried(retried));
      reload();
    } catch (cause) {
      setSaid(cause instanceof Error ? cause.message : String(cause));
    }
  };

  return (
    <article className="result">
      <header className="result-head">
        <a className="back" href={back}>
          <BackIcon />
          {BACK_WORDS[kindOfList(back)]}
        </a>
        <WalkMark walk={walk} list={list} />
        <div className="result-title">
          <h1 lang={title === null ? undefined : 'zh-CN'}>{title ?? RESULT_WORDS.loading}</h1>
          {shown !== null && (
            <p className="quiet">
              <span className={`state state-${shown.state}`}>{STATE_WORDS[shown.state]}</span>
              <span className="file-name" lang="zh-CN">
                {shown.fileName}
              </span>
              <span role="status">{said}</span>
            </p>
          )}
        </div>
        {shown !== null && (
          <div className="result-actions">
            {shown.state === 'conversion-failed' && (
              <Button type="primary" icon={<RetryIcon />} onClick={() => void retry()}>
                {RESULT_WORDS.retry}
              </Button>
            )}
            <Button onClick={() => setHelping(true)} aria-label={BENCH_WORDS.help} title={BENCH_WORDS.help}>
              ?
            </Button>
            {shown.sha256 !== null && (
              <Button icon={<DownloadIcon />} href={originalHref(id)} download>
                {RESULT_WORDS.original}
              </Button>
            )}
            {report !== null && (
              <Button icon={<DownloadIcon />} href={reportHref(id)} download>
                {RESULT_WORDS.json}
              </Button>
            )}
          </div>
        )}
      </header>
      {failure !== null && (
        <p className="list-alarm" role="alert">
          {RESULT_WORDS.loadFailed}
          {PHRASES.colon}
          {failure}{' '}
          <Button size="small" onClick={reload}>
            {LIST_WORDS.again}
          </Button>
        </p>
      )}
      {shown !== null && report === null && <WithoutResult document={shown} />}
      {shown !== null && report === null && <PaperAlone document={shown} />}
      {shown !== null && report !== null && (
        <Result
          document={shown}
          report={report}
          onDocument={setDocument}
          person={person}
          live={live}
          wanted={item}
          list={list}
        />
      )}
      {report !== null && shown !== null && (
        <MadeBy document={shown} person={person} onSaid={setSaid} onChanged={reload} />
      )}
      {helping && <KeyHelp onClose={() => setHelping(false)} />}
    </article>
  );
}
