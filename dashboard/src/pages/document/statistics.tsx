import type { Table } from '../../../../pipeline/contracts/report.ts';
import { cellElementId, cellText } from '../../parts/form-cell.tsx';
import { EyeIcon } from '../../parts/icons.tsx';
import { CELL_WORDS } from '../../words/cell.ts';
import { statisticsLabel } from '../../words/form-labels.ts';
import { RESULT_WORDS } from '../../words/report.ts';

interface Props {
  readonly table: Table;
  readonly chosen: ReadonlySet<string>;
  readonly onCell: (path: string) => void;
}

/** The statistical table of reports up to 2018: one number an indicator. */
export function Statistics({ table, chosen, onCell }: Props) {
  return (
    <section className="form form-statistics" aria-label={RESULT_WORDS.statistics}>
      <header>
        <h2>{RESULT_WORDS.statistics}</h2>
      </header>
      <table>
        <tbody>
          {Object.entries(table.rows).map(([row, cells]) => {
            const path = `statistics2008/${row}/count`;
            const cell = cells.count ?? null;
            const classes = ['value', `value-${cell?.status ?? 'absent'}`];
            if (cell?.needsReview) classes.push('value-review');
            if (chosen.has(path)) classes.push('value-chosen');
            return (
              <tr key={row}>
                <th scope="row" className="label label-row">
                  {statisticsLabel(row)}
                </th>
                <td id={cellElementId(path)} data-path={path} className={classes.join(' ')}>
                  <button type="button" onClick={() => onCell(path)}>
                    {cellText(cell)}
                  </button>
                  {cell?.needsReview && (
                    <i className="review-mark" title={CELL_WORDS.review}>
                      <EyeIcon />
                    </i>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
