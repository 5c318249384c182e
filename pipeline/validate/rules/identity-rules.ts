import type { TableKey } from '../../../config/catalogue/form.ts';
import { IDENTITIES } from '../../../config/catalogue/identities.ts';
import type { Finding } from '../../contracts/finding.ts';
import { causeOf } from '../cause.ts';
import type { SumCause } from '../causes.ts';
import type { Evidence } from '../evidence.ts';
import { type Evaluation, formulaOf, type Operand } from '../identity.ts';
import type { Localisation, Suspect } from '../locate.ts';
import { columnName, rowName, tableName } from '../place-name.ts';
import { type Fault, fail, type Instance, NA, PASS, UNSURE } from '../rule.ts';

export const basisOf = (rule: string): string => IDENTITIES.find((i) => i.rule === rule)!.basis;

type Repairs = NonNullable<Finding['repairs']>;

/** Suspects stand in one table, which the finding names. */
function repair({ path, actual, repaired }: Suspect): string {
  const [table, row, column] = path.split('/') as [TableKey, string, string];
  return `“${rowName(table, row)}”行“${columnName(table, column)}”列由${actual}改为${repaired}`;
}
/** Candidates that a suggestion shows. */
const SHOWN_PAIRS = 2;

/** What the numbers themselves say about where the slip is, for a sum of table three; candidates only, never a correction. */
export function repairWords(localisation: Localisation, concerned: readonly string[]): string | null {
  if (localisation.kind === 'none') return null;
  if (localisation.kind === 'one') {
    return concerned.includes(localisation.suspect.path)
      ? `从各项勾稽看，疑似错在一处：${repair(localisation.suspect)}后全部成立。请核实。`
      : null;
  }
  const here = localisation.candidates
    .filter((pair) => pair.some((s) => concerned.includes(s.path)))
    .slice(0, SHOWN_PAIRS);
  if (here.length === 0) return null;
  return `从各项勾稽看，可能错在两处，例如：${here.map(([a, b]) => `${repair(a)}，同时${repair(b)}`).join('；或者')}。请核实。`;
}

/** Blank cells that a suggestion names with the number they want. */
const SHOWN_BLANKS = 6;

/** A line that was not filled in is named as such, with what its cells should be; null for any other cause. */
function blankWords(changes: readonly Suspect[], evaluations: readonly Evaluation[]): string | null {
  const operands = evaluations.flatMap((e) => [...e.left, ...e.right]);
  const isBlank = ({ path }: Suspect): boolean => operands.find((o) => o.path === path)?.cell.status === 'blank';
  if (changes.length < 2 || !changes.every(isBlank)) return null;
  const places = changes.map(({ path, repaired }) => {
    const [table, row, column] = path.split('/') as [TableKey, string, string];
    return { row: `“${rowName(table, row)}”行`, column: `“${columnName(table, column)}”列`, repaired };
  });
  const isColumn = places.every(({ column }) => column === places[0]!.column);
  const line = isColumn ? `${places[0]!.column}有${places.length}行空白` : `${places[0]!.row}有${places.length}列空白`;
  const shown = places.slice(0, SHOWN_BLANKS).map((p) => `${isColumn ? p.row : p.column}应为${p.repaired}`);
  return `${line}而未填写，从各项勾稽看：${shown.join('，')}${places.length > SHOWN_BLANKS ? '等' : ''}。请填写。`;
}

/** What `repairWords` says, as data. */
export function repairsOf(localisation: Localisation, concerned: readonly string[]): Repairs {
  const ways =
    localisation.kind === 'none'
      ? []
      : localisation.kind === 'one'
        ? [[localisation.suspect]]
        : localisation.candidates.slice(0, SHOWN_PAIRS);
  return asRepairs(ways.filter((way) => way.some((s) => concerned.includes(s.path))));
}

const asRepairs = (ways: readonly (readonly Suspect[])[]): Repairs =>
  ways.map((way) => way.map(({ path, actual, repaired }) => ({ cell: path, actual, repaired })));

/** The same for a cause that is one of several: the sums that it explains hold once it is mended, the others do not. */
function causeWords({ candidates, evaluations }: SumCause): string | null {
  if (candidates.length === 0) return null;
  const blank = blankWords(candidates[0]!, evaluations);
  if (blank !== null) return blank;
  const ways = candidates.slice(0, SHOWN_PAIRS).map((changes) => changes.map(repair).join('，同时'));
  return `从各项勾稽看，疑似${ways.join('；或者')}，此后有关的${evaluations.length}项勾稽成立。请核实。`;
}

/** In a row of its own sums only, each cell could be the wrong one: the total is named first. */
function anyOf(e: Evaluation): string {
  const total = e.right[0]!;
  const parts = e.left.filter((o) => (o.cell.value ?? 0) - (e.leftSum - e.rightSum) >= 0);
  const others = parts.map(
    (o) =>
      `${columnName(e.identity.table, o.path.split('/')[2]!)}应为${(o.cell.value ?? 0) - (e.leftSum - e.rightSum)}`,
  );
  return `总计应为${e.leftSum}${total.cell.value === null ? '（现为空白）' : ''}${others.length > 0 ? `，或者${others.join('，或者')}` : ''}。请核实。`;
}

const lineName = (e: Evaluation): string => {
  const { table, along } = e.identity;
  const words = along === 'row' ? `“${rowName(table, e.line)}”行` : `“${columnName(table, e.line)}”列`;
  return `${tableName(table as TableKey)}${words}`;
};

/** What a side amounts to; a lone cell that is blank is said to be so. */
const sideWords = (operands: readonly Operand[], sum: number): string =>
  operands.length === 1 && operands[0]!.cell.status === 'blank' ? '空白（按0计）' : String(sum);

/** What the numbers say about where the slip is, in words and as data. */
function slipOf(evidence: Evidence, e: Evaluation, cells: readonly string[]): Pick<Fault, 'suggestion' | 'repairs'> {
  if (e.identity.table === 'remedies') return { suggestion: anyOf(e), repairs: [] };
  const localised = repairWords(evidence.localisation(), cells);
  if (localised !== null) return { suggestion: localised, repairs: repairsOf(evidence.localisation(), cells) };
  const cause = evidence.causes().find(({ evaluations }) => evaluations.includes(e));
  if (cause === undefined) return { suggestion: null };
  return { suggestion: causeWords(cause), repairs: asRepairs(cause.candidates.slice(0, SHOWN_PAIRS)) };
}

/** Each line of the report that one identity of the form was put to. */
export const identityInstances =
  (rule: string, statement: string) =>
  (evidence: Evidence): readonly Instance[] => {
    const evaluations = evidence.evaluations().filter((e) => e.identity.rule === rule);
    if (evaluations.length === 0) return [NA];
    return evaluations.map((e): Instance => {
      if (e.state === 'unsure') return UNSURE;
      if (e.state !== 'fail') return PASS;
      const operands = [...e.left, ...e.right];
      const cells = operands.map((o) => o.path);
      const cause = causeOf(
        operands.map((o) => o.cell),
        evidence.thresholds.lowConfidence,
      );
      return fail({
        message: `${lineName(e)}${statement}：${sideWords(e.left, e.leftSum)}与${sideWords(e.right, e.rightSum)}相差${Math.round(Math.abs(e.leftSum - e.rightSum) * 1e6) / 1e6}。`,
        // what was read with doubt is put to the reviewer first, not returned to the agency
        ...(cause === 'extraction' ? { severity: 'warning' as const } : {}),
        cause,
        formula: formulaOf(e),
        cells,
        expected: e.leftSum,
        actual: e.rightSum,
        ...slipOf(evidence, e, cells),
      });
    });
  };
