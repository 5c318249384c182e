import type { ReactNode } from 'react';
import { PAPER_WORDS } from '../../words/paper.ts';
import { MinusIcon, PlusIcon, TurnIcon } from '../icons.tsx';
import { nextZoom } from './geometry.ts';

interface Props {
  readonly zoom: number;
  /** Larger, smaller, or 0 for as wide as there is room. */
  readonly onZoom: (direction: 1 | -1 | 0) => void;
  readonly onTurn?: () => void;
  /** Whether its text is marked instead of its places chosen. */
  readonly marking?: boolean;
  readonly onMark?: () => void;
  readonly page?: number;
  readonly pages?: number;
  readonly onPage?: (page: number) => void;
  /** What is to be said of the place that is lit up. */
  readonly said?: ReactNode;
}

/** How the paper is looked at. */
export function PaperTools({ zoom, onZoom, onTurn, marking, onMark, page, pages, onPage, said }: Props) {
  return (
    <div className="paper-tools" role="toolbar" aria-label={PAPER_WORDS.paper}>
      <button
        type="button"
        onClick={() => onZoom(-1)}
        disabled={nextZoom(zoom, -1) === zoom}
        aria-label={PAPER_WORDS.smaller}
      >
        <MinusIcon />
      </button>
      <button type="button" onClick={() => onZoom(0)} title={PAPER_WORDS.fit}>
        {PAPER_WORDS.zoom(Math.round(zoom * 100))}
      </button>
      <button
        type="button"
        onClick={() => onZoom(1)}
        disabled={nextZoom(zoom, 1) === zoom}
        aria-label={PAPER_WORDS.larger}
      >
        <PlusIcon />
      </button>
      {onTurn !== undefined && (
        <button type="button" onClick={onTurn} aria-label={PAPER_WORDS.turn} title={PAPER_WORDS.turn}>
          <TurnIcon />
        </button>
      )}
      {onMark !== undefined && (
        <button type="button" onClick={onMark} aria-pressed={marking} title={PAPER_WORDS.markHint}>
          {PAPER_WORDS.mark}
        </button>
      )}
      <span className="paper-said" role="status">
        {said}
      </span>
      {page !== undefined && pages !== undefined && (
        <label className="paper-page-choice">
          <select
            value={page}
            onChange={(event) => onPage?.(Number(event.target.value))}
            aria-label={PAPER_WORDS.pages}
          >
            {Array.from({ length: pages }, (_, i) => (
              <option key={i} value={i + 1}>
                {i + 1}
              </option>
            ))}
          </select>
          / {pages}
        </label>
      )}
    </div>
  );
}
