import { Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { MATCH_LIMITS } from '../../../../config/limits/office.ts';
import type { Person } from '../../../../contracts/people.ts';
import { UPLOAD_PILES, type UploadPile } from '../../filters.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import {
  assignDocument,
  confirmUpload,
  getUpload,
  receiptHref,
  removeUpload,
  unassignDocument,
} from '../../office-api.ts';
import { forgetWalk } from '../../parts/document-walk.ts';
import { Failure } from '../../parts/failure.tsx';
import { BackIcon, DownloadIcon } from '../../parts/icons.tsx';
import { momentWords } from '../../parts/measures.ts';
import { pileOf, type UploadedFile } from '../../parts/piles.ts';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { agencyHref, documentHref, uploadHref, uploadsHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { STATE_WORDS } from '../../words/codes.ts';
import { count } from '../../words/count.ts';
import { LIST_WORDS } from '../../words/list.ts';
import { PILE_EMPTY_WORDS, PILE_WORDS, UPLOAD_PAGE_WORDS, UPLOADS_WORDS } from '../../words/uploads.ts';
import { type Choice, WaitingPile } from './waiting-pile.tsx';

interface Props {
  readonly id: string;
  readonly pile: UploadPile;
  readonly year: number | null;
  readonly person: Person;
  readonly live: Live;
}

function AssignedPile({
  items,
  list,
  onTakeOut,
}: {
  /** Address of the pile: a document that is opened from it knows its neighbours. */
  readonly list: string;
  readonly items: readonly UploadedFile[];
  readonly onTakeOut: ((file: UploadedFile) => void) | null;
}) {
  return (
    <table className="docs cards">
      <thead>
        <tr>
          <th scope="col">{UPLOAD_PAGE_WORDS.file}</th>
          <th scope="col">{UPLOAD_PAGE_WORDS.agency}</th>
          <th scope="col">{UPLOAD_PAGE_WORDS.as}</th>
          <th scope="col" className="w-action" />
        </tr>
      </thead>
      <tbody>
        {items.map((file) => {
          const { placement } = file;
          const version = placement.version ?? 0;
          return (
            <tr key={file.id} data-id={file.id}>
              <th scope="row">
                <a className="file-name" lang="zh-CN" href={documentHref(file.id, { list })}>
                  {file.fileName}
                </a>
              </th>
              <td data-label={UPLOAD_PAGE_WORDS.agency}>
                {placement.agency !== null && (
                  <a href={agencyHref(placement.agency.id, placement.year)} lang="zh-CN">
                    {placement.agency.name}
                  </a>
                )}
              </td>
              <td data-label={UPLOAD_PAGE_WORDS.as}>
                {placement.part === 'other' ? UPLOAD_PAGE_WORDS.other(version) : UPLOAD_PAGE_WORDS.main(version)}
              </td>
              <td>
                {onTakeOut !== null && (
                  <button type="button" className="linkish" onClick={() => onTakeOut(file)}>
                    {UPLOAD_PAGE_WORDS.takeOut}
                  </button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const RefusedPile = ({ items, list }: { readonly items: readonly UploadedFile[]; readonly list: string }) => (
  <table className="docs cards">
    <thead>
      <tr>
        <th scope="col">{UPLOAD_PAGE_WORDS.file}</th>
        <th scope="col" className="w-state">
          {UPLOAD_PAGE_WORDS.result}
        </th>
        <th scope="col">{UPLOAD_PAGE_WORDS.reason}</th>
      </tr>
    </thead>
    <tbody>
      {items.map(({ id, fileName, state, error, duplicateOf, duplicateOfName }) => (
        <tr key={id} data-id={id}>
          <th scope="row">
            <a className="file-name" lang="zh-CN" href={documentHref(id, { list })}>
              {fileName}
            </a>
          </th>
          <td data-label={UPLOAD_PAGE_WORDS.result}>
            <span className={`state state-${state}`}>{STATE_WORDS[state]}</span>
          </td>
          <td data-label={UPLOAD_PAGE_WORDS.reason}>
            {error !== null && answerWords(error)}
            {duplicateOf !== null && (
              <a href={documentHref(duplicateOf)}>{LIST_WORDS.duplicateOf(duplicateOfName ?? '')}</a>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** One upload as a lasting thing: its three piles, its receipt, and taking it back. */
export function UploadPage({ id, pile, year, person, live }: Props) {
  const { value: upload, failure, reload } = useRead(id, (signal) => getUpload(id, signal), live);
  const [said, setSaid] = useState<string | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);
  const [undoing, setUndoing] = useState(false);
  const [isGone, setGone] = useState(false);
  const mayAssign = may(person, 'POST /api/documents/:id/assign');
  // The pile is walked through as it is now.
  useEffect(forgetWalk, []);

  const act = useCallback(
    async (work: () => Promise<string>): Promise<void> => {
      try {
        setSaid(await work());
        setAlarm(null);
      } catch (cause) {
        setSaid(null);
        setAlarm(wordsOf(cause));
      }
      reload();
    },
    [reload],
  );
  const choose = useCallback(
    (file: UploadedFile, { agency, ...to }: Choice) =>
      void act(async () => {
        const { version } = await assignDocument(file.id, { year: to.year, agencyId: to.agencyId, as: to.as });
        return UPLOAD_PAGE_WORDS.placedIn(agency, version ?? 0);
      }),
    [act],
  );
  const takeOut = (file: UploadedFile): void =>
    void act(async () => {
      await unassignDocument(file.id);
      return UPLOAD_PAGE_WORDS.takenOut;
    });
  const undo = async (): Promise<void> => {
    setUndoing(false);
    try {
      await removeUpload(id);
      setGone(true);
    } catch (cause) {
      setAlarm(wordsOf(cause));
    }
  };

  const back = (
    <a className="back" href={uploadsHref()}>
      <BackIcon />
      {UPLOAD_PAGE_WORDS.back}
    </a>
  );
  if (isGone) {
    return (
      <p className="plain">
        {UPLOAD_PAGE_WORDS.undone} {back}
      </p>
    );
  }
  if (upload === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  const inPile = (name: UploadPile) => upload.items.filter((file) => pileOf(file) === name);
  const shown = inPile(pile);
  const list = uploadHref(id, pile).slice(1);
  const sure = inPile('waiting').filter(
    ({ state, placement }) => state === 'converted' && (placement.guesses[0]?.confidence ?? 0) >= MATCH_LIMITS.sure,
  ).length;
  const { received, duplicate, rejected } = upload;
  return (
    <>
      <header className="page-head">
        <div>
          {back}
          <h1>{UPLOAD_PAGE_WORDS.title(momentWords(upload.receivedAt, new Date()))}</h1>
          <p className="quiet">
            {upload.who !== null && `${UPLOAD_PAGE_WORDS.by(upload.who)}　`}
            {UPLOAD_PAGE_WORDS.sum(received + duplicate + rejected, received, duplicate, rejected)}
          </p>
        </div>
        <p className="page-sum" role="status">
          {said}
        </p>
        <div className="buttons">
          {sure > 0 && may(person, 'POST /api/uploads/:id/confirm') && (
            <Button
              type="primary"
              onClick={() =>
                void act(async () => {
                  const done = await confirmUpload(id);
                  return UPLOAD_PAGE_WORDS.confirmed(done.assigned, done.waiting);
                })
              }
            >
              {UPLOAD_PAGE_WORDS.confirmAll(sure)}
            </Button>
          )}
          <Button icon={<DownloadIcon />} href={receiptHref(id)} download>
            {UPLOADS_WORDS.receiptXlsx}
          </Button>
          {may(person, 'DELETE /api/uploads/:id') &&
            (undoing ? (
              <>
                <Button danger onClick={() => void undo()}>
                  {UPLOAD_PAGE_WORDS.undoSure}
                </Button>
                <Button onClick={() => setUndoing(false)}>{UPLOAD_PAGE_WORDS.undoNo}</Button>
              </>
            ) : (
              <Button onClick={() => setUndoing(true)}>{UPLOAD_PAGE_WORDS.undo}</Button>
            ))}
        </div>
      </header>
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      <section className="list" aria-label={UPLOAD_PAGE_WORDS.piles}>
        <nav className="piles" aria-label={UPLOAD_PAGE_WORDS.piles}>
          {UPLOAD_PILES.map((name) => (
            <a
              key={name}
              className={inPile(name).length === 0 ? 'pile pile-none' : `pile pile-${name}`}
              aria-current={name === pile ? 'true' : undefined}
              href={uploadHref(id, name)}
            >
              {PILE_WORDS[name]} <b>{count(inPile(name).length)}</b>
            </a>
          ))}
        </nav>
        {shown.length === 0 && <p className="plain">{PILE_EMPTY_WORDS[pile]}</p>}
        {shown.length > 0 && pile === 'waiting' && (
          <WaitingPile items={shown} list={list} year={year} mayAssign={mayAssign} onChoose={choose} />
        )}
        {shown.length > 0 && pile === 'assigned' && (
          <AssignedPile
            items={shown}
            list={list}
            onTakeOut={may(person, 'DELETE /api/documents/:id/assign') ? takeOut : null}
          />
        )}
        {shown.length > 0 && pile === 'refused' && <RefusedPile items={shown} list={list} />}
      </section>
    </>
  );
}
