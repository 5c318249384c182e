import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { RetryReceipt } from '../../../../contracts/api.ts';
import type { Person } from '../../../../contracts/people.ts';
import { askedOf, documentsHref, retryAllFailed, retryDocument, saveFile } from '../../api.ts';
import { EVERYTHING, type ListFilter } from '../../filters.ts';
import type { Live } from '../../live.ts';
import type { LiveState } from '../../live-state.ts';
import { may } from '../../may.ts';
import { toDocuments } from '../../office-api.ts';
import { forgetWalk } from '../../parts/document-walk.ts';
import { DownloadIcon } from '../../parts/icons.tsx';
import { takeLeft } from '../../parts/left-list.ts';
import { ChoiceBar, type ManyAction } from '../../parts/list/choice-bar.tsx';
import { LookMenu } from '../../parts/list/look-menu.tsx';
import { SavedViews } from '../../parts/list/saved-views.tsx';
import { useChoice } from '../../parts/list/use-choice.ts';
import { useListChoices, useReviewers } from '../../parts/list/use-list-choices.ts';
import { useLook } from '../../parts/list/use-look.ts';
import { ListFoot } from '../../parts/list-foot.tsx';
import { QueueStrip } from '../../parts/queue-strip.tsx';
import { UploadArea } from '../../parts/upload-area.tsx';
import type { Upload } from '../../parts/use-upload.ts';
import { listHref } from '../../route.ts';
import { MANY_WORDS, VIEW_WORDS } from '../../words/choice.ts';
import { LIST_COLUMN_WORDS, LIST_WORDS } from '../../words/list.ts';
import { PHRASES } from '../../words/phrases.ts';
import { DocumentTable, OPTIONAL_COLUMNS, type OptionalColumn } from './document-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { PAGE_SIZE, useDocuments } from './use-documents.ts';

interface Props {
  readonly filter: ListFilter;
  readonly person: Person;
  readonly live: Live;
  readonly liveState: LiveState;
  readonly upload: Upload;
}

const isFiltered = (filter: ListFilter): boolean =>
  listHref({ ...filter, sort: EVERYTHING.sort, page: 1 }) !== listHref(EVERYTHING);

/** What can be done to many documents, as far as somebody may. */
function actionsOf(person: Person, filter: ListFilter): readonly ManyAction[] {
  const restore = (ids: readonly string[]) => toDocuments('restore', { ids });
  const all: readonly (ManyAction & { readonly needs: string })[] = [
    {
      ...{ key: 'reviewer', label: MANY_WORDS.reviewer, form: 'reviewer', needs: 'POST /api/documents/many/reviewer' },
      send: (of, { userId }) => toDocuments('reviewer', of, { userId: userId || null }),
    },
    {
      ...{ key: 'return', label: MANY_WORDS.return, form: 'return', needs: 'POST /api/documents/many/return' },
      send: (of, { dueOn, note }) => toDocuments('return', of, { dueOn, note }),
    },
    {
      ...{ key: 'retry', label: MANY_WORDS.retry, form: 'none', needs: 'POST /api/documents/many/retry' },
      send: (of) => toDocuments('retry', of),
    },
    {
      ...{ key: 'convert', label: MANY_WORDS.convert, form: 'none', needs: 'POST /api/documents/many/convert' },
      send: (of) => toDocuments('convert', of),
    },
    filter.state === 'removed'
      ? {
          ...{ key: 'restore', label: MANY_WORDS.restore, form: 'none', needs: 'POST /api/documents/many/restore' },
          send: (of) => toDocuments('restore', of),
        }
      : {
          ...{ key: 'remove', label: MANY_WORDS.remove, form: 'none', needs: 'POST /api/documents/many/remove' },
          send: (of) => toDocuments('remove', of),
          undo: restore,
        },
  ];
  return all.filter(({ needs }) => may(person, needs));
}

const NO_IDS: readonly string[] = [];

/** The first screen: files in, the queue, the list of files. */
export function ListPage({ filter, person, live, liveState, upload }: Props) {
  const { page, failure, reload } = useDocuments(filter, live);
  const [said, setSaid] = useState<string | null>(null);
  const failed = liveState.queue?.failed ?? 0;
  const choices = useListChoices(live);
  const reviewers = useReviewers(person, live);
  const look = useLook<OptionalColumn>(person.id, 'documents');
  const question = listHref({ ...filter, page: 1 });
  const matching = useMemo(() => askedOf({ ...filter }), [question]);
  const ids = useMemo(() => page?.items.map(({ id }) => id) ?? NO_IDS, [page]);
  const choice = useChoice(question, matching, ids, page?.total ?? 0);

  // The list is walked through as it is now; whoever comes back is where he was.
  useEffect(forgetWalk, []);
  const isShown = page !== null;
  const href = listHref(filter);
  useEffect(() => {
    const left = isShown ? takeLeft(href) : null;
    if (left === null) return;
    window.scrollTo(0, left.scroll);
    window.document.querySelector<HTMLElement>(`tr[data-id="${left.id}"] a`)?.focus({ preventScroll: true });
  }, [isShown, href]);

  const retry = async (ask: () => Promise<RetryReceipt>): Promise<void> => {
    try {
      const { retried } = await ask();
      setSaid(LIST_WORDS.retried(retried));
      reload();
    } catch (cause) {
      setSaid(cause instanceof Error ? cause.message : String(cause));
    }
  };
  const mayExport = may(person, 'GET /api/documents.xlsx');
  const exportChosen = mayExport
    ? () => saveFile('/api/documents/many/export', { of: choice.chosen }, LIST_WORDS.chosenFile)
    : null;

  return (
    <>
      <UploadArea upload={upload} />
      <QueueStrip state={liveState} filter={filter} />
      <section className="list" aria-label={LIST_WORDS.title}>
        <div className="list-bar">
          <FilterBar filter={filter} choices={choices} />
          <span className="list-said" role="status">
            {said}
          </span>
          {failed > 0 && <Button onClick={() => void retry(retryAllFailed)}>{LIST_WORDS.retryAll(failed)}</Button>}
          <div className="list-tools">
            <SavedViews person={person.id} list="documents" href={question} />
            <LookMenu look={look} columns={OPTIONAL_COLUMNS.map((column) => [column, LIST_COLUMN_WORDS[column]])} />
            {mayExport && (
              <a href={documentsHref(filter)} download>
                <DownloadIcon />
                {VIEW_WORDS.export}
              </a>
            )}
          </div>
        </div>
        {failure !== null && (
          <p className="list-alarm" role="alert">
            {LIST_WORDS.loadFailed}
            {PHRASES.colon}
            {failure}{' '}
            <Button size="small" onClick={reload}>
              {LIST_WORDS.again}
            </Button>
          </p>
        )}
        <ChoiceBar
          choice={choice}
          total={page?.total ?? 0}
          onPage={ids.length}
          actions={actionsOf(person, filter)}
          reviewers={reviewers}
          onExport={exportChosen}
          onDone={reload}
        />
        {page !== null && page.items.length === 0 && (
          <p className="plain">
            {isFiltered(filter) ? LIST_WORDS.emptyFiltered : LIST_WORDS.empty}{' '}
            {isFiltered(filter) && <a href={listHref(EVERYTHING)}>{LIST_WORDS.clear}</a>}
          </p>
        )}
        {page !== null && page.items.length > 0 && (
          <>
            <DocumentTable
              items={page.items}
              onRetry={(id) => void retry(() => retryDocument(id))}
              {...{ filter, choice, look }}
            />
            <ListFoot
              words={LIST_WORDS.total(page.total)}
              page={filter.page}
              rows={PAGE_SIZE}
              total={page.total}
              href={(next) => listHref({ ...filter, page: next })}
            />
          </>
        )}
      </section>
    </>
  );
}
