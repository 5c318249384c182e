import { useEffect, useRef } from 'react';
import type { FormVersion } from '../../../../config/catalogue/form.ts';
import type { Consolidated } from '../../../../contracts/consolidated.ts';
import { agencyHref, documentHref } from '../../route.ts';
import { CONSOLIDATED_WORDS, SHARE_STATUS_WORDS } from '../../words/consolidated.ts';
import { cellWords } from '../../words/form-labels.ts';

interface Props {
  readonly behind: NonNullable<Consolidated['behind']>;
  readonly form: FormVersion;
  readonly year: number;
  readonly hrefOf: (change: { readonly cell: string | null; readonly page: number }) => string;
}

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 2 : 1)}%`;

/** The agencies that a number is made of, the greatest first. */
export function BehindCell({ behind, form, year, hrefOf }: Props) {
  const { cell, sum, items, total, page, size } = behind;
  const last = Math.min(page * size, total);
  const section = useRef<HTMLElement>(null);
  // The number that was pressed may stand pages further down.
  useEffect(() => {
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [cell]);
  return (
    <section ref={section} className="behind" aria-label={CONSOLIDATED_WORDS.behind(cellWords(cell, form))}>
      <header>
        <h2>{CONSOLIDATED_WORDS.behind(cellWords(cell, form))}</h2>
        <a href={hrefOf({ cell: null, page: 1 })}>{CONSOLIDATED_WORDS.close}</a>
      </header>
      <p>
        {CONSOLIDATED_WORDS.sum} <b>{sum.value ?? '—'}</b>
        {!sum.certain && '*'}
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{CONSOLIDATED_WORDS.agency}</th>
            <th scope="col" className="number">
              {CONSOLIDATED_WORDS.value}
            </th>
            <th scope="col" className="number">
              {CONSOLIDATED_WORDS.share}
            </th>
            <th scope="col" aria-label={CONSOLIDATED_WORDS.openReport} />
          </tr>
        </thead>
        <tbody>
          {items.map(({ filingId, agency, documentId, value, status, doubtful, share }) => (
            <tr key={filingId}>
              <td>
                <a href={agencyHref(agency.id, year)} lang="zh-CN">
                  {agency.name}
                </a>
              </td>
              <td className="number">
                {value ?? SHARE_STATUS_WORDS[status]}
                {doubtful && '*'}
              </td>
              <td className="number">{share === null ? '' : percent(share)}</td>
              <td>{documentId !== null && <a href={documentHref(documentId)}>{CONSOLIDATED_WORDS.openReport}</a>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pages">
        {page > 1 && <a href={hrefOf({ cell, page: page - 1 })}>{CONSOLIDATED_WORDS.back}</a>}{' '}
        <span className="quiet">{CONSOLIDATED_WORDS.more(Math.min((page - 1) * size + 1, total), last, total)}</span>{' '}
        {last < total && <a href={hrefOf({ cell, page: page + 1 })}>{CONSOLIDATED_WORDS.next}</a>}
      </p>
    </section>
  );
}
