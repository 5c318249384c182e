import {
  type CellPath,
  cellPath,
  columnsOf,
  rowsOf,
  TABLE_KEYS,
  type TableKey,
} from '../../../config/catalogue/form.ts';
import type { Anomaly } from '../../contracts/report.ts';
import { cellsWhere, type Evidence } from '../evidence.ts';
import { labelBody } from '../label-words.ts';
import { columnName, rowName, tableName } from '../place-name.ts';
import { type Fault, fail, failEach, type Instance, PASS, type Rule, UNSURE, VERSIONS } from '../rule.ts';

const FORM = '国办公开办函〔2021〕30号、国办公开办函〔2019〕60号所附报告格式';

type AnomalyOf<K extends Anomaly['kind']> = Extract<Anomaly, { kind: K }>;

const isKind =
  <K extends Anomaly['kind']>(kind: K) =>
  (a: Anomaly): a is AnomalyOf<K> =>
    a.kind === kind;

const anomaliesOf = <K extends Anomaly['kind']>(
  evidence: Evidence,
  table: TableKey,
  kind: K,
): readonly AnomalyOf<K>[] => evidence.table(table)?.anomalies.filter(isKind(kind)) ?? [];

/** Cells of a row as far as the report has them; all seven or five where it has none of a row with fixed columns. */
const rowCells = (evidence: Evidence, table: TableKey, row: string): readonly CellPath[] => {
  const printed = Object.keys(evidence.table(table)?.rows[row] ?? {});
  const columns = printed.length > 0 || table === 'proactiveDisclosure' ? printed : columnsOf(table).map((c) => c.key);
  return columns.map((column) => cellPath(table, row, column));
};

/** A row of the other form version is a matter of the version, told once by template.wrong-version. */
export const isOfOtherVersion = (row: string): boolean => row === 'otherHandling' || row.startsWith('otherHandling.');

/** Whether the row of one form version stands in a report of the other: (六) split or unsplit. */
export function hasUnsplitOther(evidence: Evidence): boolean {
  const row = evidence.table('applications')?.rows.otherHandling;
  return row !== undefined && Object.values(row).some((cell) => cell.status !== 'absent');
}

const tablesPresent = (evidence: Evidence): readonly TableKey[] => TABLE_KEYS.filter((t) => evidence.table(t) !== null);

/** Share of cells to look at from which a table was read with trouble. */
const TROUBLED = 0.1;

/** Signs that the table was not fully understood: what is missing may have been lost on the way. */
function isTroubled(evidence: Evidence, table: TableKey): boolean {
  if (anomaliesOf(evidence, table, 'row-extra').length + anomaliesOf(evidence, table, 'column-count').length > 0)
    return true;
  let cells = 0;
  let doubtful = 0;
  for (const [path, cell] of evidence.cells) {
    if (!path.startsWith(table) || cell.status === 'absent') continue;
    cells++;
    if (cell.needsReview) doubtful++;
  }
  return doubtful > TROUBLED * cells;
}

const inTrouble = (troubled: boolean): Pick<Fault, 'cause' | 'severity'> =>
  troubled ? { cause: 'extraction', severity: 'warning' } : {};

/** Rows missing one after another from which this is one cause: the table was cut, or a page is missing. */
const MISSING_TOGETHER = 4;

/** Rows that follow one another in the form, together. */
function runsOf(rows: readonly string[], order: readonly string[]): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (const row of rows.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))) {
    const last = runs.at(-1);
    if (last && order.indexOf(row) === order.indexOf(last.at(-1)!) + 1) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

const missingRow = (evidence: Evidence, table: TableKey, row: string): Fault => ({
  message: `${tableName(table)}缺少“${rowName(table, row)}”行。`,
  cells: rowCells(evidence, table, row),
  key: row,
  expected: rowName(table, row),
  sought: [rowName(table, row)],
  suggestion: '按规定格式补上该行，没有发生的填0。',
});

const missingRun = (evidence: Evidence, table: TableKey, rows: readonly string[]): Fault => ({
  message: `${tableName(table)}缺少“${rowName(table, rows[0]!)}”至“${rowName(table, rows.at(-1)!)}”共${rows.length}行。`,
  cells: rows.flatMap((row) => rowCells(evidence, table, row)),
  key: `${rows[0]}…${rows.at(-1)}`,
  expected: rowName(table, rows[0]!),
  sought: rows.map((row) => rowName(table, row)),
  suggestion: '按规定格式补上各行，没有发生的填0。',
});

function rowMissing(evidence: Evidence): readonly Instance[] {
  const mixed = evidence.form === '2021' ? hasUnsplitOther(evidence) : false;
  return tablesPresent(evidence).flatMap((table): readonly Instance[] => {
    const missing = anomaliesOf(evidence, table, 'row-missing').filter((a) => !(mixed && isOfOtherVersion(a.row)));
    if (missing.length > 0 && !evidence.whole) return [UNSURE];
    const troubled = missing.length > 0 && isTroubled(evidence, table);
    const rows = missing.map((a) => a.row);
    return failEach(
      runsOf(
        rows,
        rowsOf(table, evidence.form ?? undefined).map((r) => r.key),
      ).flatMap((run): readonly Fault[] =>
        run.length >= MISSING_TOGETHER
          ? [{ ...missingRun(evidence, table, run), ...inTrouble(troubled) }]
          : run.map((row) => ({ ...missingRow(evidence, table, row), ...inTrouble(troubled) })),
      ),
    );
  });
}

/** Rows of the form of 2019 in a later report: told by template.wrong-version and proactive.extra-2019-rows. */
const isOldRow = (label: string): boolean =>
  ['其他处理', '其他对外管理服务事项', '政府集中采购'].includes(labelBody(label));

function rowExtra(evidence: Evidence): readonly Instance[] {
  return tablesPresent(evidence).flatMap((table) => {
    // beside all rows of the form it is none of them, however its label was read
    const isBesideAll = anomaliesOf(evidence, table, 'row-missing').length === 0;
    return failEach(
      anomaliesOf(evidence, table, 'row-extra')
        .filter((a) => !isOldRow(a.text))
        .map(
          (a): Fault => ({
            ...(isBesideAll ? { beyondWords: true } : {}),
            message: `${tableName(table)}多出一行“${a.text.trim().slice(0, 40)}”（${a.values.slice(0, 8).join('、')}），规定格式没有这一行。`,
            quote: a.text.trim().slice(0, 80),
            actual: a.text.trim().slice(0, 40),
            cause: 'unknown',
            suggestion: '删去多出的行，其数字并入规定的行。',
          }),
        ),
    );
  });
}

/** Whether numbers of the column were read without doubt: then its name is missing, not the column. */
const isRead = (evidence: Evidence, table: TableKey, column: string): boolean =>
  cellsWhere(
    evidence,
    table,
    (cell, path) => path.endsWith(`/${column}`) && cell.status === 'reported' && !cell.needsReview,
  ).length > 0;

function columnCount(evidence: Evidence): readonly Instance[] {
  return tablesPresent(evidence).map((table): Instance => {
    const rows = anomaliesOf(evidence, table, 'column-count');
    const missing = anomaliesOf(evidence, table, 'column-missing');
    const [first] = rows;
    if (!first && missing.length === 0) return PASS;
    const cells = rows.flatMap((a) => rowCells(evidence, table, a.row));
    const columns = missing.map((a) => `“${columnName(table, a.column)}”`).join('、');
    const unnamed = !first && missing.every((a) => isRead(evidence, table, a.column));
    return fail({
      message: first
        ? `${tableName(table)}有${rows.length}行的数字个数与表头不符：“${rowName(table, first.row)}”等行有${first.actual}个数，应为${first.expected}个。`
        : unnamed
          ? `${tableName(table)}没有写作${columns}的列名，该列数字按位置读取。`
          : `${tableName(table)}缺少${columns}列。`,
      ...(unnamed ? { severity: 'warning' as const } : {}),
      formula: first ? `${first.actual}个数 = ${first.expected}列` : null,
      cells: [...new Set(cells)],
      expected: first?.expected ?? null,
      actual: first?.actual ?? null,
      // whether the agency or the conversion of its table made the surplus cannot be told from the text
      cause: 'unknown',
      suggestion: unnamed ? '恢复规定的列名。' : '请对照原件核对各数所在的列；填报单位的表多列或少列的，恢复规定格式。',
      key: table,
    });
  });
}

function rowShift(evidence: Evidence): readonly Instance[] {
  return tablesPresent(evidence).map((table): Instance => {
    const rows = anomaliesOf(evidence, table, 'row-shift').map((a) => rowName(table, a.row));
    if (rows.length === 0) return PASS;
    return fail({
      message: `${tableName(table)}有${rows.length}行的名称不在规定的列：${rows
        .slice(0, 6)
        .map((r) => `“${r}”`)
        .join('、')}。`,
      cause: 'unknown',
      suggestion: '核对这些行的名称和数字是否对齐。',
      key: table,
      quote: rows[0] ?? null,
    });
  });
}

const imagesOfTables = (evidence: Evidence) => evidence.report.notes.filter((n) => n.code === 'table-as-image');

/** Words that stand in every print of the table: its labels, those long enough to speak of nothing else. */
const soughtOf = (table: TableKey): readonly string[] => {
  const rows = rowsOf(table).map((row) => labelBody(row.label));
  const columns = columnsOf(table).flatMap(({ label, group }) => (group === null ? [label] : [label, group]));
  return [...new Set([...rows, ...columns])].filter((label) => label.length >= TELLING);
};
const TELLING = 4;

function tableMissing(evidence: Evidence): readonly Instance[] {
  if (!evidence.whole) return TABLE_KEYS.map((t) => (evidence.table(t) ? PASS : UNSURE));
  const unrecognised = evidence.report.notes.some((n) => n.code === 'table-unrecognised');
  return TABLE_KEYS.map(
    (table): Instance =>
      evidence.table(table) !== null
        ? PASS
        : fail({
            message: `没有找到${tableName(table)}。`,
            expected: tableName(table),
            key: table,
            sought: soughtOf(table),
            ...inTrouble(unrecognised),
            suggestion: '按规定格式补上该表；以图片形式插入的，改为可以读取的表格。',
          }),
  );
}

function statTableMissing(evidence: Evidence): readonly Instance[] {
  if (!evidence.whole) return [UNSURE];
  if (evidence.report.tables.statistics2008 !== null) return [PASS];
  return [
    fail({
      message: '报告没有附《政府信息公开情况统计表》。',
      expected: '政府信息公开情况统计表',
      cause: 'unknown',
      suggestion: '补附统计表；已单独报送的，请一并上传。',
    }),
  ];
}

export const STRUCTURE_TABLE_RULES: readonly Rule[] = [
  {
    id: 'structure.table-missing',
    severity: 'error',
    ofAbsence: true,
    versions: VERSIONS.both,
    title: '缺少规定的表格',
    explanation: '报告第二、三、四部分各有一张规定的表格，缺一不可。',
    basis: FORM,
    formula: null,
    check: tableMissing,
    passes: {},
    fails: { withoutTables: ['remedies'] },
  },
  {
    id: 'structure.stat-table-missing',
    severity: 'warning',
    ofAbsence: true,
    versions: VERSIONS.narrative,
    title: '没有附统计表',
    explanation: '2018年及以前的报告应附《政府信息公开情况统计表》。',
    basis: '2008年《政府信息公开条例》施行期间的年度报告要求',
    formula: null,
    check: statTableMissing,
    passes: { form: 'narrative', statistics: { disclosed: 120 } },
    fails: { form: 'narrative' },
  },
  {
    id: 'structure.table-as-image',
    severity: 'warning',
    versions: 'all',
    title: '表格是图片',
    explanation: '表格以图片形式插入，公众无法检索和复制，数字也只能靠识别。',
    basis: '国办公开办函〔2021〕30号：报告应当便于公众获取和利用',
    formula: null,
    check: (evidence) =>
      failEach(
        imagesOfTables(evidence).map(
          (n): Fault => ({
            message: `${n.values.page === undefined ? '报告' : `第${n.values.page}页`}的表格是图片。`,
            key: String(n.values.page ?? ''),
            suggestion: '改为文字表格重新发布。',
          }),
        ),
      ),
    passes: {},
    fails: { notes: [{ code: 'table-as-image', values: { page: 2 } }] },
  },
  {
    id: 'structure.row-missing',
    severity: 'error',
    ofAbsence: true,
    versions: VERSIONS.both,
    title: '表格缺行',
    explanation: '规定格式的行不得删减，没有发生的填0。',
    basis: FORM,
    formula: null,
    check: rowMissing,
    passes: {},
    fails: { anomalies: { applications: [{ kind: 'row-missing', row: 'withheld.stateSecret' }] } },
  },
  {
    id: 'structure.row-extra',
    severity: 'error',
    versions: VERSIONS.both,
    title: '表格多行',
    explanation: '规定格式的行不得增加。',
    basis: FORM,
    formula: null,
    check: rowExtra,
    passes: {},
    fails: {
      anomalies: {
        applications: [
          { kind: 'row-extra', text: '9.其他情形', values: ['1', '0'], origin: { table: 1, row: 9, column: 1 } },
        ],
      },
    },
  },
  {
    id: 'structure.col-count',
    severity: 'error',
    ofAbsence: true,
    versions: VERSIONS.both,
    title: '数字个数与表头不符',
    explanation:
      '依申请公开情况表每行7个数，复议诉讼情况表15个数。多或少都说明列已错位或缺列，数字属于哪一列无法确定。',
    basis: FORM,
    formula: '每行数字个数 = 表头列数',
    check: columnCount,
    passes: {},
    fails: {
      anomalies: {
        applications: [
          {
            kind: 'column-count',
            row: 'withheld.stateSecret',
            expected: 7,
            actual: 8,
            origin: { table: 1, row: 9, column: 1 },
          },
        ],
      },
    },
  },
  {
    id: 'structure.row-shift',
    severity: 'warning',
    versions: VERSIONS.both,
    title: '行名称错位',
    explanation: '行名称出现在规定位置以外的列，可能是合并单元格丢失，也可能整行错位。',
    basis: FORM,
    formula: null,
    check: rowShift,
    passes: {},
    fails: {
      anomalies: {
        applications: [{ kind: 'row-shift', row: 'handledTotal', origin: { table: 1, row: 27, column: 1 } }],
      },
    },
  },
];
