import { cellsOf, type TableKey } from '../../config/catalogue/form.ts';
import type { CanonicalReport, Cell, Table } from '../../pipeline/contracts/report.ts';
import { plainReport } from '../workers/plain-report.ts';

type Facts = Partial<CanonicalReport['report']>;

/** A report on the form of 2021 in which every cell says `value`, but for those that are named. */
export function officeReport(
  facts: Facts,
  {
    value = 0,
    format = 'docx' as CanonicalReport['source']['format'],
    cells = {} as Readonly<Record<string, number>>,
  } = {},
): CanonicalReport {
  const table = (key: TableKey): Table => {
    const rows: Record<string, Record<string, Cell>> = {};
    for (const [row, column] of cellsOf(key, '2021')) {
      const number = cells[`${key}/${row}/${column}`] ?? value;
      const cell: Cell = {
        value: number,
        raw: String(number),
        status: 'reported',
        confidence: 1,
        needsReview: false,
        doubts: [],
        reviewReasons: [],
        origin: null,
      };
      rows[row] = { ...rows[row], [column]: cell };
    }
    return { rows, regions: [], labels: [], anomalies: [] };
  };
  const { validation: _, ...plain } = plainReport('0'.repeat(64));
  return {
    ...plain,
    source: { ...plain.source, format },
    report: { ...plain.report, agency: null, year: null, ...facts },
    tables: {
      proactiveDisclosure: table('proactiveDisclosure'),
      applications: table('applications'),
      remedies: table('remedies'),
      statistics2008: null,
    },
  };
}
