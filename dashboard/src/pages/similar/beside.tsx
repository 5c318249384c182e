import { useState } from 'react';
import type { Beside } from '../../../../contracts/similar.ts';
import type { Live } from '../../live.ts';
import { Failure } from '../../parts/failure.tsx';
import { BackIcon } from '../../parts/icons.tsx';
import { useRead } from '../../parts/use-read.ts';
import { documentHref } from '../../route.ts';
import { getBeside } from '../../similar-api.ts';
import { SIMILAR_WORDS } from '../../words/similar.ts';

function Side({ side, only }: { readonly side: Beside['one']; readonly only: boolean }) {
  const shown = side.paragraphs
    .map((pieces, index) => ({ pieces, index }))
    .filter(({ pieces }) => !only || pieces.some(({ kind }) => kind === 'like'));
  return (
    <article className="beside-text">
      <header>
        <h2 lang="zh-CN">{side.agency.name}</h2>
        <span className="quiet">{SIMILAR_WORDS.year(side.year)}</span>{' '}
        <a href={documentHref(side.documentId)}>{SIMILAR_WORDS.openReport}</a>
      </header>
      {shown.map(({ pieces, index }) => (
        <p key={index}>
          {pieces.map(({ kind, text }, piece) => {
            const key = `${piece} ${kind}`;
            if (kind === 'like') return <mark key={key}>{text}</mark>;
            return (
              <span key={key} className={kind === 'template' ? 'piece-template' : undefined}>
                {text}
              </span>
            );
          })}
        </p>
      ))}
    </article>
  );
}

/** Two reports side by side: what both have is marked, prescribed words are grey. */
export function BesideTexts({
  year,
  pair,
  back,
  live,
}: {
  readonly year: number;
  /** The two documents, with a stroke between. */
  readonly pair: string;
  readonly back: string;
  readonly live: Live;
}) {
  const { value, failure, reload } = useRead(`beside ${pair}`, (signal) => getBeside(year, pair, signal), live);
  const [only, setOnly] = useState(true);
  return (
    <>
      <p className="beside-bar">
        <a className="back" href={back}>
          <BackIcon />
          {SIMILAR_WORDS.back}
        </a>
        <label>
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} />{' '}
          {SIMILAR_WORDS.paragraphs}
        </label>
      </p>
      {failure !== null && <Failure failure={failure} onAgain={reload} />}
      {value !== null && (
        <div className="beside">
          <Side side={value.one} only={only} />
          <Side side={value.other} only={only} />
        </div>
      )}
    </>
  );
}
