import { useEffect } from 'react';
import type { Upload as UploadRow } from '../../../../contracts/filings.ts';
import type { Person } from '../../../../contracts/people.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { getUploads, ROWS, receiptHref } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { openRow } from '../../parts/list/open-row.ts';
import { ListFoot } from '../../parts/list-foot.tsx';
import { momentWords } from '../../parts/measures.ts';
import { UploadArea } from '../../parts/upload-area.tsx';
import { useRead } from '../../parts/use-read.ts';
import type { Upload } from '../../parts/use-upload.ts';
import { uploadHref, uploadsHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { count } from '../../words/count.ts';
import { UPLOADS_WORDS } from '../../words/uploads.ts';

interface Props {
  readonly page: number;
  readonly person: Person;
  readonly live: Live;
  readonly upload: Upload;
}

const standingClass = ({ state, waiting }: UploadRow): string | undefined => {
  if (state === 'cut') return 'is-error';
  return waiting > 0 ? 'is-warning' : undefined;
};

/** What became of an upload: why it broke off, or how far its files are. */
function standingWords({ error, state, assigned, waiting, open }: UploadRow): string {
  if (error !== null) return answerWords(error);
  return state === 'receiving' ? UPLOADS_WORDS.receiving : UPLOADS_WORDS.standing(assigned, waiting, open);
}

/** How often it is looked how far an upload is. */
const LOOK_MS = 2_000;

/** What came in, batch by batch, the newest first. */
export function UploadsPage({ page, person, live, upload }: Props) {
  const settled = upload.run?.items.length ?? 0;
  const { value, failure, reload } = useRead(`${page} ${settled}`, (signal) => getUploads(page, signal), live);
  const isComing = value?.items.some(({ state }) => state === 'receiving') ?? false;
  // Nothing is told of an upload before its last byte is there.
  useEffect(() => {
    if (!isComing) return;
    const timer = setInterval(reload, LOOK_MS);
    return () => clearInterval(timer);
  }, [isComing, reload]);
  return (
    <>
      {may(person, 'POST /api/uploads') && <UploadArea upload={upload} />}
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && (
        <section className="list" aria-label={UPLOADS_WORDS.title}>
          <h1 className="list-title">{UPLOADS_WORDS.title}</h1>
          {value.items.length === 0 ? (
            <p className="plain">{UPLOADS_WORDS.empty}</p>
          ) : (
            <table className="docs cards uploads">
              <thead>
                <tr>
                  <th scope="col">{UPLOADS_WORDS.when}</th>
                  <th scope="col">{UPLOADS_WORDS.who}</th>
                  <th scope="col" className="num">
                    {UPLOADS_WORDS.received}
                  </th>
                  <th scope="col" className="num">
                    {UPLOADS_WORDS.duplicate}
                  </th>
                  <th scope="col" className="num">
                    {UPLOADS_WORDS.rejected}
                  </th>
                  <th scope="col">{UPLOADS_WORDS.placed}</th>
                  <th scope="col">{UPLOADS_WORDS.receipt}</th>
                </tr>
              </thead>
              <tbody>
                {value.items.map((item) => (
                  <tr
                    key={item.id}
                    data-id={item.id}
                    className="opens"
                    onClick={openRow(() => {
                      window.location.hash = uploadHref(item.id);
                    })}
                  >
                    <th scope="row">
                      <a href={uploadHref(item.id)}>{momentWords(item.receivedAt, new Date())}</a>
                    </th>
                    <td data-label={UPLOADS_WORDS.who}>
                      <span lang="zh-CN">{item.who ?? UPLOADS_WORDS.unknownWho}</span>
                    </td>
                    <td data-label={UPLOADS_WORDS.received} className="num">
                      {count(item.received)}
                    </td>
                    <td data-label={UPLOADS_WORDS.duplicate} className={item.duplicate === 0 ? 'num none' : 'num'}>
                      {count(item.duplicate)}
                    </td>
                    <td
                      data-label={UPLOADS_WORDS.rejected}
                      className={item.rejected === 0 ? 'num none' : 'num is-error'}
                    >
                      {count(item.rejected)}
                    </td>
                    <td data-label={UPLOADS_WORDS.placed} className={standingClass(item)}>
                      {standingWords(item)}
                    </td>
                    <td data-label={UPLOADS_WORDS.receipt}>
                      {item.state === 'received' && (
                        <a href={receiptHref(item.id)} download>
                          {UPLOADS_WORDS.receiptXlsx}
                        </a>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <ListFoot
            words={UPLOADS_WORDS.total(value.total)}
            page={page}
            rows={ROWS}
            total={value.total}
            href={(next) => uploadsHref(next)}
          />
        </section>
      )}
    </>
  );
}
