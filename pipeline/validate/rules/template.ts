import { type CellPath, cellsOf, type FormVersion, rowsOf } from '../../../config/catalogue/form.ts';
import { AS_OUR_READING } from '../cause.ts';
import { cellsWhere, type Evidence } from '../evidence.ts';
import { cellNamesWithin } from '../place-name.ts';
import { type Fault, fail, failEach, type Instance, NA, PASS, type Rule, VERSIONS } from '../rule.ts';
import { hasUnsplitOther } from './structure-tables.ts';

const FIRST_YEAR_OF_2021 = 2021;
const FIRST_YEAR_OF_2019 = 2019;

const hasSplitOther = (evidence: Evidence): boolean =>
  Object.entries(evidence.table('applications')?.rows ?? {}).some(
    ([row, cells]) => row.startsWith('otherHandling.') && Object.values(cells).some((c) => c.status !== 'absent'),
  );

const splitOther = (evidence: Evidence) =>
  cellsWhere(
    evidence,
    'applications',
    (cell, path) => path.startsWith('applications/otherHandling.') && cell.status !== 'absent',
  );

function evidenceWords(evidence: Evidence): readonly string[] {
  const words: string[] = [];
  if (hasUnsplitOther(evidence)) words.push('“（六）其他处理”只有一行');
  if (hasSplitOther(evidence)) words.push('“（六）其他处理”分三行');
  const rows = evidence.table('proactiveDisclosure')?.rows ?? {};
  if (rows.governmentProcurement) words.push('有“政府集中采购”行');
  if (rows.normativeDocuments?.inForce) words.push('有“现行有效件数”列');
  return words;
}

const FORM_NAMES = { '2021': '2021年格式', '2019': '2019年格式', narrative: '2018年及以前的文字报告' } as const;

function detect(evidence: Evidence): readonly Instance[] {
  const { template } = evidence.report.report;
  if (template === null) return [PASS];
  const year = evidence.year === null ? '年度不明' : `${evidence.year}年度`;
  return [
    fail({
      message: `按${FORM_NAMES[template]}核对（${[year, ...evidenceWords(evidence)].join('，')}）。`,
      actual: template,
      key: 'template',
      cause: 'unknown',
    }),
  ];
}

/** The form that reports of a year must use. */
const formOfYear = (year: number): '2021' | '2019' | null =>
  year >= FIRST_YEAR_OF_2021 ? '2021' : year >= FIRST_YEAR_OF_2019 ? '2019' : null;

/** Whether most cells must be looked at: then the form itself was told from words that were hardly read. */
const isHardlyRead = ({ cells }: Evidence): boolean =>
  [...cells.values()].filter((cell) => cell.needsReview).length > cells.size / 2;

/** Cells of table two under columns that only the other form has in their band. */
function columnsOfOther(evidence: Evidence, form: FormVersion): readonly CellPath[] {
  const own = new Set(cellsOf('proactiveDisclosure', form).map(([row, column]) => `${row}/${column}`));
  const rows = new Set(rowsOf('proactiveDisclosure', form).map((row) => row.key));
  return cellsWhere(evidence, 'proactiveDisclosure', (cell, path) => {
    const [, row, column] = path.split('/');
    return cell.status !== 'absent' && rows.has(row!) && !own.has(`${row}/${column}`);
  });
}

function wrongVersion(evidence: Evidence): readonly Instance[] {
  const { form, year } = evidence;
  if (form === null) return [NA];
  const faults: Fault[] = [];
  const due = year === null ? form : formOfYear(year);
  const suggestion = (name: string) => `按${name}的规定表格重新填报。`;
  if (due !== null && due !== form) {
    faults.push({
      message: `${year}年度应使用${FORM_NAMES[due]}，报告的表格是${FORM_NAMES[form]}。`,
      expected: due,
      actual: form,
      key: 'form',
      ...(isHardlyRead(evidence) ? AS_OUR_READING : {}),
      suggestion: suggestion(FORM_NAMES[due]),
    });
  } else if (form === '2021' && hasUnsplitOther(evidence)) {
    const cells = cellsWhere(evidence, 'applications', (_, path) => path.startsWith('applications/otherHandling/'));
    faults.push({
      message: '依申请公开情况表的“（六）其他处理”没有分成三行，仍是2019年格式。',
      cells,
      expected: '（六）其他处理分三行',
      actual: '（六）其他处理一行',
      suggestion: '将“（六）其他处理”按2021年格式分为三行填报。',
    });
  } else if (form === '2019') {
    const cells = splitOther(evidence);
    if (cells.length > 0) {
      faults.push({
        message: '依申请公开情况表的“（六）其他处理”分成了三行，是2021年格式。',
        cells,
        expected: '（六）其他处理一行',
        actual: '（六）其他处理分三行',
        suggestion: '按2019年格式合为一行。',
      });
    }
  }
  const columns = columnsOfOther(evidence, form);
  if (faults.length === 0 && columns.length > 0) {
    const other = form === '2021' ? '2019' : '2021';
    faults.push({
      message: `主动公开情况表有${columns.length}处用了${FORM_NAMES[other]}的列名：${cellNamesWithin(columns)}。`,
      cells: columns,
      expected: form,
      actual: other,
      key: 'columns',
      suggestion: suggestion(FORM_NAMES[form]),
    });
  }
  return faults.length === 0 ? [PASS] : failEach(faults);
}

const BASIS = '国办公开办函〔2021〕30号：2021年度起使用新格式；国办公开办函〔2019〕60号';

export const TEMPLATE_RULES: readonly Rule[] = [
  {
    id: 'template.detect',
    severity: 'info',
    versions: 'all',
    title: '核对所用的格式',
    explanation: '记录这份报告按哪一种规定格式核对，以及判断的依据。',
    basis: BASIS,
    formula: null,
    check: detect,
    passes: { facts: { template: null } },
    fails: {},
  },
  {
    id: 'template.wrong-version',
    severity: 'error',
    versions: VERSIONS.both,
    title: '用错了格式',
    explanation: '2021年度起应使用2021年格式，2019、2020年度使用2019年格式；两种格式的行列不能混用。',
    basis: BASIS,
    formula: null,
    check: wrongVersion,
    passes: { form: '2019' },
    fails: { form: '2019', facts: { year: 2022 } },
  },
];
