import { type CellPath, TABLE_KEYS, type TableKey } from '../../../config/catalogue/form.ts';
import type { DoubtCode } from '../../contracts/doubt.ts';
import type { Cell } from '../../contracts/report.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import { cellName, cellNamesWithin, tableName } from '../place-name.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule } from '../rule.ts';

type Condition = (cell: Cell, path: CellPath) => boolean;

const oddCellsWhere = (evidence: Evidence, table: TableKey, condition: Condition): readonly CellPath[] =>
  evidence.oddCells().flatMap(([path, cell]) => (path.startsWith(table) && condition(cell, path) ? [path] : []));

/** One finding for each table that has such cells, with all of them. */
const perTable =
  (condition: Condition, words: (table: TableKey, cells: readonly CellPath[]) => Fault) =>
  (evidence: Evidence): readonly Instance[] =>
    TABLE_KEYS.map((table) => {
      if (evidence.table(table) === null) return NA;
      const cells = oddCellsWhere(evidence, table, condition);
      return cells.length === 0 ? PASS : fail({ cells, ...words(table, cells) });
    });

/** The same with cells apart that we may have read wrong: they are told as ours. */
const perTableAndCause =
  (condition: Condition, words: (table: TableKey, cells: readonly CellPath[]) => Fault) =>
  (evidence: Evidence): readonly Instance[] => {
    const isSure: Condition = (cell) => causeOf([cell], evidence.thresholds.lowConfidence) === 'agency';
    const unsure = perTable(
      (cell, path) => condition(cell, path) && !isSure(cell, path),
      (table, cells) => ({ ...words(table, cells), cause: 'extraction', key: 'unsure' }),
    );
    return [
      ...perTable((cell, path) => condition(cell, path) && isSure(cell, path), words)(evidence),
      ...unsure(evidence).filter(({ result }) => result === 'fail'),
    ];
  };

/** One finding for each such cell. */
const perCell =
  (condition: Condition, words: (cell: Cell, path: CellPath) => Fault) =>
  (evidence: Evidence): readonly Instance[] =>
    failEach(
      TABLE_KEYS.flatMap((table) =>
        oddCellsWhere(evidence, table, condition).map((path): Fault => {
          const cell = evidence.cell(path)!;
          const cause = causeOf([cell], evidence.thresholds.lowConfidence);
          const doubt = cause === 'extraction' ? { severity: 'warning' as const } : {};
          return { cause, ...doubt, cells: [path], ...words(cell, path) };
        }),
      ),
    );

const isAmount = (path: CellPath): boolean => path.endsWith('/amount');
const isDelta = (path: CellPath): boolean => path.endsWith('/change');

const UNIT_INSIDE = /\d\s*(?:件次|件|条|份|个|项|宗|起|次|万元|亿元|元)\s*$/u;
const THOUSANDS = /\d[,，]\d{3}/u;
const LEADING_ZERO = /^[-+]?0\d/u;
const OTHER_DIGITS = /[０-９①-⑳㉑-㉟㊱-㊿⓪一二三四五六七八九十百千零〇]/u;
/** Said by structure rules with the row concerned. */
const OF_STRUCTURE: ReadonlySet<DoubtCode> = new Set(['value-count', 'row-missing', 'not-a-number']);

const isNormalised: Condition = ({ raw, status, needsReview }) =>
  status === 'reported' &&
  !needsReview &&
  (THOUSANDS.test(raw) || LEADING_ZERO.test(raw.trim()) || OTHER_DIGITS.test(raw));

const isDoubtful =
  (threshold: number): Condition =>
  ({ status, confidence, needsReview, doubts }) => {
    if (status === 'absent' || !(needsReview || confidence < threshold)) return false;
    return doubts.length === 0 || doubts.some((r) => !OF_STRUCTURE.has(r));
  };

const FILL_IN = '国办公开办函〔2021〕30号所附报告格式：表内各项均填数字，没有的填0';

export const CELL_RULES: readonly Rule[] = [
  {
    id: 'cell.blank',
    severity: 'warning',
    versions: 'all',
    title: '数字单元格空白',
    explanation: '应当填写数字的单元格是空的。没有发生的填0；空白无法与漏填区分，也无法参与勾稽。',
    basis: FILL_IN,
    formula: null,
    check: perTableAndCause(
      (cell) => cell.status === 'blank',
      (table, cells) => ({
        message: `${tableName(table)}有${cells.length}个单元格空白：${cellNamesWithin(cells)}。`,
        expected: '数字',
        actual: '空白',
        suggestion: '没有发生的填0，漏填的补填。',
      }),
    ),
    passes: {},
    fails: { cells: { 'applications/withheld.stateSecret/total': '' } },
  },
  {
    id: 'cell.placeholder',
    severity: 'warning',
    versions: 'all',
    title: '以符号代替数字',
    explanation: '单元格填了“/”“—”“无”等符号。表格中没有发生的应填0。',
    basis: FILL_IN,
    formula: null,
    check: perTableAndCause(
      (cell) => cell.status === 'notApplicable',
      (table, cells) => ({
        message: `${tableName(table)}有${cells.length}个单元格以符号代替数字：${cellNamesWithin(cells)}。`,
        expected: '数字',
        actual: '符号',
        suggestion: '没有发生的填0。',
      }),
    ),
    passes: {},
    fails: { cells: { 'remedies/reconsideration/pending': '/' } },
  },
  {
    id: 'cell.not-number',
    severity: 'error',
    versions: 'all',
    title: '单元格不是数字',
    explanation: '应当填写数字的单元格里是文字。',
    basis: FILL_IN,
    formula: null,
    check: perCell(
      // a row whose values could not be told apart is told by structure.col-count
      (cell) => cell.doubts.includes('not-a-number') && !cell.doubts.includes('value-count'),
      (cell, path) => ({
        message: `${cellName(path)}填的是“${cell.raw.trim().slice(0, 40)}”，不是数字。`,
        expected: '数字',
        actual: cell.raw.trim().slice(0, 40),
        suggestion: '改填数字。',
      }),
    ),
    passes: {},
    fails: {
      cells: {
        'applications/disclosed/total': {
          value: null,
          raw: '若干',
          status: 'illegible',
          needsReview: true,
          doubts: ['not-a-number'],
        },
      },
    },
  },
  {
    id: 'cell.unit-inside',
    severity: 'info',
    versions: 'all',
    title: '单元格带有单位',
    explanation: '单元格里数字后面写了单位。数值已按数字读取，单位不影响勾稽。',
    basis: FILL_IN,
    formula: null,
    check: perTable(
      (cell) => cell.status === 'reported' && UNIT_INSIDE.test(cell.raw),
      (table, cells) => ({
        message: `${tableName(table)}有${cells.length}个单元格在数字后写了单位：${cellNamesWithin(cells)}。`,
        suggestion: '单元格内只填数字。',
      }),
    ),
    passes: {},
    fails: { cells: { 'applications/disclosed/total': { value: 7, raw: '7件' } } },
  },
  {
    id: 'cell.not-integer',
    severity: 'error',
    versions: 'all',
    title: '件数不是整数',
    explanation: '金额以外的各项都是件数，应当是整数。',
    basis: FILL_IN,
    formula: null,
    check: perCell(
      (cell, path) => cell.value !== null && !isAmount(path) && !Number.isInteger(cell.value),
      (cell, path) => ({
        message: `${cellName(path)}填的是${cell.value}，件数应当是整数。`,
        expected: '整数',
        actual: cell.value,
        suggestion: '核对后改填整数。',
      }),
    ),
    passes: { cells: { 'proactiveDisclosure/administrativeFees/amount': 348.37 } },
    fails: { cells: { 'proactiveDisclosure/administrativeLicensing/decisions': 15.5 } },
  },
  {
    id: 'cell.negative',
    severity: 'error',
    versions: 'all',
    title: '件数为负',
    explanation: '件数和金额不能为负；只有2019年格式的“本年增/减”可以为负。',
    basis: FILL_IN,
    formula: null,
    check: perCell(
      (cell, path) => cell.value !== null && cell.value < 0 && !isDelta(path),
      (cell, path) => ({
        message: `${cellName(path)}填的是${cell.value}，不能为负。`,
        expected: '不小于0',
        actual: cell.value,
        suggestion: '核对后改填。',
      }),
    ),
    passes: { form: '2019', cells: { 'proactiveDisclosure/administrativePenalty/change': -3 } },
    fails: { cells: { 'proactiveDisclosure/administrativePenalty/decisions': -3 } },
  },
  {
    id: 'cell.low-confidence',
    severity: 'warning',
    versions: 'all',
    title: '读取结果需要核对',
    explanation: '这些单元格没有读出来，或者读得不够确定，需要对照原件看一眼。不是填报单位的差错。',
    basis: '自动读取的规范：不确定的数字必须由人核对',
    formula: null,
    thresholds: ['lowConfidence'],
    check: (evidence) =>
      perTable(isDoubtful(evidence.thresholds.lowConfidence), (table, cells) => ({
        cause: 'extraction',
        message: `${tableName(table)}有${cells.length}个单元格需要对照原件核对：${cellNamesWithin(cells)}。`,
        suggestion: '对照原件核对后确认。',
        key: table,
      }))(evidence),
    passes: {},
    fails: {
      cells: {
        'applications/disclosed/total': { confidence: 0.4, needsReview: true, doubts: ['low-confidence'] },
      },
    },
  },
  {
    id: 'cell.normalised',
    severity: 'info',
    versions: 'all',
    title: '数字写法不规范',
    explanation: '单元格里的数字用了千分位、全角、前导零、圈号或汉字写法，已按数值读取，原文保留。',
    basis: FILL_IN,
    formula: null,
    check: perTable(isNormalised, (table, cells) => ({
      message: `${tableName(table)}有${cells.length}个单元格的数字写法不规范，已按数值读取：${cellNamesWithin(cells)}。`,
      suggestion: '用半角阿拉伯数字填写，不加千分位。',
    })),
    passes: {},
    fails: { cells: { 'proactiveDisclosure/administrativeLicensing/decisions': { value: 1545, raw: '1,545' } } },
  },
  {
    id: 'cell.outlier',
    severity: 'warning',
    versions: 'all',
    title: '数字远高于同类单位',
    explanation: '该数字远远高于同类单位的上限，可能多写了一位，或者单位、口径有误。',
    basis: '审核经验',
    formula: (by) => `本单位数 ≤ 同类单位上限 × ${by.outlierFactor}（${by.outlierFloor}以内不判断）`,
    thresholds: ['outlierFactor', 'outlierFloor'],
    check: (evidence) => {
      const { peers } = evidence.context;
      if (!peers) return [NA];
      const { outlierFactor, outlierFloor } = evidence.thresholds;
      return Object.entries(peers).map(([key, peer]) => {
        const path = key as CellPath;
        const value = evidence.cell(path)?.value ?? null;
        if (value === null) return NA;
        const limit = Math.max(peer.high * outlierFactor, outlierFloor);
        if (value <= limit) return PASS;
        return fail({
          message: `${cellName(path)}为${value}，同类单位最高为${peer.high}（${peer.reports}份报告）。`,
          formula: `${value} ≤ ${limit}`,
          cells: [path],
          expected: limit,
          actual: value,
          cause: 'unknown',
          suggestion: '请核对数字和单位。',
        });
      });
    },
    passes: { context: { peers: { 'applications/newlyReceived/total': { high: 90, reports: 40 } } } },
    fails: {
      cells: { 'applications/newlyReceived/total': 12_000 },
      context: { peers: { 'applications/newlyReceived/total': { high: 90, reports: 40 } } },
    },
  },
];
