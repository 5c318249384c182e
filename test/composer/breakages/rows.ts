import type { CellPath } from '../../../config/catalogue/form.ts';
import { changeTables, type Draft, type Part, replaceTables, type TrueCell, withTruth } from '../draft.ts';
import { insertRow, type Matrix, type MatrixCell, removeRow } from '../matrix.ts';
import { line } from '../prose.ts';
import type { Random } from '../random.ts';
import { type Breakage, doubtful, plain } from './breakage.ts';

const wide = (matrix: Matrix, text: string): MatrixCell => ({
  row: 0,
  column: 0,
  rowSpan: 1,
  columnSpan: matrix.columns,
  text,
  kind: 'note',
});

const valueRows = (matrix: Matrix): number[] =>
  Array.from({ length: matrix.rows }, (_, r) => r).filter((r) =>
    matrix.cells.some((c) => c.row === r && c.kind === 'value'),
  );

const pathsIn = (matrix: Matrix, row: number): CellPath[] =>
  matrix.cells.flatMap((c) => (c.row === row && c.path ? [c.path] : []));

/** The cells of a row once more, for a row of its own; labels that reach in from above are left out. */
const copyOfRow = (matrix: Matrix, row: number, text: (cell: MatrixCell) => string): MatrixCell[] =>
  matrix.cells
    .filter((c) => c.row === row && (c.rowSpan === 1 || c.kind === 'value'))
    .map((c) => ({ ...c, rowSpan: 1, path: undefined, text: text(c) }));

function missingRow(draft: Draft, random: Random): Draft {
  const gone: CellPath[] = [];
  const result = changeTables(
    draft,
    (matrix) => {
      const at = random.pick(valueRows(matrix));
      gone.push(...pathsIn(matrix, at));
      return removeRow(matrix, at);
    },
    'applications',
  );
  return withTruth(
    result,
    gone.map((path): [CellPath, TrueCell] => [path, { value: null, status: 'absent' }]),
  );
}

/** A row with its labels and values in the place of another, and that one in its place. */
function swapped(matrix: Matrix, random: Random): Matrix {
  const leaf = valueRows(matrix).filter((r) => matrix.cells.every((c) => c.row !== r || c.rowSpan === 1));
  const layout = (row: number): string =>
    matrix.cells.flatMap((c) => (c.row === row ? [`${c.column}+${c.columnSpan}`] : [])).join(' ');
  const pairs = leaf.filter((r) => leaf.includes(r + 1) && layout(r) === layout(r + 1));
  if (pairs.length === 0) return matrix;
  const at = random.pick(pairs);
  const place = (row: number): number => (row === at ? at + 1 : row === at + 1 ? at : row);
  return { ...matrix, cells: matrix.cells.map((c) => ({ ...c, row: place(c.row) })) };
}

const hide = (cells: readonly MatrixCell[]): MatrixCell[] => cells.map((c) => ({ ...c, hidden: true }));

export const ROW_BREAKAGES: readonly Breakage[] = [
  plain('blank rows', (draft, random) =>
    changeTables(draft, (matrix) => {
      const at = [random.integer(1, matrix.rows), random.integer(1, matrix.rows)];
      return at.reduce((m, r) => insertRow(m, Math.min(r, m.rows)), matrix);
    }),
  ),
  plain('notes in rows of the table', (draft, random) =>
    changeTables(draft, (matrix) =>
      insertRow(matrix, random.pick([matrix.rows, matrix.rows, 0]), [
        wide(
          matrix,
          random.pick(['注：本表数据为2项合计1件', '注：1.单位为件；2.含转办3件', '填表说明：共7列', '单位：件']),
        ),
      ]),
    ),
  ),
  plain('section headings in rows of the table', (draft) => {
    const inside = (['proactiveDisclosure', 'applications', 'remedies'] as const).reduce<Draft>(
      (d, key) =>
        replaceTables(d, key, (part) => [
          {
            ...part,
            matrix: insertRow(part.matrix, 0, [
              wide(
                part.matrix,
                {
                  proactiveDisclosure: '二、主动公开政府信息情况',
                  applications: '三、收到和处理政府信息公开申请情况',
                  remedies: '四、政府信息公开行政复议、行政诉讼情况',
                }[key],
              ),
            ]),
          },
        ]),
      draft,
    );
    return {
      ...inside,
      parts: inside.parts.filter((p) => !(p.kind === 'line' && p.role === 'heading' && /^[二三四]、/u.test(p.text))),
    };
  }),
  plain('captions above the tables', (draft) => ({
    ...draft,
    parts: draft.parts.flatMap((part): Part[] =>
      part.kind === 'table'
        ? [
            line('caption', `表${part.table === 'applications' ? 2 : part.table === 'remedies' ? 3 : 1}（单位：件）`),
            part,
          ]
        : [part],
    ),
  })),
  doubtful('a row missing', missingRow),
  plain('a row printed twice', (draft, random) =>
    changeTables(
      draft,
      (matrix) => {
        const leaf = valueRows(matrix).filter((r) => matrix.cells.every((c) => c.row !== r || c.rowSpan === 1));
        const at = random.pick(leaf);
        return insertRow(
          matrix,
          at + 1,
          copyOfRow(matrix, at, (c) => c.text),
        );
      },
      'applications',
    ),
  ),
  doubtful('a row twice with other numbers', (draft, random) =>
    changeTables(
      draft,
      (matrix) => {
        const leaf = valueRows(matrix).filter((r) => matrix.cells.every((c) => c.row !== r || c.rowSpan === 1));
        const at = random.pick(leaf);
        return insertRow(
          matrix,
          at + 1,
          copyOfRow(matrix, at, (c) => (c.kind === 'value' ? String(Number(c.text) + 2) : c.text)),
        );
      },
      'applications',
    ),
  ),
  plain('a row of subtotals', (draft, random) =>
    changeTables(
      draft,
      (matrix) => {
        const group = random.pick(matrix.cells.filter((c) => c.kind === 'label' && c.rowSpan > 1 && c.rowSpan < 10));
        const last = group.row + group.rowSpan - 1;
        const cells = copyOfRow(matrix, last, (c) =>
          c.kind === 'value' ? String(random.integer(0, 90)) : random.pick(['小计', '合计', '9.小计']),
        );
        return insertRow(matrix, last, cells);
      },
      'applications',
    ),
  ),
  doubtful('an unknown row with numbers', (draft, random) =>
    changeTables(
      draft,
      (matrix) => {
        const leaf = valueRows(matrix).filter((r) => matrix.cells.every((c) => c.row !== r || c.rowSpan === 1));
        const at = random.pick(leaf);
        return insertRow(
          matrix,
          at + 1,
          copyOfRow(matrix, at, (c) => (c.kind === 'value' ? String(random.integer(0, 9)) : '九、其中网上申请')),
        );
      },
      'applications',
    ),
  ),
  plain('two rows in each other’s place', (draft, random) =>
    changeTables(draft, (matrix) => swapped(matrix, random), 'applications'),
  ),
  plain(
    'a hidden row with other numbers',
    (draft, random) =>
      changeTables(draft, (matrix) => {
        const leaf = valueRows(matrix).filter((r) => matrix.cells.every((c) => c.row !== r || c.rowSpan === 1));
        if (leaf.length === 0) return matrix;
        const at = random.pick(leaf);
        const upper = random.chance(0.5) ? at : at + 1;
        return insertRow(matrix, upper, hide(copyOfRow(matrix, at, (c) => (c.kind === 'value' ? '777' : c.text))));
      }),
    ['html', 'docx'],
  ),
  plain(
    'hidden text in cells',
    (draft, random) =>
      changeTables(draft, (matrix) => ({
        ...matrix,
        cells: matrix.cells.map((c) => (c.kind === 'value' && random.chance(0.05) ? { ...c, mark: 'hidden:9' } : c)),
      })),
    ['html', 'docx'],
  ),
];
