import type { CellPath } from '../../../config/catalogue/form.ts';
import { changeCells, type Draft, type TrueCell, withTruth } from '../draft.ts';
import type { MatrixCell } from '../matrix.ts';
import type { Random } from '../random.ts';
import { type Breakage, doubtful, plain } from './breakage.ts';

const isValue = (cell: MatrixCell): cell is MatrixCell & { path: CellPath } =>
  cell.kind === 'value' && cell.path !== undefined;

const isAmount = (path: CellPath): boolean => path.endsWith('/amount');

/** Prints some of the values in another way. */
const printed = (draft: Draft, random: Random, share: number, print: (text: string, path: CellPath) => string): Draft =>
  changeCells(draft, (cell) =>
    isValue(cell) && random.chance(share) ? { ...cell, text: print(cell.text, cell.path) } : cell,
  );

/** Prints a mark instead of some values; the truth becomes that mark. */
function replaced(draft: Draft, random: Random, share: number, text: () => string, truth: TrueCell): Draft {
  const changed: [CellPath, TrueCell][] = [];
  const result = changeCells(draft, (cell) => {
    if (!isValue(cell) || !random.chance(share)) return cell;
    changed.push([cell.path, truth]);
    return { ...cell, text: text(), mark: undefined };
  });
  return withTruth(result, changed);
}

const fullWidth = (text: string): string =>
  [...text].map((c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0)).join('');

const grouped = (text: string, separator: string): string => {
  const [whole = '', decimals] = text.split('.');
  const groups = whole.replace(/\B(?=(?:\d{3})+(?!\d))/gu, separator);
  return decimals === undefined ? groups : `${groups}.${decimals}`;
};

export const VALUE_BREAKAGES: readonly Breakage[] = [
  plain('full-width numbers', (draft, random) => printed(draft, random, random.pick([0.2, 1]), fullWidth)),
  plain('thousands separators', (draft, random) => {
    const separator = random.pick([',', '，', ' ', ',']);
    return printed(draft, random, 1, (text) => grouped(text, separator));
  }),
  plain('units behind numbers', (draft, random) =>
    printed(
      draft,
      random,
      0.5,
      (text, path) =>
        `${text}${isAmount(path) ? '万元' : path.startsWith('proactive') ? random.pick(['件', '项']) : '件'}`,
    ),
  ),
  doubtful('an amount in yuan', (draft, random) =>
    printed(draft, random, 1, (text, path) => (isAmount(path) ? `${Math.round(Number(text) * 10_000)}元` : text)),
  ),
  plain('white space around numbers', (draft, random) =>
    printed(draft, random, 0.5, (text) =>
      random.pick([` ${text}`, `${text} `, `\u3000${text}`, `\u00a0${text}\u00a0`]),
    ),
  ),
  plain('footnote marks behind numbers', (draft, random) =>
    changeCells(draft, (cell) =>
      isValue(cell) && random.chance(0.03) ? { ...cell, mark: random.pick(['1', '2', '①', '[1]', '*']) } : cell,
    ),
  ),
  plain('signed changes', (draft, random) =>
    printed(draft, random, 1, (text, path) =>
      path.endsWith('/change')
        ? Number(text) > 0
          ? random.pick(['+', '增加', '＋']) + text
          : text.replace('-', random.pick(['-', '－', '−', '减少']))
        : text,
    ),
  ),
  plain('blank cells', (draft, random) => replaced(draft, random, 0.04, () => '', { value: null, status: 'blank' })),
  plain('marks for nothing', (draft, random) =>
    replaced(draft, random, 0.05, () => random.pick(['/', '—', '-', '无', '——', '／', '－']), {
      value: null,
      status: 'notApplicable',
    }),
  ),
  plain('a whole table of blanks for zeros', (draft, random) => {
    const changed: [CellPath, TrueCell][] = [];
    const result = changeCells(draft, (cell) => {
      if (!isValue(cell) || cell.text !== '0' || random.chance(0.1)) return cell;
      changed.push([cell.path, { value: null, status: 'blank' }]);
      return { ...cell, text: '', mark: undefined };
    });
    return withTruth(result, changed);
  }),
  doubtful('spaces inside numbers', (draft, random) =>
    printed(draft, random, 0.5, (text) => (/^\d{2,}$/u.test(text) ? `${text.slice(0, 1)} ${text.slice(1)}` : text)),
  ),
  doubtful('line breaks inside numbers', (draft, random) =>
    printed(draft, random, 0.5, (text) => (/^\d{3,}$/u.test(text) ? `${text.slice(0, 2)}\n${text.slice(2)}` : text)),
  ),
  doubtful('remarks inside value cells', (draft, random) =>
    printed(draft, random, 0.03, (text) =>
      text === ''
        ? text
        : random.pick([
            `约${text}`,
            `${text}余`,
            `${text}（其中1件转办）`,
            `（${text}）`,
            `${text}/${text}`,
            `${text}；0`,
          ]),
    ),
  ),
  doubtful('zeros as letters and rings', (draft, random) =>
    printed(draft, random, 0.3, (text) => (text === '0' ? random.pick(['O', 'o', '〇', '○']) : text)),
  ),
  plain('numbers with needless decimals', (draft, random) =>
    printed(draft, random, 0.2, (text) => (/^\d+$/u.test(text) ? `${text}.0` : text)),
  ),
  doubtful('a number that breaks the sums', (draft, random) => {
    const changed: [CellPath, TrueCell][] = [];
    const result = changeCells(draft, (cell) => {
      if (!isValue(cell) || !/^\d+$/u.test(cell.text) || !random.chance(0.02)) return cell;
      const text = String(Number(cell.text) + random.integer(1, 9));
      changed.push([cell.path, { value: Number(text), status: 'reported' }]);
      return { ...cell, text };
    });
    return withTruth(result, changed);
  }),
];
