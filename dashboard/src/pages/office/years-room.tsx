import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { CampaignChange, KeptCampaign } from '../../../../contracts/campaigns.ts';
import type { Person } from '../../../../contracts/people.ts';
import { isStale } from '../../api.ts';
import { WHOLE_ROSTER } from '../../filters.ts';
import { may } from '../../may.ts';
import { addCampaign, changeCampaign } from '../../office-api.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { wordsOf } from '../../parts/use-read.ts';
import { rosterHref } from '../../route.ts';
import { CAMPAIGN_WORDS, OFFICE_WORDS } from '../../words/office.ts';
import { FormButtons } from './form-buttons.tsx';

interface Props {
  readonly campaigns: readonly KeptCampaign[];
  readonly person: Person;
  readonly onChanged: () => void;
}

const DAYS = ['submitBy', 'publishBy', 'statutoryBy'] as const;
/** The days that an office usually sets for the reports of a year, all in the January after it. */
const usualDay = (year: number, day: (typeof DAYS)[number]): string =>
  `${year + 1}-01-${{ submitBy: 26, publishBy: 28, statutoryBy: 31 }[day]}`;

/** The reporting years with their days; a new one may take over the roster of another. */
export function YearsRoom({ campaigns, person, onChanged }: Props) {
  const [form, setForm] = useState<KeptCampaign | 'add' | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);
  const mayChange = may(person, 'PATCH /api/campaigns/:year');
  const next = (campaigns[0]?.year ?? new Date().getFullYear() - 2) + 1;

  const act = async (work: () => Promise<KeptCampaign>): Promise<void> => {
    try {
      setSaid(CAMPAIGN_WORDS.saved((await work()).year));
      setAlarm(null);
      setForm(null);
      onChanged();
    } catch (cause) {
      setSaid(null);
      if (!isStale(cause)) return setAlarm(wordsOf(cause));
      // What the form shows is not so any more.
      setAlarm(CAMPAIGN_WORDS.changedMeanwhile);
      setForm(null);
      onChanged();
    }
  };
  const change = (seen: KeptCampaign, to: CampaignChange): Promise<void> => act(() => changeCampaign(seen, to));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string => String(given.get(name) ?? '');
    const days = { submitBy: text('submitBy'), publishBy: text('publishBy'), statutoryBy: text('statutoryBy') };
    if (form !== null && form !== 'add') return void change(form, days);
    const rosterOf = text('rosterOf');
    const settings = { takeFrom: 0.95, dueSoonDays: 7, correctionDays: 5 };
    void act(() =>
      addCampaign({
        year: Number(text('year')),
        ...days,
        settings,
        ...(rosterOf === '' ? {} : { rosterOf: Number(rosterOf) }),
      }),
    );
  };
  return (
    <>
      <div className="room-bar">
        <Button type="primary" onClick={() => setForm('add')}>
          {CAMPAIGN_WORDS.add}
        </Button>
        <span role="status">{said}</span>
      </div>
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {form !== null && (
        <form className="fields room-form" key={form === 'add' ? 'add' : form.year} onSubmit={submit}>
          <h2>{form === 'add' ? CAMPAIGN_WORDS.add : form.title}</h2>
          {form === 'add' && (
            <>
              <label>
                {CAMPAIGN_WORDS.year}
                <input name="year" type="number" min={2008} max={2100} required defaultValue={next} />
              </label>
              <label>
                {CAMPAIGN_WORDS.rosterOf}
                <select name="rosterOf" defaultValue={campaigns[0]?.year ?? ''}>
                  <option value="">{CAMPAIGN_WORDS.rosterNone}</option>
                  {campaigns.map(({ year, title }) => (
                    <option key={year} value={year}>
                      {title}
                    </option>
                  ))}
                </select>
              </label>
            </>
          )}
          {DAYS.map((day) => (
            <label key={day}>
              {CAMPAIGN_WORDS[day]}
              <input name={day} type="date" required defaultValue={form === 'add' ? usualDay(next, day) : form[day]} />
            </label>
          ))}
          <FormButtons onCancel={() => setForm(null)} />
        </form>
      )}
      {campaigns.length === 0 ? (
        <p className="plain">{CAMPAIGN_WORDS.none}</p>
      ) : (
        <table className="docs cards">
          <thead>
            <tr>
              {(['year', ...DAYS, 'state'] as const).map((column) => (
                <th key={column} scope="col">
                  {CAMPAIGN_WORDS[column]}
                </th>
              ))}
              <th scope="col">{OFFICE_WORDS.actions}</th>
            </tr>
          </thead>
          <tbody>
            {campaigns.map((campaign) => (
              <tr key={campaign.year}>
                <th scope="row">
                  <a href={rosterHref({ ...WHOLE_ROSTER, year: campaign.year })} lang="zh-CN">
                    {campaign.title}
                  </a>
                </th>
                {DAYS.map((day) => (
                  <td key={day} data-label={CAMPAIGN_WORDS[day]}>
                    {campaign[day]}
                  </td>
                ))}
                <td data-label={CAMPAIGN_WORDS.state}>{CAMPAIGN_WORDS[campaign.state]}</td>
                <td className="links">
                  {mayChange && (
                    <>
                      <button type="button" className="linkish" onClick={() => setForm(campaign)}>
                        {CAMPAIGN_WORDS.change}
                      </button>
                      {campaign.state === 'open' ? (
                        <AskFirst
                          label={CAMPAIGN_WORDS.close}
                          question={CAMPAIGN_WORDS.closeFirst(campaign.year)}
                          onYes={() => void change(campaign, { state: 'closed' })}
                        />
                      ) : (
                        <button
                          type="button"
                          className="linkish"
                          onClick={() => void change(campaign, { state: 'open' })}
                        >
                          {CAMPAIGN_WORDS.reopen}
                        </button>
                      )}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
