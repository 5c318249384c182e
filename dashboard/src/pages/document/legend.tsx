import { EyeIcon } from '../../parts/icons.tsx';
import { CELL_STATUS_WORDS } from '../../words/cell.ts';
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
      <span className="value value-found-error">{FORM_WORDS.legendError}</span>
      <span className="value value-found-warning">{FORM_WORDS.legendWarning}</span>
      {(['blank', 'notApplicable', 'illegible', 'absent'] as const).map((status) => (
        <span key={status} className={`value value-${status}`}>
          <span>{CELL_STATUS_WORDS[status]}</span>
        </span>
      ))}
      <span className="legend-keys">{FORM_WORDS.keys}</span>
    </p>
  );
}
