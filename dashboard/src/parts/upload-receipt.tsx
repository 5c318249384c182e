import { Button } from 'antd';
import type { NamedFile } from '../api.ts';
import { documentHref } from '../route.ts';
import { answerWords } from '../words/answers.ts';
import { UPLOAD_WORDS } from '../words/upload.ts';
import { AlertIcon, CrossIcon } from './icons.tsx';
import { bytesWords } from './measures.ts';
import { addsUp, byAttention, documentsIn, outcomeOf, type UploadRun } from './upload-run.ts';
import type { Upload } from './use-upload.ts';

/** So many rows of a receipt are drawn; the list below the receipt has them all. */
const ROWS_SHOWN = 200;

/** How an upload ended: it is no success over nothing delivered. */
export function endWords(run: Pick<UploadRun<NamedFile>, 'files' | 'unsent' | 'items'>): string {
  if (run.files === 0) return UPLOAD_WORDS.none;
  if (run.unsent.length === 0) return UPLOAD_WORDS.done;
  return run.items.length === 0 ? UPLOAD_WORDS.nothing : UPLOAD_WORDS.partly;
}

/** What became of each file of one upload: in = received + duplicate + rejected, and what did not get here at all. */
export function UploadReceipt({ run, upload }: { readonly run: UploadRun<NamedFile>; readonly upload: Upload }) {
  const busy = run.phase === 'reading' || run.phase === 'sending';
  const documents = documentsIn(run);
  const items = byAttention(run.items).slice(0, ROWS_SHOWN);
  const unsent = run.unsent.slice(0, ROWS_SHOWN);
  const hidden = run.items.length - items.length + run.unsent.length - unsent.length;
  const resendable = run.unsent.some(({ file }) => file !== null);
  return (
    <div className="receipt">
      <div className="receipt-head">
        <strong role="status">
          {run.phase === 'reading' && UPLOAD_WORDS.reading}
          {run.phase === 'sending' &&
            (run.interrupted ? UPLOAD_WORDS.interrupted : UPLOAD_WORDS.sending(run.settledFiles, run.files))}
          {run.phase === 'stopped' && UPLOAD_WORDS.stopped}
          {run.phase === 'done' && endWords(run)}
        </strong>
        {run.phase === 'sending' && (
          <>
            <progress value={run.sentBytes} max={Math.max(1, run.bytes)} aria-label={UPLOAD_WORDS.title} />
            <span className="quiet">{UPLOAD_WORDS.bytes(bytesWords(run.sentBytes), bytesWords(run.bytes))}</span>
          </>
        )}
        <span className="receipt-sum" data-testid="receipt-sum">
          <b>{UPLOAD_WORDS.sum.all(documents)}</b>
          {' = '}
          <span className="sum-received">{UPLOAD_WORDS.sum.received(run.counts.received)}</span>
          {' + '}
          <span className="sum-duplicate">{UPLOAD_WORDS.sum.duplicate(run.counts.duplicate)}</span>
          {' + '}
          <span className="sum-rejected">{UPLOAD_WORDS.sum.rejected(run.counts.rejected)}</span>
          {run.unsent.length > 0 && <span className="sum-rejected">　{UPLOAD_WORDS.unsent(run.unsent.length)}</span>}
        </span>
        {busy ? (
          <Button size="small" onClick={upload.stop}>
            {UPLOAD_WORDS.stop}
          </Button>
        ) : (
          <>
            {resendable && (
              <Button size="small" type="primary" onClick={upload.resend}>
                {UPLOAD_WORDS.resend}
              </Button>
            )}
            <Button size="small" type="text" icon={<CrossIcon />} onClick={upload.close} title={UPLOAD_WORDS.close}>
              {UPLOAD_WORDS.close}
            </Button>
          </>
        )}
      </div>
      {!addsUp(run) && (
        <p className="receipt-alarm" role="alert">
          <AlertIcon /> {UPLOAD_WORDS.mismatch}
        </p>
      )}
      {!busy && documents > 0 && (
        <p className="quiet">
          {documents > run.settledFiles - run.unsent.length &&
            UPLOAD_WORDS.expanded(run.settledFiles - run.unsent.length, documents)}
          {UPLOAD_WORDS.kept}
        </p>
      )}
      {(items.length > 0 || unsent.length > 0) && (
        <ul className="receipt-rows" aria-label={UPLOAD_WORDS.receipt}>
          {unsent.map(({ name, reason }, index) => (
            <li key={`${index} ${name}`} className="row-rejected">
              <b>{UPLOAD_WORDS.outcome.unsent}</b>
              <span className="file-name" lang="zh-CN">
                {name}
              </span>
              <span>{reason}</span>
            </li>
          ))}
          {items.map((item) => {
            const outcome = outcomeOf(item);
            return (
              <li key={item.id} className={`row-${outcome}`}>
                <b>{UPLOAD_WORDS.outcome[outcome]}</b>
                <span className="file-name" lang="zh-CN">
                  {item.fileName}
                </span>
                {outcome === 'rejected' && <span>{item.error !== null && answerWords(item.error)}</span>}
                {outcome === 'duplicate' && item.duplicateOf !== null && (
                  <a href={documentHref(item.duplicateOf)}>{UPLOAD_WORDS.sameAs}</a>
                )}
              </li>
            );
          })}
          {hidden > 0 && <li className="quiet">{UPLOAD_WORDS.more(hidden)}</li>}
        </ul>
      )}
    </div>
  );
}
