import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Person } from '../../../../contracts/people.ts';
import { getSnapshots, keepSnapshot, snapshotHref } from '../../consolidated-api.ts';
import type { SumFilter } from '../../filters.ts';
import { LOCALE } from '../../language.ts';
import type { Live } from '../../live.ts';
import { may } from '../../may.ts';
import { Failure } from '../../parts/failure.tsx';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { CONSOLIDATED_WORDS, SUM_STATE_WORDS } from '../../words/consolidated.ts';

const NOTE_CHARACTERS = 200;
const SHOWN_HASH = 16;

/** Sums that were kept, each to be had back to the byte. */
export function Snapshots({
  year,
  filter,
  person,
  live,
}: {
  readonly year: number;
  readonly filter: SumFilter;
  readonly person: Person;
  readonly live: Live;
}) {
  const { value, failure, reload } = useRead(`snapshots ${year}`, (signal) => getSnapshots(year, signal), live);
  const [note, setNote] = useState('');
  const [said, setSaid] = useState<string | null>(null);
  const keep = async (): Promise<void> => {
    try {
      await keepSnapshot(year, { scope: filter.scope, state: filter.state, note });
      setNote('');
      setSaid(CONSOLIDATED_WORDS.kept);
      reload();
    } catch (cause) {
      setSaid(wordsOf(cause));
    }
  };
  return (
    <section className="snapshots" aria-label={CONSOLIDATED_WORDS.snapshots}>
      <h2>{CONSOLIDATED_WORDS.snapshots}</h2>
      {may(person, 'POST /api/campaigns/:year/consolidated/snapshots') && (
        <div className="keep">
          <Input
            value={note}
            maxLength={NOTE_CHARACTERS}
            placeholder={CONSOLIDATED_WORDS.keepNote}
            aria-label={CONSOLIDATED_WORDS.keepNote}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button onClick={() => void keep()}>{CONSOLIDATED_WORDS.keep}</Button>
          {said !== null && <span role="status">{said}</span>}
        </div>
      )}
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value?.length === 0 && <p className="quiet">{CONSOLIDATED_WORDS.noSnapshots}</p>}
      {value !== null && value.length > 0 && (
        <div className="table-scroll">
          <table className="plain-table">
            <thead>
              <tr>
                {(['madeAt', 'scope', 'state', 'who', 'note', 'hash', 'take'] as const).map((name) => (
                  <th key={name} scope="col">
                    {CONSOLIDATED_WORDS[name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.map(({ id, madeAt, scope, state, who, note: words, sha256 }) => (
                <tr key={id}>
                  <td>{new Date(madeAt).toLocaleString(LOCALE)}</td>
                  <td>{scope?.name ?? CONSOLIDATED_WORDS.all}</td>
                  <td>{SUM_STATE_WORDS[state]}</td>
                  <td lang="zh-CN">{who}</td>
                  <td>{words}</td>
                  <td>
                    <code title={sha256}>{sha256.slice(0, SHOWN_HASH)}</code>
                  </td>
                  <td>
                    <a href={snapshotHref(year, id)} download>
                      {CONSOLIDATED_WORDS.take}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
