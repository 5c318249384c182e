import { Button } from 'antd';
import { useState } from 'react';
import type { Live } from '../../live.ts';
import { convertOthersAnew, getMadeBy } from '../../office-api.ts';
import { Failure } from '../../parts/failure.tsx';
import { momentWords } from '../../parts/measures.ts';
import { useRead, wordsOf } from '../../parts/use-read.ts';
import { VERSION_WORDS, versionName } from '../../words/versions.ts';

/** Which version of the program made how many results; after an update the others can be made anew. */
export function VersionsRoom({ live }: { readonly live: Live }) {
  const { value, failure, reload } = useRead('versions', getMadeBy, live);
  const [said, setSaid] = useState<string | null>(null);
  if (value === null) return failure === null ? null : <Failure failure={failure} onAgain={reload} />;
  const { current, versions } = value;
  const others = versions.filter(({ madeBy }) => madeBy !== current).reduce((sum, { documents }) => sum + documents, 0);
  const convert = async (): Promise<void> => {
    try {
      setSaid(VERSION_WORDS.begun((await convertOthersAnew(current)).retried));
      reload();
    } catch (cause) {
      setSaid(wordsOf(cause));
    }
  };
  return (
    <>
      <div className="room-bar">
        {others > 0 && <Button onClick={() => void convert()}>{VERSION_WORDS.convertOthers(others)}</Button>}
        <span role="status">{said ?? (others === 0 && versions.length > 0 ? VERSION_WORDS.allCurrent : '')}</span>
      </div>
      {versions.length === 0 ? (
        <p className="plain">{VERSION_WORDS.none}</p>
      ) : (
        <table className="docs cards">
          <thead>
            <tr>
              <th scope="col">{VERSION_WORDS.version}</th>
              <th scope="col" className="num">
                {VERSION_WORDS.documents}
              </th>
              <th scope="col">{VERSION_WORDS.lastAt}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ madeBy, documents, lastAt }) => (
              <tr key={madeBy ?? ''}>
                <th scope="row" title={madeBy ?? undefined}>
                  <code>{versionName(madeBy)}</code>{' '}
                  {madeBy === current && <span className="quiet">{VERSION_WORDS.current}</span>}
                </th>
                <td className="num" data-label={VERSION_WORDS.documents}>
                  {documents}
                </td>
                <td data-label={VERSION_WORDS.lastAt}>{momentWords(lastAt, new Date())}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
