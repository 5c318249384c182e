import { AlertIcon, CrossIcon, EyeIcon, PenIcon, TickIcon } from '../../parts/icons.tsx';
import { CELL_STATUS_WORDS, CELL_WORDS } from '../../words/cell.ts';
import { FORM_WORDS } from '../../words/form.ts';

/** What the marks on the cells mean, drawn as they are drawn. */
export function Legend() {
  return (
    <p className="legend">
      <span className="value value-review">
        {FORM_WORDS.legendReview}
        <i className="review-mark">
          <EyeIcon />
        </i>
      </span>
      <span className="value value-found-error">
        {FORM_WORDS.legendError}
        <i className="found-mark">
          <CrossIcon />
        </i>
      </span>
      <span className="value value-found-warning">
        {FORM_WORDS.legendWarning}
        <i className="found-mark">
          <AlertIcon />
        </i>
      </span>
      <span className="value value-corrected">
        {CELL_WORDS.corrected}
        <i className="said-mark">
          <PenIcon />
        </i>
      </span>
      <span className="value value-confirmed">
        {CELL_WORDS.confirmed}
        <i className="said-mark">
          <TickIcon />
        </i>
      </span>
      {(['blank', 'notApplicable', 'illegible', 'absent'] as const).map((status) => (
        <span key={status} className={`value value-${status}`}>
          <span>{CELL_STATUS_WORDS[status]}</span>
        </span>
      ))}
      <span className="legend-keys">{FORM_WORDS.keys}</span>
    </p>
  );
}
