import type { CheckedReport } from '../../../../pipeline/contracts/report.ts';
import { DOUBT_PANEL_WORDS } from '../../words/bench.ts';
import { originWords } from '../../words/cell.ts';
import { PHRASES } from '../../words/phrases.ts';
import { RESULT_WORDS } from '../../words/report.ts';
import { unplacedKey } from './report-places.ts';

interface Props {
  readonly report: CheckedReport;
  readonly selected: readonly string[];
  readonly onSelect: (key: string) => void;
}

/** What a reader of the paper sees and no table, section or fact took. */
export function Unplaced({ report: { unplaced }, selected, onSelect }: Props) {
  return (
    <section className="unplaced" aria-label={RESULT_WORDS.unplaced}>
      <h2>{PHRASES.beside(RESULT_WORDS.unplaced, unplaced.length)}</h2>
      <ul>
        {unplaced.map(({ text, origin }, index) => {
          const key = unplacedKey(index);
          return (
            <li key={key}>
              <button type="button" aria-pressed={selected.includes(key)} onClick={() => onSelect(key)}>
                {text.trim() === '' ? DOUBT_PANEL_WORDS.noText : <span lang="zh-CN">{text}</span>}
                {origin !== null && <span className="quiet"> {originWords(origin)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
