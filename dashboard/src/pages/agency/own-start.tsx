import { Button } from 'antd';
import type { Filing } from '../../../../contracts/filings.ts';
import { draftHref, selfCheckHref } from '../../route.ts';
import { AGENCY_WORDS } from '../../words/agency.ts';

/** What an agency is asked for, and where it goes on from here. */
export const OwnStart = ({ filing: { year, dueOn, state } }: { readonly filing: Filing }) => (
  <section className="sheet own-start">
    <h2>{AGENCY_WORDS.ownStart(year)}</h2>
    <p>{dueOn === null ? AGENCY_WORDS.ownNothingDue : AGENCY_WORDS.ownDue(dueOn, state === 'returned')}</p>
    <div className="buttons">
      <Button type={dueOn === null ? 'default' : 'primary'} href={draftHref(year)}>
        {AGENCY_WORDS.ownFill}
      </Button>
      <Button href={selfCheckHref()}>{AGENCY_WORDS.ownCheck}</Button>
    </div>
  </section>
);
