import { useMemo } from 'react';
import type { FormVersion, TableKey } from '../../../../config/catalogue/form.ts';
import type { Consolidated, Sum } from '../../../../contracts/consolidated.ts';
import { layOutForm } from '../../../../office/form-layout.ts';
import { LabelCell } from '../../parts/form-cell.tsx';
import { CONSOLIDATED_WORDS, sumCellNote, UNCERTAIN_MARK } from '../../words/consolidated.ts';
import { tableTitle } from '../../words/form.ts';
import { cellWords } from '../../words/form-labels.ts';
import { PHRASES } from '../../words/phrases.ts';

interface Props {
  readonly table: TableKey;
  readonly form: FormVersion;
  readonly rows: NonNullable<Consolidated['tables']>[TableKey]['rows'];
  readonly previous: Consolidated['previous'];
  readonly chosen: string | null;
  readonly hrefOf: (path: string) => string;
}

const difference = (now: number | null, before: number | null): number | null =>
  now === null || before === null ? null : Number((now - before).toFixed(6));

function Value({ sum, before }: { readonly sum: Sum | undefined; readonly before: Sum | undefined }) {
  const change = sum === undefined || before === undefined ? null : difference(sum.value, before.value);
  return (
    <>
      <span>
        {sum?.value ?? '—'}
        {sum !== undefined && !sum.certain && <i className="sum-open">{UNCERTAIN_MARK}</i>}
      </span>
      {before !== undefined && (
        <small className="sum-before">
          {CONSOLIDATED_WORDS.was(before.value, change === null ? '' : CONSOLIDATED_WORDS.changed(change))}
        </small>
      )}
    </>
  );
}

/** One statutory table with its sums: every number leads to the agencies that it is made of. */
export function SumTable({ table, form, rows, previous, chosen, hrefOf }: Props) {
  const layout = useMemo(() => layOutForm(table, rows, form), [table, rows, form]);
  return (
    <section className={`form sums form-${table}`} aria-label={tableTitle(table)}>
      <header>
        <h2>{tableTitle(table)}</h2>
      </header>
      <div className="form-scroll">
        <table>
          <colgroup>
            {Array.from({ length: layout.columns }, (_, column) => (
              <col key={column} className={`col-${column}`} />
            ))}
          </colgroup>
          <tbody>
            {layout.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell) => {
                  if (cell.kind === 'label') return <LabelCell key={`${cell.row} ${cell.column}`} label={cell} />;
                  const [, rowKey = '', column = ''] = cell.path.split('/');
                  const sum = rows[rowKey]?.[column];
                  const note = sum === undefined ? '' : sumCellNote(sum);
                  const name = cellWords(cell.path, form);
                  const classes = ['value'];
                  if (sum?.value === 0) classes.push('value-zero');
                  if (sum?.certain === false) classes.push('value-review');
                  if (cell.path === chosen) classes.push('value-chosen');
                  return (
                    <td key={cell.path} className={classes.join(' ')} rowSpan={cell.rowSpan} colSpan={cell.columnSpan}>
                      <a
                        href={hrefOf(cell.path)}
                        title={note === '' ? name : PHRASES.beside(name, note)}
                        aria-current={cell.path === chosen ? 'true' : undefined}
                      >
                        <Value sum={sum} before={previous?.cells[cell.path]} />
                      </a>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
