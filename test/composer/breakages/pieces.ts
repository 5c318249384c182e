import type { TableKey } from '../../../config/catalogue/form.ts';
import { changeTables, type Draft, type Part, piecesOf, replaceTables, tablePart } from '../draft.ts';
import {
  type Continuation,
  insertColumn,
  insertRow,
  type Matrix,
  type MatrixCell,
  removeColumn,
  rowsBetween,
  stacked,
  transposed,
} from '../matrix.ts';
import { composeNumbers } from '../numbers.ts';
import { line } from '../prose.ts';
import { type Random, randomFrom } from '../random.ts';
import { proactiveBands, remediesApart, remediesRows } from '../tables.ts';
import { type Breakage, doubtful, plain } from './breakage.ts';

const BREAKABLE: readonly TableKey[] = ['applications', 'proactiveDisclosure'];

const headOf = (matrix: Matrix): Matrix => rowsBetween(matrix, 0, matrix.headRows);

/** Cuts a table into pieces below the given rows. */
function pieces(matrix: Matrix, cuts: readonly number[], how: Continuation, headed: boolean): Matrix[] {
  const edges = [0, ...cuts, matrix.rows];
  return edges.slice(1).map((to, i) => {
    const piece = rowsBetween(matrix, edges[i]!, to, how);
    return i > 0 && headed && matrix.headRows > 0
      ? stacked({ ...headOf(matrix), headRows: matrix.headRows }, piece)
      : piece;
  });
}

const cutsIn = (matrix: Matrix, random: Random, count: number): number[] =>
  matrix.rows - matrix.headRows < 3
    ? []
    : [...new Set(Array.from({ length: count }, () => random.integer(matrix.headRows + 1, matrix.rows - 1)))].toSorted(
        (a, b) => a - b,
      );

/** Cuts tables; between the pieces stands what `between` gives. */
const torn =
  (
    how: Continuation,
    headed: boolean,
    between: readonly string[] = [],
    change: (matrix: Matrix, random: Random) => Matrix = (m) => m,
  ) =>
  (draft: Draft, random: Random): Draft =>
    BREAKABLE.reduce(
      (d, key) =>
        replaceTables(d, key, (part) =>
          pieces(
            part.matrix,
            cutsIn(part.matrix, random, random.integer(1, 3)),
            how,
            headed && key === 'applications',
          ).flatMap((piece, i): Part[] => [
            ...(i > 0 ? between.map((text) => line('caption', text)) : []),
            tablePart(key, i > 0 ? change(piece, random) : piece),
          ]),
        ),
      draft,
    );

/** Cuts one row in two: the upper half of its label with the values, the lower half of its label without. */
function tornInRow(matrix: Matrix, random: Random): Matrix[] {
  const rows = Array.from({ length: matrix.rows - matrix.headRows }, (_, i) => i + matrix.headRows).filter((r) =>
    matrix.cells.some((c) => c.row === r && c.kind === 'label' && c.rowSpan === 1 && c.text.length > 6),
  );
  if (rows.length === 0) return [matrix];
  const at = random.pick(rows);
  const above = random.chance(0.7);
  const doubled = insertRow(
    matrix,
    at + 1,
    matrix.cells.filter((c) => c.row === at && c.rowSpan === 1).map((c) => half(c, !above, true)),
  );
  const cut = {
    ...doubled,
    cells: doubled.cells.map((c) => (c.row === at && c.rowSpan === 1 ? half(c, above, false) : c)),
  };
  return [rowsBetween(cut, 0, at + 1, 'blank'), rowsBetween(cut, at + 1, cut.rows, 'blank')];
}

const half = (cell: MatrixCell, values: boolean, lower: boolean): MatrixCell => {
  if (cell.kind === 'value') return values ? cell : { ...cell, text: '', path: undefined };
  if (cell.kind !== 'label') return cell;
  const middle = Math.ceil(cell.text.length / 2);
  return { ...cell, text: lower ? cell.text.slice(middle) : cell.text.slice(0, middle) };
};

const oneRowEach = (matrix: Matrix): Matrix[] =>
  Array.from({ length: matrix.rows }, (_, r) => rowsBetween(matrix, r, r + 1, 'blank'));

const bandsOf = (draft: Draft): Matrix[] =>
  proactiveBands(draft.facts, draft.numbers).map((band) => reprinted(draft, band));

/** The values of a fresh table as the draft prints them by now. */
function reprinted(draft: Draft, matrix: Matrix): Matrix {
  const printed = new Map(
    draft.parts.flatMap((p) =>
      p.kind === 'table' ? p.matrix.cells.flatMap((c) => (c.path ? [[c.path, c] as const] : [])) : [],
    ),
  );
  return {
    ...matrix,
    cells: matrix.cells.map((c) => {
      const now = c.path && printed.get(c.path);
      return now ? { ...c, text: now.text, mark: now.mark } : c;
    }),
  };
}

/** Bands next to one another in one table, as wide pages have them. */
const sideBySide = (left: Matrix, right: Matrix): Matrix => {
  const rows = Math.max(left.rows, right.rows);
  const grown = (m: Matrix): Matrix =>
    Array.from({ length: rows - m.rows }).reduce<Matrix>((x) => insertRow(x, x.rows), m);
  const [l, r] = [grown(left), grown(right)];
  return {
    ...l,
    columns: l.columns + r.columns,
    cells: [...l.cells, ...r.cells.map((c) => ({ ...c, column: c.column + l.columns }))],
  };
};

/** Layouts of the form that agencies choose instead of the official one. */
export const LAYOUT_BREAKAGES: readonly Breakage[] = [
  plain('table two in four tables', (draft) =>
    replaceTables(draft, 'proactiveDisclosure', () =>
      bandsOf(draft).map((band) => tablePart('proactiveDisclosure', band)),
    ),
  ),
  plain('bands of table two side by side', (draft) => {
    const bands = bandsOf(draft);
    return replaceTables(draft, 'proactiveDisclosure', () =>
      bands.flatMap((band, i) =>
        i % 2 === 1 ? [] : [tablePart('proactiveDisclosure', bands[i + 1] ? sideBySide(band, bands[i + 1]!) : band)],
      ),
    );
  }),
  plain('table four in three labelled rows', (draft) =>
    replaceTables(draft, 'remedies', () => [tablePart('remedies', reprinted(draft, remediesRows(draft.numbers)))]),
  ),
  plain('table four in three tables', (draft) =>
    replaceTables(draft, 'remedies', () =>
      remediesApart(draft.numbers).map((m) => tablePart('remedies', reprinted(draft, m))),
    ),
  ),
  plain('table two in the form of 2019', (draft) => {
    if (draft.facts.kind === '2019' || piecesOf(draft, 'proactiveDisclosure') > 1) return draft;
    const facts = { ...draft.facts, kind: '2019' as const };
    const numbers = composeNumbers(randomFrom(facts.year), facts);
    const isOfTable = (path: string): boolean => path.startsWith('proactiveDisclosure/');
    const bands = proactiveBands(facts, numbers);
    const printed = [...numbers].filter(([path]) => isOfTable(path));
    return {
      ...replaceTables(draft, 'proactiveDisclosure', () => [
        tablePart(
          'proactiveDisclosure',
          bands.reduce((all, band) => stacked(all, band)),
        ),
      ]),
      truth: new Map([
        ...[...draft.truth].filter(([path]) => !isOfTable(path)),
        ...printed.map(([path, text]) => [path, { value: Number(text), status: 'reported' }] as const),
      ]),
    };
  }),
];

export const PIECE_BREAKAGES: readonly Breakage[] = [
  plain('torn, group labels repeated', torn('repeated', false)),
  plain('torn, header repeated', torn('repeated', true)),
  plain('torn, group labels left blank', torn('blank', false)),
  plain('torn, group labels continued', torn('continued', true, ['续表'])),
  plain('torn, group labels cut in two', torn('halved', false)),
  plain('torn, with a page number between', torn('blank', false, ['— 3 —'])),
  plain(
    'torn, an extra blank column in the rest',
    torn('blank', false, [], (piece) => insertColumn(piece, piece.columns)),
  ),
  plain(
    'torn, a narrow column in the rest',
    torn('blank', false, [], (piece, random) => insertColumn(piece, random.integer(0, piece.columns))),
  ),
  plain(
    'torn, without the column of the outer label',
    torn('blank', false, [], (piece) => (piece.labelColumns === 3 ? removeColumn(piece, 0) : piece)),
  ),
  plain('a row torn in two', (draft, random) =>
    replaceTables(draft, 'applications', (part) =>
      tornInRow(part.matrix, random).map((m) => tablePart('applications', m)),
    ),
  ),
  plain('a table for every row', (draft, random) =>
    replaceTables(draft, random.pick(['applications', 'proactiveDisclosure', 'remedies'] as const), (part) =>
      oneRowEach(part.matrix).map((m) => tablePart(part.table, m)),
    ),
  ),
  plain('the header in a table of its own', (draft, random) =>
    replaceTables(draft, random.pick(['applications', 'remedies'] as const), (part) => [
      tablePart(part.table, headOf(part.matrix)),
      tablePart(part.table, rowsBetween(part.matrix, part.matrix.headRows, part.matrix.rows)),
    ]),
  ),
  plain('the header repeated in the middle', (draft, random) =>
    changeTables(
      draft,
      (matrix) => {
        const at = random.integer(matrix.headRows + 1, matrix.rows - 1);
        const [upper, lower] = [rowsBetween(matrix, 0, at), rowsBetween(matrix, at, matrix.rows)];
        return stacked(stacked(upper, headOf(matrix)), lower);
      },
      'applications',
    ),
  ),
  doubtful('a page break that lost a header row', (draft) =>
    changeTables(
      draft,
      (matrix) => (matrix.headRows === 3 ? rowsBetween(matrix, 2, matrix.rows) : matrix),
      'applications',
    ),
  ),
  doubtful(
    'a table turned on its side',
    (draft, random) => {
      const key = random.pick(['applications', 'remedies'] as const);
      const turn = (matrix: Matrix): Matrix => (matrix.cells.some((c) => c.hidden) ? matrix : transposed(matrix));
      return piecesOf(draft, key) > 1 ? draft : changeTables(draft, turn, key);
    },
    ['html', 'docx'],
  ),
];
