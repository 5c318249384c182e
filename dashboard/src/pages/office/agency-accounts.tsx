import { Button } from 'antd';
import { useState } from 'react';
import type { Invitation } from '../../../../contracts/agency-accounts.ts';
import { inviteAgencies, saveInvitations } from '../../own-api.ts';
import { AgencyPicker } from '../../parts/agency-picker.tsx';
import { wordsOf } from '../../parts/use-read.ts';
import { ACCOUNT_WORDS } from '../../words/agency-accounts.ts';

/** Accounts of agencies: for all of the roster as a list to hand out, or for one. An address is shown once. */
export function AgencyAccounts({ year, onMade }: { readonly year: number | null; readonly onMade: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);
  const [one, setOne] = useState<Invitation | null>(null);

  const act = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setSaid(null);
    setAlarm(null);
    setOne(null);
    try {
      await work();
      onMade();
    } catch (cause) {
      setAlarm(wordsOf(cause));
    }
    setBusy(false);
  };
  const all = (of: number): Promise<void> =>
    act(async () => {
      await saveInvitations({ year: of, agencyIds: null }, ACCOUNT_WORDS.file);
      setSaid(ACCOUNT_WORDS.made);
    });
  const single = (of: number, agencyId: string): Promise<void> =>
    act(async () => setOne((await inviteAgencies({ year: of, agencyIds: [agencyId] })).items[0] ?? null));

  return (
    <details className="room-form agency-accounts">
      <summary>{ACCOUNT_WORDS.title}</summary>
      <p className="quiet">{ACCOUNT_WORDS.intro}</p>
      {year === null ? (
        <p className="quiet">{ACCOUNT_WORDS.noYear}</p>
      ) : (
        <>
          <Button disabled={isBusy} onClick={() => void all(year)}>
            {isBusy ? ACCOUNT_WORDS.busy : ACCOUNT_WORDS.all(year)}
          </Button>
          <fieldset>
            <legend>{ACCOUNT_WORDS.one}</legend>
            <AgencyPicker
              year={year}
              label={ACCOUNT_WORDS.one}
              autoFocus={false}
              onPick={({ id }) => void single(year, id)}
            />
          </fieldset>
        </>
      )}
      <p role="status">{said}</p>
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {one !== null && <OneAccount account={one} />}
    </details>
  );
}

function OneAccount({ account: { agency, name, state, path } }: { readonly account: Invitation }) {
  if (path === null) return <p>{state === 'active' ? ACCOUNT_WORDS.active(agency) : ACCOUNT_WORDS.disabled(agency)}</p>;
  return (
    <p className="issued">
      {ACCOUNT_WORDS.link(agency, name)}
      <code data-testid="agency-link">{`${window.location.origin}${path}`}</code>
    </p>
  );
}
