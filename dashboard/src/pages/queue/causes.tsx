import { Button } from 'antd';
import { type FailureCause, REMEDIES, type Remedy } from '../../../../contracts/queue.ts';
import { NO_QUEUE_FILTER } from '../../filters.ts';
import { momentWords } from '../../parts/measures.ts';
import { queueHref } from '../../route.ts';
import { answerWords } from '../../words/answers.ts';
import { count } from '../../words/count.ts';
import { REMEDY_LEADS, REMEDY_WORDS, QUEUE_PAGE_WORDS as WORDS } from '../../words/queue-page.ts';

interface Props {
  readonly causes: readonly FailureCause[];
  /** Tries all of one cause again; null for who may not. */
  readonly onRetry: ((code: string) => void) | null;
}

function Group({ remedy, causes, onRetry }: Props & { readonly remedy: Remedy }) {
  const retries = remedy === 'retry' && onRetry !== null;
  return (
    <div data-remedy={remedy}>
      <h3>
        <a href={queueHref({ ...NO_QUEUE_FILTER, remedy })}>{REMEDY_WORDS[remedy]}</a>
      </h3>
      <p className="quiet">{REMEDY_LEADS[remedy]}</p>
      {causes.length === 0 ? (
        <p>{WORDS.noneHere}</p>
      ) : (
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{WORDS.cause}</th>
              <th scope="col" className="num">
                {WORDS.documents}
              </th>
              <th scope="col">{WORDS.last}</th>
              {retries && <th scope="col">{WORDS.action}</th>}
            </tr>
          </thead>
          <tbody>
            {causes.map((cause) => {
              const { code, documents, lastAt } = cause;
              const message = answerWords(cause);
              return (
                <tr key={code} data-code={code}>
                  <th scope="row">{message}</th>
                  <td className="num">
                    <a href={queueHref({ ...NO_QUEUE_FILTER, place: 'failed', code })}>{count(documents)}</a>
                  </td>
                  <td>{lastAt === null ? WORDS.none : momentWords(lastAt, new Date())}</td>
                  {retries && (
                    <td>
                      <Button size="small" aria-label={WORDS.retryAllOf(message)} onClick={() => onRetry(code)}>
                        {WORDS.retryAll}
                      </Button>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** Why documents failed: what can be tried again apart from what the agency has to send anew. */
export const Causes = ({ causes, onRetry }: Props) => (
  <section className="sheet" aria-label={WORDS.causes}>
    <h2>{WORDS.causes}</h2>
    {causes.length === 0 ? (
      <p className="plain">{WORDS.noCauses}</p>
    ) : (
      <div className="two two-even">
        {REMEDIES.map((remedy) => (
          <Group
            key={remedy}
            remedy={remedy}
            causes={causes.filter((cause) => cause.remedy === remedy)}
            onRetry={onRetry}
          />
        ))}
      </div>
    )}
  </section>
);
