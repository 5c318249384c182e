import { Button } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { failingFormula } from '../../../../config/formula-words.ts';
import type { SelfCheck, SelfCheckDetail } from '../../../../contracts/self-checks.ts';
import type { Finding } from '../../../../pipeline/contracts/finding.ts';
import { RequestError } from '../../api.ts';
import { addSelfCheck, getSelfCheck, getSelfChecks, removeSelfCheck } from '../../own-api.ts';
import { TrayIcon } from '../../parts/icons.tsx';
import { bytesWords, momentWords } from '../../parts/measures.ts';
import { placesWords } from '../../parts/places.ts';
import { tell } from '../../parts/tell.ts';
import { wordsOf } from '../../parts/use-read.ts';
import { selfCheckHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { SEVERITY_WORDS } from '../../words/codes.ts';
import { SELF_CHECK_WORDS } from '../../words/self-check.ts';

/** While a draft is read its agency waits before the screen. */
const ASK_AGAIN_MS = 700;

const reasonOf = (cause: unknown): string =>
  (cause instanceof RequestError ? cause.problems[0]?.message : undefined) ?? wordsOf(cause);

/** Drafts of one's own, looked over: no document of the office comes of them. */
export function SelfCheckPage({ id }: { readonly id: string | null }) {
  const [list, setList] = useState<readonly SelfCheck[]>([]);
  const [shown, setShown] = useState<SelfCheckDetail | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const [isOver, setOver] = useState(false);
  const [round, setRound] = useState(0);
  const files = useRef<HTMLInputElement>(null);

  // One question after another, as long as something is being read; the round asks once more
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const once = async (): Promise<void> => {
      try {
        const items = await getSelfChecks(signal);
        const asked = id ?? items[0]?.id ?? null;
        const detail = asked === null ? null : await getSelfCheck(asked, signal);
        if (signal.aborted) return;
        setList(items);
        setShown(detail);
        if (items.some(({ state }) => state === 'waiting')) timer = setTimeout(() => void once(), ASK_AGAIN_MS);
      } catch (cause) {
        if (!signal.aborted) setFailure(wordsOf(cause));
      }
    };
    void once();
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [id, round]);

  const add = useCallback(async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setSending(true);
    setFailure(null);
    try {
      window.location.hash = selfCheckHref((await addSelfCheck(file)).id);
      setRound((n) => n + 1);
    } catch (cause) {
      setFailure(reasonOf(cause));
    }
    setSending(false);
  }, []);
  const remove = async (draft: SelfCheck): Promise<void> => {
    try {
      await removeSelfCheck(draft.id);
      window.location.hash = selfCheckHref();
      setRound((n) => n + 1);
    } catch (cause) {
      setFailure(wordsOf(cause));
    }
  };

  return (
    <>
      <header className="page-head">
        <div className="page-sum">
          <h1>{SELF_CHECK_WORDS.title}</h1>
          <p className="quiet">{SELF_CHECK_WORDS.intro}</p>
        </div>
      </header>
      {failure !== null && (
        <p className="list-alarm" role="alert">
          {failure}
        </p>
      )}
      <section className="upload" aria-label={SELF_CHECK_WORDS.title}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the way of the mouse; the button inside is the way of the keyboard */}
        <div
          className={isOver ? 'drop drop-over' : 'drop'}
          onDragEnter={() => setOver(true)}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            event.stopPropagation();
            setOver(false);
            void add(event.dataTransfer.files[0]);
          }}
        >
          <span className="drop-mark" aria-hidden="true">
            <TrayIcon />
          </span>
          <p>
            <strong>{isOver ? SELF_CHECK_WORDS.dropNow : SELF_CHECK_WORDS.drop}</strong>
            <span role="status">{isSending ? SELF_CHECK_WORDS.sending : SELF_CHECK_WORDS.kinds}</span>
          </p>
          <div className="drop-buttons">
            <Button type="primary" disabled={isSending} onClick={() => files.current?.click()}>
              {SELF_CHECK_WORDS.choose}
            </Button>
          </div>
          <input
            ref={files}
            type="file"
            hidden
            data-testid="draft-file"
            onChange={(event) => {
              void add(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </div>
      </section>
      {shown !== null && <Result check={shown} />}
      <section className="list" aria-label={SELF_CHECK_WORDS.list}>
        <h2 className="list-title">{SELF_CHECK_WORDS.list}</h2>
        {list.length === 0 ? (
          <p className="plain">{SELF_CHECK_WORDS.none}</p>
        ) : (
          <table className="docs cards">
            <thead>
              <tr>
                {(['file', 'at', 'result', 'actions'] as const).map((column) => (
                  <th key={column} scope="col">
                    {SELF_CHECK_WORDS[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {list.map((check) => (
                <tr key={check.id} aria-current={check.id === shown?.id ? 'true' : undefined}>
                  <th scope="row" className="file-name">
                    <a href={selfCheckHref(check.id)} lang="zh-CN">
                      {check.fileName}
                    </a>{' '}
                    <span className="quiet">{bytesWords(check.bytes)}</span>
                  </th>
                  <td data-label={SELF_CHECK_WORDS.at}>{momentWords(check.at, new Date())}</td>
                  <td data-label={SELF_CHECK_WORDS.result}>{resultWords(check)}</td>
                  <td className="links">
                    <button type="button" className="linkish" onClick={() => void remove(check)}>
                      {SELF_CHECK_WORDS.remove}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}

function resultWords({ state, error, errors, warnings }: SelfCheck): string {
  if (state === 'waiting') return SELF_CHECK_WORDS.reading;
  if (error !== null) return SELF_CHECK_WORDS.failed(answerWords(error));
  return errors === 0 && warnings === 0 ? SELF_CHECK_WORDS.clean : SELF_CHECK_WORDS.counts(errors ?? 0, warnings ?? 0);
}

function Result({ check }: { readonly check: SelfCheckDetail }) {
  const { found, since } = check;
  const fresh = new Set(since?.fresh);
  return (
    <section className="sheet self-check" aria-label={SELF_CHECK_WORDS.of(check.fileName)} data-state={check.state}>
      <h2>{SELF_CHECK_WORDS.of(check.fileName)}</h2>
      <p role="status">{resultWords(check)}</p>
      {found !== null && (
        <>
          <p className="quiet">{SELF_CHECK_WORDS.agency(found.agency, found.year)}</p>
          {since !== null && since.closed.length > 0 && (
            <details>
              <summary className="sum-received">{SELF_CHECK_WORDS.closed(since.closed.length, since.fileName)}</summary>
              <Findings list={since.closed} template={found.template} fresh={new Set()} />
            </details>
          )}
          <Findings list={found.findings} template={found.template} fresh={fresh} />
          {(found.reviewCells > 0 || found.unreadPages > 0) && (
            <p className="quiet">{SELF_CHECK_WORDS.doubts(found.reviewCells, found.unreadPages)}</p>
          )}
          <p className="quiet">{found.findings.length > 0 ? SELF_CHECK_WORDS.again : SELF_CHECK_WORDS.asFile}</p>
        </>
      )}
    </section>
  );
}

const Findings = ({
  list,
  template,
  fresh,
}: {
  readonly list: readonly Finding[];
  readonly template: string | null;
  readonly fresh: ReadonlySet<string>;
}) => {
  return (
    <ol className="self-findings">
      {list.map((finding) => {
        const { message, suggestion } = tell(finding);
        const place = placesWords(finding, template === '2019' ? '2019' : '2021');
        return (
          <li key={finding.fingerprint} className={`found-${finding.severity}`} data-rule={finding.rule}>
            <p>
              <b className={`is-${finding.severity}`}>{SEVERITY_WORDS[finding.severity]}</b> {message}
              {fresh.has(finding.fingerprint) && <span className="flag">{SELF_CHECK_WORDS.fresh}</span>}
            </p>
            {finding.formula !== null && <code>{failingFormula(finding.formula)}</code>}
            {place !== null && (
              <p>
                <b>{SELF_CHECK_WORDS.place}</b> {place}
              </p>
            )}
            {finding.quote !== null && finding.quote !== '' && <q lang="zh-CN">{finding.quote}</q>}
            {suggestion !== null && (
              <p>
                <b>{SELF_CHECK_WORDS.todo}</b> {suggestion}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
};
