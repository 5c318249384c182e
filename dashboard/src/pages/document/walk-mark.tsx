import type { Stop } from '../../parts/document-walk.ts';
import { documentHref } from '../../route.ts';
import { WALK_WORDS } from '../../words/bench.ts';
import type { WalkPlace } from './use-walk.ts';

interface Props {
  readonly walk: WalkPlace;
  readonly list: string | null;
}

/** 12 / 57, with the ways to the neighbours in the list. */
export function WalkMark({ walk: { at, all, previous, next }, list }: Props) {
  if (at === null) return null;
  const way = (stop: Stop | null, words: string, sign: string) =>
    stop === null ? (
      <span className="walk-end">{sign}</span>
    ) : (
      <a href={documentHref(stop.id, { item: stop.item, list })} aria-label={words} title={words}>
        {sign}
      </a>
    );
  return (
    <nav className="walk" aria-label={WALK_WORDS.position(at, all)}>
      {way(previous, WALK_WORDS.previous, '‹')}
      <span data-testid="walk">{WALK_WORDS.position(at, all)}</span>
      {way(next, WALK_WORDS.next, '›')}
    </nav>
  );
}
