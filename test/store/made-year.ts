import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { FormVersion } from '../../config/catalogue/form.ts';
import { cellsOf, TABLE_KEYS } from '../../config/catalogue/form.ts';
import type { FilingState } from '../../contracts/states.ts';
import type { CanonicalReport, Cell, CheckedReport, Table } from '../../pipeline/contracts/report.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { Tables } from '../../store/database.ts';
import { agencies, batches, campaigns, documents, filings, results, versions } from '../../store/schema.ts';
import { conversionOf } from '../../workers/conversion.ts';
import { plainReport } from '../workers/plain-report.ts';

/** A year of made-up agencies with reports of every kind that a sum has to deal with, written straight into the store. */

export interface MadeYear {
  readonly year: number;
  readonly agencies: number;
  /** Below each of this many districts, which roll up what those below them say. */
  readonly districts: number;
  readonly seed?: number;
  readonly city?: string;
}

/** The same numbers for the same seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const plainCell: Cell = {
  value: 0,
  raw: '0',
  status: 'reported',
  confidence: 1,
  needsReview: false,
  doubts: [],
  reviewReasons: [],
  origin: null,
};

function madeCell(random: () => number, isAmount: boolean): Cell {
  const kind = random();
  if (kind < 0.004) return { ...plainCell, value: null, raw: '', status: 'blank' };
  if (kind < 0.008) return { ...plainCell, value: null, raw: '/', status: 'notApplicable' };
  if (kind < 0.009)
    return { ...plainCell, value: null, raw: '', status: 'illegible', needsReview: true, confidence: 0 };
  const value = isAmount
    ? Math.round(random() * 1e6) / 10 ** Math.floor(random() * 5)
    : Math.floor(random() * (kind < 0.5 ? 3 : 200));
  const doubtful = kind > 0.997;
  return { ...plainCell, value, raw: String(value), needsReview: doubtful, confidence: doubtful ? 0.5 : 1 };
}

/** A report on one form; some leave 其他处理 unsplit. */
export function madeReport(random: () => number, agency: string, year: number, form: FormVersion): CheckedReport {
  const unsplit = form === '2021' && random() < 0.02;
  const tables = Object.fromEntries(
    TABLE_KEYS.map((key): [string, Table] => {
      const rows: Record<string, Record<string, Cell>> = {};
      const put = (row: string, column: string): void => {
        rows[row] = { ...rows[row], [column]: madeCell(random, column === 'amount') };
      };
      for (const [row, column] of cellsOf(key, form)) {
        if (unsplit && row.startsWith('otherHandling.')) put('otherHandling', column);
        else put(row, column);
      }
      return [key, { rows, regions: [], labels: [], anomalies: [] }];
    }),
  );
  const plain = plainReport('0'.repeat(64));
  return {
    ...plain,
    report: { ...plain.report, agency, year, template: form },
    tables: { ...(tables as Pick<CanonicalReport['tables'], (typeof TABLE_KEYS)[number]>), statistics2008: null },
  };
}

const ROWS_AT_ONCE = 500;

/** @returns ids of the agencies, the city first, then the districts */
export async function writeMadeYear(
  { tables, blobs }: { readonly tables: Tables; readonly blobs: Blobs },
  { year, agencies: count, districts, seed = 1, city = '云水市' }: MadeYear,
): Promise<readonly string[]> {
  const random = chance(seed);
  const right: FormVersion = year >= 2021 ? '2021' : '2019';
  await tables.insert(campaigns).values({
    year,
    title: `${year}年度`,
    submitBy: `${year + 1}-01-26`,
    publishBy: `${year + 1}-01-28`,
    statutoryBy: `${year + 1}-01-31`,
    settings: JSON.stringify({ takeFrom: null, dueSoonDays: 7, correctionDays: 5 }),
  });
  const batchId = randomUUID();
  await tables.insert(batches).values({ id: batchId, who: '造数' });
  const ids = Array.from({ length: count }, () => randomUUID());
  const rows = {
    agencies: [] as (typeof agencies.$inferInsert)[],
    filings: [] as (typeof filings.$inferInsert)[],
    documents: [] as (typeof documents.$inferInsert)[],
    results: [] as (typeof results.$inferInsert)[],
    versions: [] as (typeof versions.$inferInsert)[],
  };
  const reports: { readonly documentId: string; readonly report: CheckedReport }[] = [];
  for (const [position, id] of ids.entries()) {
    const isAbove = position <= districts;
    const parentAt = position === 0 ? null : isAbove ? 0 : 1 + (position % districts);
    const parentId = parentAt === null ? null : (ids[parentAt] ?? null);
    const name =
      position === 0 ? `${city}人民政府` : isAbove ? `${city}第${position}区人民政府` : `=${city}${position}局`;
    const path = parentAt === null ? `/${id}/` : parentAt === 0 ? `/${ids[0]}/${id}/` : `/${ids[0]}/${parentId}/${id}/`;
    rows.agencies.push({
      ...{ id, name, parentId, path, aliases: [], formerNames: [], contact: '', phone: '' },
      kind: isAbove ? 'government' : 'department',
      mayIssueRegulations: isAbove,
    });
    const fate = random();
    const filingId = randomUUID();
    const state: FilingState =
      fate < 0.05 ? 'expected' : fate < 0.07 ? 'exempt' : fate < 0.85 ? 'accepted' : 'needsReview';
    const owed = { id: filingId, year, agencyId: id, position, extra: '{}', state, standing: state };
    const scope = isAbove ? ('rollup' as const) : ('self' as const);
    if (state === 'expected' || state === 'exempt') {
      rows.filings.push({ ...owed, scope });
      continue;
    }
    const form: FormVersion = fate > 0.99 ? (right === '2021' ? '2019' : '2021') : right;
    const report = madeReport(random, name, year, form);
    const documentId = randomUUID();
    const versionId = randomUUID();
    rows.filings.push({ ...owed, scope, version: 1, mainDocumentId: documentId, receivedAt: new Date() });
    rows.versions.push({ id: versionId, filingId, number: 1, receivedAt: new Date(), confirmed: true });
    rows.documents.push({
      ...{ id: documentId, batchId, position, versionId, agencyId: id, part: 'main', state: 'converted' },
      ...{
        fileName: `${position}.html`,
        sourceName: `${position}.html`,
        bytes: 1,
        format: 'html',
        mediaType: 'text/html',
      },
      sha256: createHash('sha256').update(documentId).digest('hex'),
      checkDue: false,
      finishedAt: new Date(),
    });
    reports.push({ documentId, report });
  }
  await inParts(reports, async (part) => {
    const kept = await Promise.all(
      part.map(async ({ documentId, report }) => {
        const { sha256, bytes } = await blobs.keep('reports', Buffer.from(`${JSON.stringify(report)}\n`));
        const { findings: _, ...facts } = conversionOf(report, sha256, bytes);
        return { documentId, ...facts };
      }),
    );
    rows.results.push(...kept);
  });
  // Filings name documents, which name versions, which name filings: the link that closes the circle comes last.
  await inParts(rows.agencies, (part) => tables.insert(agencies).values(part));
  await inParts(rows.filings, (part) =>
    tables.insert(filings).values(part.map((filing) => ({ ...filing, mainDocumentId: null }))),
  );
  await inParts(rows.versions, (part) => tables.insert(versions).values(part));
  await inParts(rows.documents, (part) => tables.insert(documents).values(part));
  await inParts(rows.results, (part) => tables.insert(results).values(part));
  await tables.execute(sql`update filings set main_document_id = documents.id
    from versions join documents on documents.version_id = versions.id where versions.filing_id = filings.id and filings.year = ${year}`);
  return ids;
}

async function inParts<T>(rows: readonly T[], write: (part: T[]) => PromiseLike<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) await write(rows.slice(start, start + ROWS_AT_ONCE));
}
