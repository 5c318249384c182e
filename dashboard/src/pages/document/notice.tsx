import { Button } from 'antd';
import { useState } from 'react';
import { LETTER_LIMITS } from '../../../../config/limits/office.ts';
import { type NoticeFormat, noticeHref } from '../../api.ts';
import { DownloadIcon } from '../../parts/icons.tsx';
import { isoDay } from '../../parts/measures.ts';
import { useRemembered } from '../../parts/remembered.ts';
import { NOTICE_WORDS } from '../../words/decisions.ts';

const FORMATS: readonly NoticeFormat[] = ['docx', 'html'];

/** The letter that returns the report to its agency. Nothing where there is nothing to return. */
export function Notice({ id, toReturn }: { readonly id: string; readonly toReturn: number }) {
  const [office, setOffice] = useRemembered('office');
  const [due, setDue] = useState('');
  if (toReturn === 0) return null;
  const letter = { office: office.trim(), due, date: isoDay(new Date()) };
  return (
    <section className="notice" aria-label={NOTICE_WORDS.title}>
      <div className="notice-line">
        <p>
          <b>{NOTICE_WORDS.title}</b>
          <span className="quiet">{NOTICE_WORDS.points(toReturn)}</span>
        </p>
        {FORMATS.map((format) => (
          <Button key={format} size="small" icon={<DownloadIcon />} href={noticeHref(id, format, letter)} download>
            {NOTICE_WORDS.formats[format]}
          </Button>
        ))}
      </div>
      <details>
        <summary>{NOTICE_WORDS.more}</summary>
        <label>
          {NOTICE_WORDS.office}
          <input
            value={office}
            maxLength={LETTER_LIMITS.officeCharacters}
            placeholder={NOTICE_WORDS.officeHint}
            autoComplete="organization"
            onChange={(event) => setOffice(event.target.value)}
          />
        </label>
        <label>
          {NOTICE_WORDS.due}
          <input type="date" value={due} onChange={(event) => setDue(event.target.value)} />
        </label>
      </details>
    </section>
  );
}
