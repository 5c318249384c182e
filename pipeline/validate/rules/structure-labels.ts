import { distance } from 'fastest-levenshtein';
import {
  applicationGroups,
  type CellPath,
  cellPath,
  columnsOf,
  proactiveDisclosure,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../../../config/catalogue/form.ts';
import type { Label } from '../../contracts/report.ts';
import { AS_OUR_READING, isLabelOurs, namesCells } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { isPieceOf, labelBody, labelText } from '../label-words.ts';
import { tableName } from '../place-name.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';

const FORM = '国办公开办函〔2021〕30号、国办公开办函〔2019〕60号所附报告格式';

interface KnownWording {
  readonly label: string;
  readonly bodies: readonly string[];
}

const wording = (label: string, aliases: readonly string[]): KnownWording => ({
  label,
  bodies: [label, ...aliases].map(labelBody),
});

const OFFICIAL: ReadonlyMap<string, KnownWording> = new Map([
  ...TABLE_KEYS.flatMap((t) => rowsOf(t).map((r) => [`${t}/row/${r.key}`, wording(r.label, r.aliases)] as const)),
  ...TABLE_KEYS.flatMap((t) => columnsOf(t).map((c) => [`${t}/column/${c.key}`, wording(c.label, c.aliases)] as const)),
  ...Object.entries(applicationGroups).map(
    ([key, label]) => [`applications/group/${key}`, wording(label, [])] as const,
  ),
]);

/** A label that differs from the form in words, but little enough to be the same label. */
interface Difference {
  readonly table: TableKey;
  readonly label: Label;
  readonly official: string;
  readonly printed: string;
  readonly body: string;
  readonly inverts: boolean;
}

const NEGATION = /[未不无非没]/gu;
const negations = (text: string): number => text.match(NEGATION)?.length ?? 0;
const withoutNegations = (text: string): string => text.replace(NEGATION, '');

/** A negation more, fewer or in another place: 未逾期按 in place of 逾期未按. */
const negatesOtherwise = (body: string, official: string): boolean =>
  negations(body) !== negations(official) || withoutNegations(body) === withoutNegations(official);

/** Characters more or less with which a changed label is still one label and not two run together. */
const INSERTED = 3;

/** Characters that may be missing at an end of a label before it looks cut off by a page or a column. */
const CUT = 2;

function differenceOf(table: TableKey, label: Label, limit: number, exact: boolean): Difference | 'unsure' | null {
  const known = OFFICIAL.get(`${table}/${label.axis}/${label.key}`);
  if (!known || label.text === known.label) return null;
  const body = labelBody(label.text);
  if (body === '' || known.bodies.includes(body)) return null;
  const [nearest] = known.bodies.toSorted((a, b) => distance(body, a) - distance(body, b));
  const official = nearest!;
  // a label that was cut, or run together with its neighbour, is more likely our reading than the agency's doing
  const partial = official.startsWith(body) || official.endsWith(body) || body.includes(official);
  if (partial && !exact && Math.abs(body.length - official.length) > CUT) return 'unsure';
  if (distance(body, official) / Math.max(body.length, official.length) > limit) return 'unsure';
  const inverts = negatesOtherwise(body, official) && Math.abs(body.length - official.length) <= INSERTED && !partial;
  return { table, label, official: known.label, printed: label.text.replace(/\s+/gu, ''), body, inverts };
}

/** The total column of table four and the unit note of table two have rules of their own. */
const isElsewhere = (table: TableKey, label: Label): boolean =>
  label.axis === 'column' &&
  ((table === 'remedies' && label.key === 'total') || (table === 'proactiveDisclosure' && label.key === 'amount'));

/** Rows that a column label heads: a band of table two, a remedy of table four. */
function bandOf(evidence: Evidence, table: TableKey, label: Label): readonly string[] | undefined {
  if (label.axis !== 'column' || label.block === null) return undefined;
  if (table === 'remedies') return [label.block];
  const { block } = label;
  return evidence.form === null
    ? undefined
    : proactiveDisclosure.blocks[evidence.form].find((b) => b.rows.includes(block))?.rows;
}

const known = new WeakMap<Evidence, readonly (Difference | 'unsure')[]>();

/** Asked for by two rules, worked out once a report. */
function differences(evidence: Evidence): readonly (Difference | 'unsure')[] {
  const found = known.get(evidence) ?? findDifferences(evidence);
  known.set(evidence, found);
  return found;
}

function findDifferences(evidence: Evidence): readonly (Difference | 'unsure')[] {
  const exact = namesCells(evidence.report);
  const seen = new Set<string>();
  return TABLE_KEYS.flatMap((table) =>
    (evidence.table(table)?.labels ?? []).flatMap((label): readonly (Difference | 'unsure')[] => {
      if (label.key === null || isElsewhere(table, label)) return [];
      const difference = differenceOf(table, label, evidence.thresholds.labelDistance, exact);
      if (difference === null) return [];
      if (difference === 'unsure') return [difference];
      // a header repeated on the next page is the same label again
      const repeated = `${table}/${label.axis}/${label.key}/${bandOf(evidence, table, label)}/${difference.body}`;
      if (seen.has(repeated)) return [];
      seen.add(repeated);
      return [difference];
    }),
  );
}

function cellsOfLabel(evidence: Evidence, table: TableKey, label: Label): readonly CellPath[] {
  const rows = evidence.table(table)?.rows ?? {};
  const key = label.key!;
  if (label.axis === 'row') return Object.keys(rows[key] ?? {}).map((c) => cellPath(table, key, c));
  if (label.axis !== 'column') return [];
  const block = bandOf(evidence, table, label);
  return Object.keys(rows)
    .filter((row) => rows[row]?.[key] !== undefined && (block === undefined || block.includes(row)))
    .map((row) => cellPath(table, row, key));
}

/** What differs, with what is equal at both ends left out: “机”应为“及”. */
function changeWords(printed: string, official: string): string {
  const [a, b] = [labelText(printed), labelText(official)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [wrong, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (wrong === '') return `漏“${right}”`;
  if (right === '') return `多“${wrong}”`;
  return `“${wrong}”应为“${right}”`;
}

function faultOf(evidence: Evidence, d: Difference, consequence: string): Fault {
  const cells = cellsOfLabel(evidence, d.table, d.label);
  const ours = isLabelOurs(
    evidence.report,
    cells.map((path) => evidence.cell(path)),
    d.label.axis === 'column' &&
      (isPieceOf(d.printed, d.official) ||
        columnsOf(d.table).some((c) => c.key !== d.label.key && labelBody(c.label) === d.body)),
  );
  return {
    message: `${tableName(d.table)}的名称“${d.printed}”与规定格式不一致：${changeWords(d.printed, d.official)}${consequence}。`,
    cells,
    expected: d.official,
    actual: d.printed,
    quote: d.printed,
    key: `${d.label.axis}/${d.label.key}/${bandOf(evidence, d.table, d.label)?.[0] ?? ''}`,
    ...(!ours ? {} : d.inverts ? AS_OUR_READING : { cause: AS_OUR_READING.cause }),
    suggestion: `改为“${d.official}”。`,
  };
}

const judged =
  (inverts: boolean, consequence: string) =>
  (evidence: Evidence): readonly Instance[] => {
    if (!evidence.whole) return [UNSURE];
    const found = differences(evidence);
    if (found.length === 0) return [PASS];
    return found.map((d): Instance => {
      if (d === 'unsure') return UNSURE;
      return d.inverts === inverts ? fail(faultOf(evidence, d, consequence)) : PASS;
    });
  };

const UNIT_NOTE = /\(单位:万元\)/u;

function unitNote(evidence: Evidence): readonly Instance[] {
  const labels =
    evidence.table('proactiveDisclosure')?.labels.filter((l) => l.axis === 'column' && l.key === 'amount') ?? [];
  const [label] = labels;
  if (!label) return [NA];
  const printed = label.text.replace(/\s+/gu, '');
  if (UNIT_NOTE.test(`${labelText(printed)}`)) return [PASS];
  const path = 'proactiveDisclosure/administrativeFees/amount';
  const ours = isLabelOurs(evidence.report, [evidence.cell(path)]);
  return failEach([
    {
      message: `主动公开情况表收费金额的单位写作“${printed}”，规定为“单位：万元”。`,
      cells: [path],
      ...(ours ? { cause: AS_OUR_READING.cause } : {}),
      expected: '本年收费金额（单位：万元）',
      actual: printed,
      quote: printed,
      suggestion: '恢复规定的单位说明，并核对金额以万元计。',
    },
  ]);
}

export const STRUCTURE_LABEL_RULES: readonly Rule[] = [
  {
    id: 'structure.label',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '行列名称与规定格式不一致',
    explanation: '表格的行名、列名应与规定格式一致，不得改动。逐字指出差异。',
    basis: FORM,
    formula: null,
    thresholds: ['labelDistance'],
    check: judged(false, ''),
    passes: { labels: { 'applications/row/disclosed': '(一) 予以公开' } },
    fails: { labels: { 'applications/row/withheld.threeSecuritiesOneStability': '3.危机“三安全一稳定”' } },
  },
  {
    id: 'structure.label-inverts',
    severity: 'error',
    versions: VERSIONS.both,
    title: '行列名称改变了意思',
    explanation: '名称多了或少了否定词，意思相反，所填数字不再可用。',
    basis: FORM,
    formula: null,
    thresholds: ['labelDistance'],
    check: judged(true, '，意思相反'),
    passes: {},
    fails: {
      labels: {
        'applications/row/otherHandling.feeNotPaid':
          '2.申请人未逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      },
    },
  },
  {
    id: 'structure.unit-note',
    severity: 'warning',
    versions: VERSIONS.only2021,
    title: '收费金额的单位说明被改动',
    explanation: '行政事业性收费的金额以万元为单位，单位说明应与规定格式一致。',
    basis: '国办公开办函〔2021〕30号所附报告格式',
    formula: null,
    check: unitNote,
    passes: {},
    fails: { labels: { 'proactiveDisclosure/column/amount': '本年收费金额（单位：万元，保留4位小数）' } },
  },
];
