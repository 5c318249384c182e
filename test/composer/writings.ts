import type { CellPath } from '../../config/catalogue/form.ts';
import { changeCells, type Draft, replaceTables, type TrueCell, withTruth } from './draft.ts';
import { insertRow, type MatrixCell } from './matrix.ts';
import type { Random } from './random.ts';

/** What the contract of all readers has its reports say, however they are printed. */

const fullWidth = (text: string): string =>
  text.replace(/[\d.]/gu, (c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0));
const grouped = (text: string): string => text.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/gu, ',');
const CAPITALS = '零壹贰叁肆伍陆柒捌玖';

/** Ways of writing a number in a cell that leave no doubt what it is. */
const WRITINGS: readonly ((text: string, unit: string) => string)[] = [
  fullWidth,
  grouped,
  (text, unit) => `${text}${unit}`,
  (text, unit) => `${text}（${unit}）`,
  (text, unit) => `共${text}${unit}`,
  (text) => `${text}①`,
  (text) => `①${text}`,
  (text) => `\u2068${text}\u2069`,
  (text) => `\u202d${text}\u202c`,
  (text) => (/^\d$/u.test(text) ? CAPITALS[Number(text)]! : text),
];

const NOTHING: readonly (readonly [string, TrueCell])[] = [
  ['/', { value: null, status: 'notApplicable' }],
  ['—', { value: null, status: 'notApplicable' }],
  ['无', { value: null, status: 'notApplicable' }],
  ['', { value: null, status: 'blank' }],
];

/** The report with its numbers written in several ways, and with marks and blanks for some of them. */
export function writtenBy(random: Random, draft: Draft): Draft {
  const changed: [CellPath, TrueCell][] = [];
  const result = changeCells(draft, (cell) => {
    if (cell.kind !== 'value' || cell.path === undefined) return cell;
    if (random.chance(0.06)) {
      const [text, truth] = random.pick(NOTHING);
      changed.push([cell.path, truth]);
      return { ...cell, text };
    }
    const unit = cell.path.endsWith('/amount') ? '万元' : random.pick(['件', '宗', '项', '人次']);
    return random.chance(0.4) ? { ...cell, text: random.pick(WRITINGS)(cell.text, unit) } : cell;
  });
  return withTruth(result, changed);
}

export const EXTRA = ['71861', '71', '71255'];

/** The report with a row of the agency's own making below the last row of the first band of table two. */
export function withExtraRow(draft: Draft, label: string): Draft {
  return replaceTables(draft, 'proactiveDisclosure', (part) => {
    const last = part.matrix.cells.find((cell) => cell.path === 'proactiveDisclosure/normativeDocuments/issued')!;
    const given = [label, ...EXTRA].map(
      (text, column): MatrixCell => ({
        text,
        kind: column === 0 ? 'label' : 'value',
        row: last.row + 1,
        column,
        rowSpan: 1,
        columnSpan: 1,
      }),
    );
    return [{ ...part, matrix: insertRow(part.matrix, last.row + 1, given) }];
  });
}
