import { Button } from 'antd';
import type { DocumentSummary } from '../../../../contracts/api.ts';
import { RetryIcon } from '../../parts/icons.tsx';
import { leaveList } from '../../parts/left-list.ts';
import { bytesWords, durationWords, momentWords } from '../../parts/measures.ts';
import { VerdictMark } from '../../parts/verdict-mark.tsx';
import { documentHref } from '../../route.ts';
import { STATE_WORDS } from '../../words/codes.ts';
import { REVIEW_FORM_WORDS } from '../../words/decisions.ts';
import { LIST_WORDS } from '../../words/list.ts';

interface Props {
  readonly items: readonly DocumentSummary[];
  readonly onRetry: (id: string) => void;
  /** Address of this list: a document that is opened from it knows its neighbours. */
  readonly list: string;
}

const Count = ({ of, kind }: { readonly of: number; readonly kind: string }) => (
  <td className={of === 0 ? 'num none' : `num ${kind}`}>{of}</td>
);

type RowProps = Omit<Props, 'items'> & { readonly item: DocumentSummary };

function Row({ item, onRetry, list }: RowProps) {
  const href = documentHref(item.id, { list: list.slice(1) });
  const leave = (): void => leaveList(list, window.scrollY, item.id);
  const converted = item.state === 'converted';
  const took =
    item.finishedAt === null
      ? undefined
      : LIST_WORDS.took(durationWords(Date.parse(item.finishedAt) - Date.parse(item.receivedAt)));
  return (
    <tr className={`doc doc-${item.state}`} data-id={item.id}>
      <th scope="row" className={item.agency === null ? 'quiet' : undefined}>
        {item.agency ?? (converted ? LIST_WORDS.unknownAgency : LIST_WORDS.notYet)}
      </th>
      <td className="year">{item.year ?? LIST_WORDS.notYet}</td>
      <td className="file">
        <a className="file-name" href={href} onClick={leave}>
          {item.fileName}
        </a>
        <span className="quiet file-size">{bytesWords(item.bytes)}</span>
        {item.error !== null && <span className="why">{item.error.message}</span>}
        {item.duplicateOf !== null && (
          <a className="why" href={documentHref(item.duplicateOf)}>
            {LIST_WORDS.duplicateOf}
          </a>
        )}
      </td>
      <td>
        <span className={`state state-${item.state}`}>{STATE_WORDS[item.state]}</span>
        {item.progress !== null && (
          <span className="quiet page-progress">
            <progress value={item.progress.pagesRead} max={item.progress.pages} aria-hidden="true" />
            {LIST_WORDS.progress(item.progress.pagesRead, item.progress.pages)}
          </span>
        )}
        {item.attempts > 1 && <span className="quiet attempts">{LIST_WORDS.attempts(item.attempts)}</span>}
      </td>
      <td>
        {item.verdict === null ? LIST_WORDS.notYet : <VerdictMark verdict={item.verdict} />}
        {item.decidedFindings > 0 && (
          <span className="quiet decided">
            {REVIEW_FORM_WORDS.progress(item.decidedFindings, item.decidableFindings)}
          </span>
        )}
      </td>
      {converted ? (
        <>
          <Count of={item.errorFindings} kind="is-error" />
          <Count of={item.warningFindings} kind="is-warning" />
          <Count of={item.reviewCells} kind="is-review" />
        </>
      ) : (
        <td colSpan={3} />
      )}
      <td className="time" title={took}>
        <time dateTime={item.receivedAt}>{momentWords(item.receivedAt, new Date())}</time>
      </td>
      <td className="action">
        {item.state === 'conversion-failed' && (
          <Button size="small" icon={<RetryIcon />} onClick={() => onRetry(item.id)}>
            {LIST_WORDS.retry}
          </Button>
        )}
        {converted && (
          <a href={href} onClick={leave}>
            {LIST_WORDS.open}
          </a>
        )}
      </td>
    </tr>
  );
}

export function DocumentTable({ items, onRetry, list }: Props) {
  return (
    <div className="doc-frame">
      <table className="docs">
        <colgroup>
          <col className="w-agency" />
          <col className="w-year" />
          <col />
          <col className="w-state" />
          <col className="w-verdict" />
          <col className="w-count" />
          <col className="w-count" />
          <col className="w-review" />
          <col className="w-time" />
          <col className="w-action" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{LIST_WORDS.agency}</th>
            <th scope="col">{LIST_WORDS.year}</th>
            <th scope="col">{LIST_WORDS.file}</th>
            <th scope="col">{LIST_WORDS.state}</th>
            <th scope="col">{LIST_WORDS.verdict}</th>
            <th scope="col" className="num">
              {LIST_WORDS.errors}
            </th>
            <th scope="col" className="num">
              {LIST_WORDS.warnings}
            </th>
            <th scope="col" className="num">
              {LIST_WORDS.review}
            </th>
            <th scope="col">{LIST_WORDS.time}</th>
            <th scope="col">{LIST_WORDS.actions}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} onRetry={onRetry} list={list} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
