import { type CellPath, cellPath, columnsOf, type TableKey } from '../../config/catalogue/form.ts';
import type { CanonicalReport, Cell } from '../../pipeline/contracts/report.ts';
import type { Delivery, RosterEntry, ValidationContext } from '../../pipeline/contracts/validation-context.ts';

/** What is known beside a report, and the rule that must find what is wrong with it; null for nothing wrong. */
export interface Beside {
  readonly rule: string | null;
  /** Rules that find the same from another side. */
  readonly also?: readonly string[];
  /** Null where the report has not what it takes. */
  readonly context: (report: CanonicalReport) => ValidationContext | null;
}

const cellAt = (report: CanonicalReport, path: CellPath): Cell | undefined => {
  const [table, row, column] = path.split('/') as [TableKey, string, string];
  return report.tables[table]?.rows[row]?.[column];
};
const amount = (report: CanonicalReport, path: CellPath): number => cellAt(report, path)?.value ?? 0;

/** A copy with other numbers in some cells; null where the report has not all of them. */
function withAmounts(report: CanonicalReport, amounts: Iterable<readonly [CellPath, number]>): CanonicalReport | null {
  const copy = structuredClone(report);
  for (const [path, value] of amounts) {
    const cell = cellAt(copy, path);
    if (!cell) return null;
    Object.assign(cell, { value, raw: String(value) });
  }
  return copy;
}

const made = (row: string, column: string): CellPath => cellPath('proactiveDisclosure', row, column);
const DOCUMENTS = ['regulations', 'normativeDocuments'] as const;
const NEW: CellPath = 'applications/newlyReceived/total';

/** A report of the year before from which this one follows: what it left over was carried in, what was valid went on. */
function yearBefore(report: CanonicalReport): CanonicalReport {
  const amounts: (readonly [CellPath, number])[] = columnsOf('applications').map((c) => [
    cellPath('applications', 'carriedForward', c.key),
    amount(report, cellPath('applications', 'carriedOver', c.key)),
  ]);
  for (const row of DOCUMENTS) {
    const of = (column: string): number => amount(report, made(row, column));
    if (report.report.template === '2019')
      amounts.push([made(row, 'disclosedTotal'), Math.max(0, of('disclosedTotal') - of('disclosed'))]);
    else amounts.push([made(row, 'inForce'), of('inForce') - of('issued') + of('repealed')]);
  }
  if (report.report.template === '2019')
    for (const [row, columns] of Object.entries(report.tables.proactiveDisclosure?.rows ?? {}))
      if (columns.change) amounts.push([made(row, 'change'), 0]);
  for (const row of ['reconsideration', 'litigationDirect', 'litigationAfterReconsideration'])
    amounts.push([cellPath('remedies', row, 'pending'), 0], [cellPath('remedies', row, 'upheld'), 1]);
  const past = withAmounts(report, amounts) ?? structuredClone(report);
  const year = report.report.year;
  return { ...past, report: { ...past.report, year: year === null ? null : year - 1 } };
}

/** Last year's report with one number that this year's does not follow from. */
const lastYear = (
  rule: string,
  path: CellPath,
  change: (before: number, now: CanonicalReport) => number | null,
): Beside => ({
  rule,
  context: (report) => {
    const before = yearBefore(report);
    const value = change(amount(before, path), report);
    const past = value === null ? null : withAmounts(before, [[path, value]]);
    return past && cellAt(report, path) ? { lastYear: past } : null;
  },
});

const rosterOf = ({ report }: CanonicalReport, change: Partial<RosterEntry> = {}): RosterEntry => ({
  agency: report.agency ?? '某机关',
  aliases: [],
  kind: 'department',
  mayIssueRegulations: true,
  scope: 'self',
  year: report.year ?? 2022,
  submitBy: '2099-01-20',
  publishBy: '2099-01-28',
  ...change,
});
const delivered = (change: Partial<Delivery>): Delivery => ({
  receivedOn: null,
  publishedOn: null,
  acceptedTextSha256: null,
  publishedTextSha256: null,
  sameBytesAs: [],
  uploadedBy: null,
  ...change,
});

export const BESIDE: readonly Beside[] = [
  { rule: null, context: (report) => ({ lastYear: yearBefore(report) }) },
  {
    rule: null,
    context: (report) => ({ roster: rosterOf(report), delivery: delivered({ receivedOn: '2099-01-20' }) }),
  },
  { rule: null, context: (report) => ({ otherVersions: [report], outstanding: [] }) },
  lastYear('years.carry', 'applications/carriedForward/total', (before) => before + 3),
  lastYear('years.carry', 'applications/carriedForward/naturalPerson', (before) => before + 1),
  lastYear('years.valid', made('normativeDocuments', 'inForce'), (before) => before + 4),
  lastYear('years.items', made('administrativeLicensing', 'previousItems'), (before) => before + 2),
  lastYear('years.pub-total', made('normativeDocuments', 'disclosedTotal'), (before) => before + 1),
  lastYear(
    'years.pending',
    'remedies/reconsideration/pending',
    (_before, now) => amount(now, 'remedies/reconsideration/total') + 2,
  ),
  lastYear('years.jump', NEW, (before) => (before >= 20 ? before * 9 : null)),
  {
    rule: 'years.same-numbers',
    also: ['years.carry'],
    context: (report) =>
      amount(report, NEW) < 10
        ? null
        : { lastYear: { ...report, report: { ...report.report, year: (report.report.year ?? 0) - 1 } } },
  },
  {
    rule: 'identity.agency-unmatched',
    context: (report) => ({ roster: rosterOf(report, { agency: '白沙县气象台' }) }),
  },
  {
    rule: 'identity.year-conflict',
    context: (report) => ({ roster: rosterOf(report, { year: (report.report.year ?? 0) + 1 }) }),
  },
  {
    rule: 'deadline.submit-late',
    context: (report) => ({ roster: rosterOf(report), delivery: delivered({ receivedOn: '2099-02-01' }) }),
  },
  {
    rule: 'deadline.publish-late',
    context: (report) => ({ roster: rosterOf(report), delivery: delivered({ publishedOn: '2099-02-01' }) }),
  },
  { rule: 'deadline.missing', context: () => ({ outstanding: ['白沙县气象台'] }) },
  { rule: 'identity.agency-conflict', context: () => ({ delivery: delivered({ uploadedBy: '白沙县气象台' }) }) },
  { rule: 'document.duplicate-file', context: () => ({ delivery: delivered({ sameBytesAs: ['年报.docx'] }) }) },
  {
    rule: 'publication.changed',
    context: () => ({ delivery: delivered({ acceptedTextSha256: 'a', publishedTextSha256: 'b' }) }),
  },
  {
    rule: 'publication.versions-differ',
    context: (report) => {
      const other = withAmounts(report, [[NEW, amount(report, NEW) + 1]]);
      return other && { otherVersions: [other] };
    },
  },
  {
    rule: 'cell.outlier',
    context: (report) => (amount(report, NEW) < 100 ? null : { peers: { [NEW]: { high: 3, reports: 40 } } }),
  },
  {
    rule: 'rollup.court-register',
    context: (report) => ({
      caseRegister: [{ row: 'reconsideration', cases: amount(report, 'remedies/reconsideration/total') + 1 }],
    }),
  },
];
