import { describe, expect, test } from 'vitest';
import { cellsOf, TABLE_KEYS } from '../../../config/catalogue/form.ts';
import { RULE_THRESHOLDS } from '../../../config/rules.ts';
import type { Cell } from '../../../pipeline/contracts/report.ts';
import { checkedReportSchema } from '../../../pipeline/contracts/report.ts';
import { contextOf, type ReportSketch, reportOf } from '../../../pipeline/validate/example.ts';
import { validate } from '../../../pipeline/validate/validate.ts';

const check = (sketch: ReportSketch) => validate(reportOf(sketch), contextOf(sketch));
/** Rules with findings, the note on the form left out. */
const rulesOf = (sketch: ReportSketch) =>
  check(sketch)
    .findings.map((f) => f.rule)
    .filter((rule) => rule !== 'template.detect');

describe('a validated report', () => {
  test('satisfies the contract', () => {
    const report = reportOf({ cells: { 'applications/disclosed/total': 9 } });
    expect(() => checkedReportSchema.parse({ ...report, validation: validate(report) })).not.toThrow();
  });

  test('passes when nothing is wrong, fails on an error of the agency', () => {
    expect(check({}).status).toBe('passed');
    expect(check({ cells: { 'remedies/reconsideration/total': 2 } }).status).toBe('failed');
  });

  test('needs review when a cell was read with doubt, also where a sum fails because of it', () => {
    const doubt = { needsReview: true, confidence: 0.5, doubts: ['low-confidence' as const] };
    expect(check({ cells: { 'applications/disclosed/total': doubt } }).status).toBe('needsReview');
    const { status, findings } = check({
      cells: { 'remedies/reconsideration/total': { ...doubt, value: 7, raw: '7' } },
    });
    const sum = findings.find((f) => f.rule === 'remedies.sum');
    expect(sum).toMatchObject({ cause: 'extraction', severity: 'warning' });
    expect(status).toBe('needsReview');
  });

  test('a failing sum shows its numbers, both sides and its cells', () => {
    const finding = check({ cells: { 'applications/newlyReceived/naturalPerson': 13 } }).findings.find(
      (f) => f.rule === 'applications.balance',
    );
    expect(finding).toMatchObject({
      cause: 'agency',
      formula: '13 + 1 = 9 + 2',
      expected: 14,
      actual: 11,
      cells: [
        'applications/newlyReceived/naturalPerson',
        'applications/carriedOver/naturalPerson',
        'applications/handledTotal/naturalPerson',
        'applications/carriedForward/naturalPerson',
      ],
    });
    expect(finding?.suggestion).toContain('13改为10');
  });
});

test('a total column of table four is renamed by other words, not by a piece of its own', () => {
  const renamed = (text: string) =>
    rulesOf({ labels: { 'remedies/column/total': text } }).includes('remedies.total-label');
  const texts = ['结果支持', '小计', '总', '计', '(jì)', '总计（件）', '其他结'];
  expect(texts.map(renamed)).toEqual([true, true, false, false, false, false, false]);
});

test('a header that names another column, above columns told by their order, is shifted rather than renamed', () => {
  const told = (doubts: Cell['doubts']) => {
    const cells = ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'].flatMap((row) =>
      ['corrected', 'total'].map((column) => [
        `remedies/${row}/${column}`,
        { confidence: 0.6, needsReview: true, doubts },
      ]),
    );
    const labels = { 'remedies/column/total': '其他结果', 'remedies/column/corrected': '结果维持' };
    const found = check({ labels, cells: Object.fromEntries(cells) }).findings.filter((f) => /label/.test(f.rule));
    return new Set(found.map((f) => `${f.rule} ${f.cause}`));
  };
  expect(told(['column-inferred'])).toEqual(new Set(['structure.label extraction', 'remedies.total-label extraction']));
  expect(told(['by-position'])).toEqual(new Set(['structure.label extraction', 'remedies.total-label extraction']));
  expect(told(['low-confidence'])).toEqual(new Set(['structure.label agency', 'remedies.total-label agency']));
});

test('the form of a year is not held against the agency where most cells were hardly read', () => {
  const form = { form: '2019' as const, facts: { year: 2022 } };
  const told = (sketch: ReportSketch) =>
    check(sketch).findings.find((finding) => finding.rule === 'template.wrong-version');
  const doubted = TABLE_KEYS.flatMap((table) =>
    cellsOf(table, '2019').map((path) => [`${table}/${path.join('/')}`, { needsReview: true, confidence: 0.5 }]),
  );
  expect(told(form)).toMatchObject({ severity: 'error', cause: 'agency' });
  expect(told({ ...form, cells: Object.fromEntries(doubted) })).toMatchObject({
    cause: 'extraction',
    waits: 'mistake',
  });
});

describe('a recognised page', () => {
  const statement = '公开信息100条，其中，动态信息60条，公告20条，其他10条。';
  const sections = { overview: { paragraphs: [statement] } };

  test('that nobody has read says nothing about what is missing', () => {
    const rules = rulesOf({ source: { scannedPages: [1] }, sections: { other: null }, withoutTables: ['remedies'] });
    expect(rules).not.toContain('structure.section-missing');
    expect(rules).not.toContain('structure.table-missing');
  });

  test('puts a fault in its words to the reviewer first', () => {
    const printed = check({ sections }).findings.find((f) => f.rule === 'narrative.sum');
    const read = check({ sections, source: { scannedPages: [1], ocrEngines: ['ocr'] } }).findings.find(
      (f) => f.rule === 'narrative.sum',
    );
    expect(printed).toMatchObject({ severity: 'error', cause: 'agency' });
    expect(read).toMatchObject({ severity: 'warning', cause: 'unknown' });
  });
});

describe('a row of the agency’s own on a recognised page', () => {
  const source = { scannedPages: [1], ocrEngines: ['ocr'] };
  const extra = {
    kind: 'row-extra' as const,
    text: '9.其他',
    values: ['3', '3'],
    origin: { table: 1, row: 9, column: 1 },
  };
  const told = (...more: { kind: 'row-missing'; row: string }[]) =>
    check({ source, anomalies: { applications: [extra, ...more] } }).findings.find(
      (f) => f.rule === 'structure.row-extra',
    );

  test('is one beside all rows of the form, however its label was read', () => {
    expect(told()).toMatchObject({ severity: 'error', waits: null });
  });

  test('may be the one that is missing', () => {
    expect(told({ kind: 'row-missing', row: 'withheld.stateSecret' })).toMatchObject({
      severity: 'warning',
      waits: 'mistake',
    });
  });
});

describe('numbers that engines read', () => {
  const found = (cell: Partial<Cell>) =>
    check({
      cells: {
        'applications/disclosed/naturalPerson': { value: 95, raw: '95', ...cell },
        'applications/disclosed/researchInstitution': { value: null, status: 'illegible', needsReview: true },
      },
      source: { scannedPages: [1], ocrEngines: ['ocr'] },
    }).findings.find((f) => f.rule === 'applications.part-le-total');

  test('are the agency’s where the engines were sure of them', () => {
    expect(found({})).toMatchObject({ severity: 'error', cause: 'agency', waits: null });
  });

  test('are a question until somebody has looked where they were not', () => {
    const unsure = found({ needsReview: true, doubts: ['touched'], confidence: 0.4 });
    expect(unsure).toMatchObject({ severity: 'warning', cause: 'extraction', waits: 'mistake' });
  });
});

describe('blanks are judged twice', () => {
  test('a blank operand with a true zero sum is one warning, not a failure', () => {
    expect(rulesOf({ cells: { 'applications/withheld.stateSecret/naturalPerson': '' } })).toEqual(['cell.blank']);
  });

  test('a blank operand that breaks the sum even as zero is an error of the sum too', () => {
    const rules = rulesOf({ cells: { 'applications/carriedForward/total': '' } });
    expect(rules).toContain('applications.row-sum');
    expect(rules).toContain('applications.balance');
    expect(rules).toContain('cell.blank');
  });

  test('an unreadable operand leaves the sum undecided', () => {
    const rules = rulesOf({
      cells: {
        'applications/disclosed/naturalPerson': { value: null, raw: '', status: 'illegible', needsReview: true },
      },
    });
    expect(rules).toEqual(['cell.low-confidence']);
  });
});

describe('a report that mixes the two forms', () => {
  const mixed: ReportSketch = {
    withoutRows: ['otherHandling.notCorrectedInTime', 'otherHandling.feeNotPaid', 'otherHandling.other'].map(
      (r) => `applications/${r}`,
    ),
    cells: Object.fromEntries(
      [
        'naturalPerson',
        'commercialEnterprise',
        'researchInstitution',
        'socialOrganization',
        'legalServiceInstitution',
        'otherOrganization',
        'total',
      ].map((c) => [`applications/otherHandling/${c}`, 0]),
    ),
    anomalies: {
      applications: [
        { kind: 'row-missing', row: 'otherHandling.other' },
        { kind: 'row-extra', text: '（六）其他处理', values: ['0'], origin: { table: 1, row: 25, column: 1 } },
      ],
    },
  };

  test('sums its unsplit row and is not blamed for every row of the other form', () => {
    const rules = rulesOf(mixed);
    expect(rules).not.toContain('structure.row-missing');
    expect(rules).not.toContain('structure.row-extra');
    expect(rules).not.toContain('applications.result-total');
  });

  test('an error in the unsplit row is found', () => {
    const cells = { ...mixed.cells, 'applications/otherHandling/naturalPerson': 2 };
    expect(rulesOf({ ...mixed, cells })).toContain('applications.result-total');
  });
});

describe('a column whose name is not found', () => {
  const columnMissing = (sketch: ReportSketch) =>
    check({
      ...sketch,
      anomalies: { applications: [{ kind: 'column-missing', column: 'legalServiceInstitution' }] },
    }).findings.find((f) => f.rule === 'structure.col-count');

  test('is a matter of its name where its numbers were read', () => {
    expect(columnMissing({})).toMatchObject({ severity: 'warning', cause: 'unknown' });
  });

  test('is an error where none of its numbers were read', () => {
    const rows = Object.keys(reportOf({}).tables.applications!.rows);
    const absent = { value: null, raw: '', status: 'absent' as const };
    const cells = Object.fromEntries(rows.map((row) => [`applications/${row}/legalServiceInstitution`, absent]));
    expect(columnMissing({ cells })).toMatchObject({ severity: 'error', cause: 'unknown' });
  });
});

describe('fingerprints', () => {
  const sketch: ReportSketch = { cells: { 'remedies/reconsideration/total': 2 } };
  const printOf = (s: ReportSketch) => check(s).findings.find((f) => f.rule === 'remedies.sum')?.fingerprint;

  test('stay the same when the file is uploaded again or the numbers change', () => {
    expect(printOf({ ...sketch, source: { sha256: '1'.repeat(64), fileName: 'again.pdf', format: 'pdf' } })).toBe(
      printOf(sketch),
    );
    expect(printOf({ cells: { 'remedies/reconsideration/total': 3 } })).toBe(printOf(sketch));
  });

  test('differ between agencies, years, rules and cells', () => {
    expect(printOf({ ...sketch, facts: { agency: '安和县教育局' } })).not.toBe(printOf(sketch));
    expect(printOf({ cells: { 'remedies/litigationDirect/total': 2 } })).not.toBe(printOf(sketch));
  });

  test('a report without agency is known by its bytes', () => {
    const nameless: ReportSketch = { ...sketch, facts: { agency: null } };
    expect(printOf({ ...nameless, source: { sha256: '1'.repeat(64) } })).not.toBe(printOf(nameless));
  });

  test('no two findings of a report share one', () => {
    const twice = '依据川办发〔202116号。又依据川办发〔202116号。';
    const prints = check({ preface: [twice] }).findings.map((f) => f.fingerprint);
    expect(prints.length).toBeGreaterThan(1);
    expect(new Set(prints).size).toBe(prints.length);
  });
});

describe('settings of a campaign', () => {
  const thresholds = RULE_THRESHOLDS;
  const sketch: ReportSketch = { cells: { 'applications/withheld.stateSecret/total': '' } };

  test('turn a rule off', () => {
    const settings = { off: ['cell.blank'], severity: {}, thresholds };
    expect(rulesOf({ ...sketch, context: { settings } })).toEqual([]);
  });

  test('change its severity', () => {
    const settings = { off: [], severity: { 'cell.blank': 'error' as const }, thresholds };
    expect(check({ ...sketch, context: { settings } }).findings[0]?.severity).toBe('error');
  });

  test('change its threshold', () => {
    const share: ReportSketch = { cells: { 'applications/otherHandling.other/total': 6 } };
    expect(rulesOf(share)).toContain('applications.other-share');
    const settings = { off: [], severity: {}, thresholds: { ...thresholds, otherShare: 0.9 } };
    expect(rulesOf({ ...share, context: { settings } })).not.toContain('applications.other-share');
  });
});

test('blank cells that we may have misread are told apart from those of the agency', () => {
  const unsure: Partial<Cell> = {
    value: null,
    raw: '',
    status: 'blank',
    needsReview: true,
    confidence: 0.5,
    doubts: ['value-count'],
  };
  const { findings } = check({
    cells: { 'applications/disclosed/total': '', 'applications/handledTotal/total': unsure },
  });
  expect(findings.filter(({ rule }) => rule === 'cell.blank').map(({ cause, cells }) => [cause, cells])).toEqual([
    ['agency', ['applications/disclosed/total']],
    ['extraction', ['applications/handledTotal/total']],
  ]);
});

test('a label of a drawn table whose cells are told by how they stand may be our reading', () => {
  const labels = { 'remedies/column/upheld': '结果维', 'remedies/column/total': '小数' };
  const cells = Object.fromEntries(
    ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'].flatMap((row) =>
      ['upheld', 'total'].map((column) => [`remedies/${row}/${column}`, { confidence: 0.85 }]),
    ),
  );
  const causes = (sketch: ReportSketch) => [
    ...new Set(check(sketch).findings.flatMap(({ rule, cause }) => (/label$/.test(rule) ? [cause] : []))),
  ];
  expect(causes({ labels, source: { format: 'pdf' } })).toEqual(['agency']);
  expect(causes({ labels, cells, source: { format: 'pdf' } })).toEqual(['extraction']);
});

test('what is left of a table that was not read is not judged as prose', () => {
  const remains = '（一）予以公开13800138000';
  const sketch = { preface: [remains] };
  expect(rulesOf(sketch)).toContain('privacy.phone');
  expect(rulesOf({ ...sketch, unplaced: [{ text: remains, origin: null, looksLike: 'row' }] })).not.toContain(
    'privacy.phone',
  );
});

test('arrows by which a page lets a reader sort are no words of a label', () => {
  const labels = { 'remedies/column/total': '总计↑↓', 'applications/row/disclosed': '（一）予以公开⇅' };
  expect(rulesOf({ labels })).toEqual([]);
});

test('a second table beside a first one that lacks rows is no second report of the agency', () => {
  const notes: ReportSketch['notes'] = [{ code: 'several-reports', values: { count: 2 } }];
  const causeOf = (sketch: ReportSketch) =>
    check(sketch).findings.find(({ rule }) => rule === 'document.several-reports')?.cause;
  expect(causeOf({ notes })).toBe('agency');
  const torn: ReportSketch = {
    notes,
    anomalies: { applications: [{ kind: 'row-missing', row: 'handledTotal' }] },
    unplaced: [{ text: '（七）总计\t3', origin: null, looksLike: 'row' }],
  };
  expect(causeOf(torn)).toBe('extraction');
});
