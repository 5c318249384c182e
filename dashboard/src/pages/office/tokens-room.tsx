import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import type { IssuedProgram } from '../../../../contracts/people.ts';
import type { Live } from '../../live.ts';
import { addToken, getTokens, revokeToken } from '../../office-api.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { Failure } from '../../parts/failure.tsx';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { OFFICE_WORDS, ROLE_WORDS } from '../../words/office.ts';
import { PHRASES } from '../../words/phrases.ts';
import { FormButtons } from './form-buttons.tsx';
import { ScopeWords, useAgencyNames } from './scope-words.tsx';
import { asIds, NO_STANDING, type Standing, StandingFields } from './standing-fields.tsx';

/** Programs that may ask. A token is shown once, to whoever made it, and kept nowhere. */
export function TokensRoom({ year, live }: { readonly year: number | null; readonly live: Live }) {
  const { value: tokens, failure, reload } = useRead('tokens', getTokens, live);
  const names = useAgencyNames(tokens ?? [], live);
  const [isAdding, setAdding] = useState(false);
  const [standing, setStanding] = useState<Standing>(NO_STANDING);
  const [issued, setIssued] = useState<IssuedProgram | null>(null);
  const [alarm, setAlarm] = useState<string | null>(null);

  const act = async (work: () => Promise<IssuedProgram | null>): Promise<void> => {
    try {
      setIssued(await work());
      setAlarm(null);
      setAdding(false);
      reload();
    } catch (cause) {
      setAlarm(wordsOf(cause));
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (standing.roles.length === 0) {
      setAlarm(OFFICE_WORDS.noRole);
      return;
    }
    const given = new FormData(event.currentTarget);
    const expiresOn = String(given.get('expiresOn')) || null;
    void act(() => addToken({ name: String(given.get('name')), expiresOn, ...asIds(standing) }));
  };
  if (tokens === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  return (
    <>
      <div className="room-bar">
        <Button
          type="primary"
          onClick={() => {
            setAdding(true);
            setIssued(null);
            setStanding(NO_STANDING);
          }}
        >
          {OFFICE_WORDS.addToken}
        </Button>
      </div>
      {issued !== null && (
        <p className="issued" role="status">
          {OFFICE_WORDS.token}
          <code data-testid="token">{issued.token}</code>
        </p>
      )}
      {alarm !== null && (
        <p className="list-alarm" role="alert">
          {alarm}
        </p>
      )}
      {isAdding && (
        <form className="fields room-form" onSubmit={submit}>
          <h2>{OFFICE_WORDS.addToken}</h2>
          <label>
            {OFFICE_WORDS.tokenName}
            <input name="name" required maxLength={40} autoComplete="off" />
          </label>
          <label>
            {OFFICE_WORDS.expires}
            <input name="expiresOn" type="date" />
          </label>
          <StandingFields year={year} value={standing} onValue={setStanding} />
          <FormButtons onCancel={() => setAdding(false)} />
        </form>
      )}
      {tokens.length === 0 ? (
        <p className="plain">{OFFICE_WORDS.noTokens}</p>
      ) : (
        <table className="docs cards">
          <thead>
            <tr>
              {(['tokenName', 'roles', 'scope', 'state', 'actions'] as const).map((column) => (
                <th key={column} scope="col">
                  {OFFICE_WORDS[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => (
              <tr key={token.id} className={token.revoked ? 'is-off' : undefined}>
                <th scope="row" lang="zh-CN">
                  {token.name}
                </th>
                <td data-label={OFFICE_WORDS.roles}>{PHRASES.listed(token.roles.map((role) => ROLE_WORDS[role]))}</td>
                <td data-label={OFFICE_WORDS.scope}>
                  <ScopeWords of={token} names={names} />
                </td>
                <td data-label={OFFICE_WORDS.state}>
                  {token.revoked && OFFICE_WORDS.revoked}
                  {!token.revoked &&
                    (token.expiresOn === null ? OFFICE_WORDS.forever : OFFICE_WORDS.expired(token.expiresOn))}
                </td>
                <td className="links">
                  {!token.revoked && (
                    <AskFirst
                      label={OFFICE_WORDS.revoke}
                      question={OFFICE_WORDS.revokeFirst(token.name)}
                      onYes={() =>
                        void act(async () => {
                          await revokeToken(token.id);
                          return null;
                        })
                      }
                    />
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
