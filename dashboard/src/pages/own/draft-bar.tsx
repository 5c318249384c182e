import { Button } from 'antd';
import { momentWords } from '../../parts/measures.ts';
import { DRAFT_WORDS } from '../../words/draft.ts';
import type { Draft, Saving } from './use-draft.ts';

function savingWords(saving: Saving): string {
  switch (saving.kind) {
    case 'saved':
      return saving.at === null ? '' : DRAFT_WORDS.saved(momentWords(saving.at, new Date()));
    case 'failed':
      return DRAFT_WORDS.saveFailed(saving.why);
    default:
      return DRAFT_WORDS[saving.kind];
  }
}

type Cells = Readonly<Record<string, string>>;

/** Whether what was typed is kept, and what can be put into many cells at once. */
export function DraftBar({
  draft: { saving, takeTheirs, keepMine },
  blanks,
  totals,
  onFill,
  onUndo,
}: {
  readonly draft: Draft;
  readonly blanks: readonly string[];
  /** Totals that are empty and can be worked out. */
  readonly totals: Cells;
  readonly onFill: (typed: Cells) => void;
  /** Null: nothing was put in. */
  readonly onUndo: (() => void) | null;
}) {
  const { kind } = saving;
  const known = Object.keys(totals).length;
  return (
    <div className="draft-bar">
      <span
        role="status"
        data-saving={kind}
        className={kind === 'failed' || kind === 'conflict' ? 'is-error' : 'quiet'}
      >
        {savingWords(saving)}
      </span>
      {kind === 'conflict' && (
        <>
          <Button size="small" onClick={() => void takeTheirs()}>
            {DRAFT_WORDS.takeTheirs}
          </Button>
          <Button size="small" onClick={() => void keepMine()}>
            {DRAFT_WORDS.keepMine}
          </Button>
        </>
      )}
      <span className="draft-bar-end">
        {blanks.length > 0 && (
          <Button size="small" onClick={() => onFill(Object.fromEntries(blanks.map((path) => [path, '0'])))}>
            {DRAFT_WORDS.fillZero(blanks.length)}
          </Button>
        )}
        {known > 0 && (
          <Button size="small" onClick={() => onFill(totals)}>
            {DRAFT_WORDS.fillTotals(known)}
          </Button>
        )}
        {onUndo !== null && (
          <Button size="small" onClick={onUndo}>
            {DRAFT_WORDS.undo}
          </Button>
        )}
      </span>
    </div>
  );
}
