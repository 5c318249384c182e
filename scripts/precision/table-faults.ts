import { type CellPath, cellPath, columnsOf, remedies, rowsOf, type TableKey } from '../../config/catalogue/form.ts';
import { changeCells, type Draft } from '../../test/composer/draft.ts';
import { removeRow } from '../../test/composer/matrix.ts';
import type { Random } from '../../test/composer/random.ts';
import { type Fault, printed, raised, SUMS, withCell, withCells } from './fault.ts';

const PARTS = columnsOf('applications')
  .map((c) => c.key)
  .filter((key) => key !== 'total');
const OUTCOMES = rowsOf('applications')
  .filter((r) => r.group !== null && r.key !== 'handledTotal')
  .map((r) => r.key);
const at = (row: string, column: string): CellPath => cellPath('applications', row, column);

/** A row of outcomes that this report prints. */
const outcomeOf = (draft: Draft, random: Random): string =>
  random.pick(OUTCOMES.filter((row) => printed(draft, at(row, 'total')) !== null));

const anyCell = (draft: Draft, random: Random): CellPath => {
  const paths = draft.parts.flatMap((part) =>
    part.kind === 'table' ? part.matrix.cells.flatMap((c) => (c.path === undefined ? [] : [c.path])) : [],
  );
  return random.pick(paths);
};
const countCell = (draft: Draft, random: Random): CellPath => {
  for (;;) {
    const path = anyCell(draft, random);
    if (!path.endsWith('/amount') && !path.endsWith('/change')) return path;
  }
};

/** Numbers that no longer add up. */
const SUM_FAULTS: readonly Fault[] = [
  {
    rule: 'applications.row-sum',
    also: SUMS,
    put: (draft, _figures, random) =>
      raised(draft, [at(outcomeOf(draft, random), random.pick(PARTS))], random.integer(1, 30)),
  },
  {
    rule: 'applications.row-sum',
    also: SUMS,
    put: (draft, _figures, random) =>
      raised(draft, [at(random.pick(['newlyReceived', 'carriedForward']), 'total')], random.integer(1, 9)),
  },
  {
    rule: 'applications.balance',
    also: SUMS,
    put: (draft, _figures, random) => {
      const part = random.pick(PARTS);
      const row = random.pick(['newlyReceived', 'carriedOver', 'carriedForward']);
      return raised(draft, [at(row, part), at(row, 'total')], random.integer(1, 40));
    },
  },
  ...(['applications.result-total', 'applications.result-total-19'] as const).map(
    (rule): Fault => ({
      rule,
      also: SUMS,
      put: (draft, _figures, random) => {
        if ((draft.facts.kind === '2019') !== rule.endsWith('19')) return null;
        const row = outcomeOf(draft, random);
        return raised(draft, [at(row, random.pick(PARTS)), at(row, 'total')], random.integer(1, 25));
      },
    }),
  ),
  {
    rule: 'remedies.sum',
    also: SUMS,
    put: (draft, _figures, random) => {
      const row = random.pick(remedies.rows).key;
      const column = random.pick(remedies.columns).key;
      return raised(draft, [cellPath('remedies', row, column)], random.integer(1, 9));
    },
  },
  {
    rule: 'proactive.discl-le-pub',
    also: ['cell.outlier'],
    put: (draft) => {
      const total = printed(draft, 'proactiveDisclosure/normativeDocuments/disclosedTotal');
      return total === null
        ? null
        : withCell(draft, 'proactiveDisclosure/normativeDocuments/disclosed', String(Number(total) + 3));
    },
  },
  {
    rule: 'proactive.made-disclosed',
    also: ['cell.outlier', 'proactive.discl-le-pub'],
    put: (draft) => {
      const made = printed(draft, 'proactiveDisclosure/normativeDocuments/created');
      return made === null
        ? null
        : withCell(draft, 'proactiveDisclosure/normativeDocuments/disclosed', String(Number(made) + 2));
    },
  },
  {
    rule: 'applications.zero-total',
    also: SUMS,
    put: (draft) =>
      printed(draft, at('handledTotal', 'total')) === '0' ? null : withCell(draft, at('handledTotal', 'total'), '0'),
  },
];

/** Cells that hold no proper number. A blank or a mark that stands for more than zero breaks sums too. */
const CELL_FAULTS: readonly Fault[] = [
  { rule: 'cell.blank', also: SUMS, put: (draft, _f, random) => withCell(draft, countCell(draft, random), '') },
  {
    rule: 'cell.placeholder',
    also: [...SUMS, 'cell.not-number'],
    put: (draft, _f, random) => withCell(draft, countCell(draft, random), random.pick(['/', '—', '无', '-'])),
  },
  {
    rule: 'cell.not-number',
    also: [...SUMS, 'cell.low-confidence'],
    put: (draft, _f, random) => withCell(draft, countCell(draft, random), random.pick(['若干', '详见附件', '待统计'])),
  },
  {
    rule: 'cell.not-integer',
    also: SUMS,
    put: (draft, _f, random) => withCell(draft, countCell(draft, random), `${random.integer(1, 90)}.5`),
  },
  {
    rule: 'cell.negative',
    also: [
      ...SUMS,
      'cell.low-confidence',
      'proactive.valid-ge-made',
      'proactive.discl-le-pub',
      'proactive.rule-authority',
    ],
    put: (draft, _f, random) => withCell(draft, countCell(draft, random), `-${random.integer(1, 90)}`),
  },
];

const made = (column: string): CellPath => cellPath('proactiveDisclosure', 'normativeDocuments', column);
const bought = (column: string): CellPath => cellPath('proactiveDisclosure', 'governmentProcurement', column);

/** Numbers that can be written so, but hardly be meant so, and numbers written with more than digits. */
const ODD_NUMBERS: readonly Fault[] = [
  {
    rule: 'cell.unit-inside',
    also: [],
    put: (draft, _f, random) => {
      const path = countCell(draft, random);
      return withCell(draft, path, `${printed(draft, path)}件`);
    },
  },
  {
    rule: 'cell.normalised',
    also: [],
    put: (draft, _f, random) => {
      const path = countCell(draft, random);
      // a number led by a zero may be two numbers and is doubted: full width is only normalised
      const fullWidth = `${printed(draft, path)}`.replace(/\d/gu, (digit) =>
        String.fromCodePoint(0xff10 + Number(digit)),
      );
      return withCell(draft, path, fullWidth);
    },
  },
  {
    rule: 'proactive.valid-ge-made',
    also: [],
    put: (draft) =>
      withCells(
        draft,
        new Map([
          [made('issued'), '9'],
          [made('repealed'), '1'],
          [made('inForce'), '3'],
        ]),
      ),
  },
  {
    rule: 'proactive.procure-pair',
    also: [],
    put: (draft) =>
      withCells(
        draft,
        new Map([
          [bought('items'), '4'],
          [bought('amount'), '0'],
        ]),
      ),
  },
];

/** One label of a table in wrong words; of those that the report has. */
const misprint =
  (wrong: readonly (readonly [table: TableKey, official: string, printed: string])[]): Fault['put'] =>
  (draft, _figures, random) => {
    const [table, official, text] = random.pick(wrong);
    let done = false;
    const changed = changeCells(draft, (cell, of) => {
      if (done || of !== table || cell.kind === 'value' || cell.text !== official) return cell;
      done = true;
      return { ...cell, text };
    });
    return done ? changed : null;
  };

/** Labels and rows of the form that were changed. */
const FORM_FAULTS: readonly Fault[] = [
  {
    rule: 'structure.label',
    also: ['narrative.typo'],
    put: misprint([
      ['applications', '3.危及“三安全一稳定”', '3.危机“三安全一稳定”'],
      ['applications', '5.属于三类内部事务信息', '5.属于三类内部事物信息'],
      ['applications', '社会公益组织', '社会公共组织'],
      ['applications', '四、结转下年度继续办理', '四、结转下年度继续办里'],
      ['remedies', '尚未审结', '尚未审洁'],
      ['proactiveDisclosure', '行政许可', '行政许司'],
    ]),
  },
  {
    rule: 'structure.label-inverts',
    also: ['structure.label'],
    put: misprint([
      [
        'applications',
        '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
        '2.申请人未逾期按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      ],
      ['applications', '1.本机关不掌握相关政府信息', '1.本机关掌握相关政府信息'],
    ]),
  },
  {
    rule: 'structure.unit-note',
    also: ['structure.label', 'proactive.fee-unit'],
    put: (draft, figures, random) =>
      draft.facts.kind === '2019'
        ? null
        : misprint([['proactiveDisclosure', '本年收费金额（单位：万元）', '本年收费金额（单位：元）']])(
            draft,
            figures,
            random,
          ),
  },
  { rule: 'remedies.total-label', also: ['structure.label'], put: misprint([['remedies', '总计', '结果支持']]) },
  {
    rule: 'structure.row-missing',
    also: [...SUMS, 'template.wrong-version'],
    put: (draft, _figures, random) => {
      const row = random.pick(OUTCOMES.filter((key) => /^(?:withheld|unavailable|notProcessed)\./u.test(key)));
      let done = false;
      const parts = draft.parts.map((part) => {
        if (part.kind !== 'table' || part.table !== 'applications') return part;
        const cell = part.matrix.cells.find((c) => c.path?.startsWith(`applications/${row}/`));
        if (!cell) return part;
        done = true;
        return { ...part, matrix: removeRow(part.matrix, cell.row) };
      });
      return done ? { ...draft, parts } : null;
    },
  },
  {
    rule: 'structure.table-missing',
    also: SUMS,
    put: (draft, _figures, random) => {
      const table = random.pick(['proactiveDisclosure', 'applications', 'remedies'] as const);
      return { ...draft, parts: draft.parts.filter((part) => part.kind !== 'table' || part.table !== table) };
    },
  },
  {
    rule: 'template.wrong-version',
    also: [
      'structure.row-missing',
      'structure.row-extra',
      'proactive.extra-2019-rows',
      'identity.year-conflict',
      // a date in Chinese numerals keeps its year
      'publication.date-order',
    ],
    put: (draft) =>
      draft.facts.kind !== '2019'
        ? null
        : {
            ...draft,
            parts: draft.parts.map((part) =>
              part.kind === 'line'
                ? {
                    ...part,
                    text: part.text
                      .replaceAll(String(draft.facts.year + 1), '2024')
                      .replaceAll(String(draft.facts.year), '2023'),
                  }
                : part,
            ),
          },
  },
];

export const TABLE_FAULTS: readonly Fault[] = [...SUM_FAULTS, ...CELL_FAULTS, ...ODD_NUMBERS, ...FORM_FAULTS];
