import { Button, Pagination } from 'antd';
import { useEffect, useState } from 'react';
import type { RetryReceipt } from '../../../../contracts/api.ts';
import { retryAllFailed, retryDocument } from '../../api.ts';
import type { Live } from '../../live.ts';
import type { LiveState } from '../../live-state.ts';
import { forgetWalk } from '../../parts/document-walk.ts';
import { takeLeft } from '../../parts/left-list.ts';
import { QueueStrip } from '../../parts/queue-strip.tsx';
import { UploadArea } from '../../parts/upload-area.tsx';
import type { Upload } from '../../parts/use-upload.ts';
import { EVERYTHING, type ListFilter, listHref } from '../../route.ts';
import { LIST_WORDS } from '../../words/list.ts';
import { DocumentTable } from './document-table.tsx';
import { FilterBar } from './filter-bar.tsx';
import { PAGE_SIZE, useDocuments } from './use-documents.ts';

interface Props {
  readonly filter: ListFilter;
  readonly live: Live;
  readonly liveState: LiveState;
  readonly upload: Upload;
}

const isFiltered = (filter: ListFilter): boolean => listHref(filter) !== listHref(EVERYTHING);

/** The first screen: files in, the queue, the list of files. */
export function ListPage({ filter, live, liveState, upload }: Props) {
  const { page, failure, reload } = useDocuments(filter, live);
  const [said, setSaid] = useState<string | null>(null);
  const failed = liveState.queue?.failed ?? 0;

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

  return (
    <>
      <UploadArea upload={upload} />
      <QueueStrip state={liveState} filter={filter} />
      <section className="list" aria-label={LIST_WORDS.title}>
        <div className="list-bar">
          <FilterBar filter={filter} />
          <span className="list-said" role="status">
            {said}
          </span>
          {failed > 0 && <Button onClick={() => void retry(retryAllFailed)}>{LIST_WORDS.retryAll(failed)}</Button>}
        </div>
        {failure !== null && (
          <p className="list-alarm" role="alert">
            {LIST_WORDS.loadFailed}：{failure}{' '}
            <Button size="small" onClick={reload}>
              {LIST_WORDS.again}
            </Button>
          </p>
        )}
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
              list={listHref(filter)}
            />
            <div className="list-foot">
              <span>{LIST_WORDS.total(page.total)}</span>
              <Pagination
                size="small"
                current={filter.page}
                pageSize={PAGE_SIZE}
                total={page.total}
                showSizeChanger={false}
                hideOnSinglePage
                onChange={(next) => {
                  window.location.hash = listHref({ ...filter, page: next });
                }}
              />
            </div>
          </>
        )}
      </section>
    </>
  );
}
