import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DECISION_LIMITS } from '../../config/limits/office.ts';
import {
  applyDecisions,
  DECISION_KINDS,
  type DecisionKind,
  isOwnCause,
  type JudgedFinding,
  operandsOf,
  stands,
  verdictAfter,
} from '../../pipeline/contracts/decision.ts';
import type { Finding } from '../../pipeline/contracts/finding.ts';
import { type CheckedReport, VALIDATION_STATUSES } from '../../pipeline/contracts/report.ts';
import { isAboutReading } from '../../pipeline/contracts/verdict.ts';
import { contextOf, type ReportSketch, reportOf } from '../../pipeline/validate/example.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import type { Database, DatabasePlace } from '../../store/database.ts';
import type { NewDecision } from '../../store/deciding.ts';
import { batches, decisions, documents, findings, results } from '../../store/schema.ts';
import { createStore, type Store } from '../../store/store.ts';
import { ALL_SEEING } from '../../store/viewer.ts';
import { conversionOf } from '../../workers/conversion.ts';
import { document, sha256Of } from './handed-in.ts';
import { openTestDatabase } from './open-database.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

let folder: string;
let postgres: PostgresServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-test-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

const checked = (sketch: ReportSketch): CheckedReport => {
  const report = reportOf(sketch);
  return { ...report, validation: validate(report, contextOf(sketch)) };
};
/** Wrong in one total: errors of a row and of its column, and a note that names the cell. */
const wrong = (total: number): CheckedReport => checked({ cells: { 'applications/newlyReceived/total': total } });

const UNREAD_PAGE = { page: 2, bbox: [0, 0, 595, 842] as const };
/** An error of our reading that somebody has looked at is none any more. */
const isLookedAt = ({ finding, state }: JudgedFinding): boolean =>
  finding.severity === 'error' && state.kind === 'confirmed' && isAboutReading(finding);

const pick = (report: CheckedReport, place: number): Finding => {
  const found = report.validation.findings.filter(isOwnCause);
  const finding = found[place % found.length];
  if (finding === undefined) throw new Error('nothing was found');
  return finding;
};
const decision = (kind: DecisionKind, report: CheckedReport, finding: Finding): NewDecision => {
  const common = { fingerprint: finding.fingerprint, operands: operandsOf(finding, report), reviewer: '李审核' };
  return kind === 'waived' || kind === 'proposed' ? { kind, reason: '已电话核实', ...common } : { kind, ...common };
};

const embedded = async (): Promise<DatabasePlace> => ({ url: null, folder: join(folder, randomUUID()) });
const served = async (): Promise<DatabasePlace> => ({ url: await postgres.newDatabase(), folder });

describe.each([
  ['on PGlite', embedded],
  ['on PostgreSQL', served],
])('decisions %s', (_name, place) => {
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    database = await openTestDatabase(await place());
    store = createStore(database.tables);
  });
  afterAll(() => database.close());
  const clear = async (): Promise<void> => {
    for (const table of [decisions, findings, results, documents, batches]) await database.tables.delete(table);
  };
  beforeEach(clear);

  /** A converted document with this report. */
  const keep = async (report: CheckedReport): Promise<string> => {
    const [summary] = await store.receive([document(randomUUID())]);
    const run = await store.claim(summary?.id ?? '');
    if (run === null) throw new Error('nothing was claimed');
    await store.finish(run, conversionOf(report, sha256Of('report'), 6));
    return run.documentId;
  };
  const summaryOf = async (id: string) => (await store.find(id))?.summary;
  const listed = async (verdict: CheckedReport['validation']['status']) =>
    (await store.list({ verdict, page: 1, size: 50 }, ALL_SEEING)).items.map((item) => item.id);

  it('are kept with who, when and why, in the order in which they were made', async () => {
    const report = wrong(14);
    const id = await keep(report);
    const finding = pick(report, 0);
    const before = Date.now();
    for (const kind of DECISION_KINDS) await store.decide(id, decision(kind, report, finding));
    const kept = await store.decisionsOn(id);
    expect(kept.map(({ kind }) => kind)).toEqual(DECISION_KINDS);
    expect(kept[1]).toMatchObject({ ...decision('waived', report, finding), reason: '已电话核实' });
    const decidedAt = Date.parse(kept[0]?.decidedAt ?? '');
    expect(decidedAt).toBeGreaterThanOrEqual(before);
    expect(decidedAt).toBeLessThanOrEqual(Date.now());
  });

  it('hold for the same report in another file, whether it came before or comes later', async () => {
    const report = wrong(14);
    const earlier = await keep(report);
    const id = await keep(report);
    for (const finding of report.validation.findings) await store.decide(id, decision('waived', report, finding));
    const later = await keep(report);
    for (const one of [earlier, id, later]) {
      expect(await summaryOf(one)).toMatchObject({ verdict: 'passed', errorFindings: 0, warningFindings: 0 });
    }
    expect(await listed('failed')).toEqual([]);
    expect((await listed('passed')).toSorted()).toEqual([earlier, id, later].toSorted());
  });

  it('do not hold for the report with other numbers', async () => {
    const [report, corrected] = [wrong(14), wrong(15)];
    const id = await keep(report);
    for (const finding of report.validation.findings) await store.decide(id, decision('waived', report, finding));
    const next = await keep(corrected);
    expect(await summaryOf(next)).toMatchObject({ verdict: 'failed', decidedFindings: 0 });
    expect(applyDecisions(corrected, await store.decisionsOn(next)).map(({ state }) => state.kind)).toContain('void');
  });

  it('are told of as a change of every document that has the finding, and of no other', async () => {
    const report = wrong(14);
    const same = [await keep(report), await keep(report)];
    const other = await keep(checked({ cells: { 'remedies/litigationDirect/total': 3 } }));
    const at = async () =>
      new Map((await store.recentChanges(10)).map(({ summary, changedAt }) => [summary.id, changedAt.getTime()]));
    const before = await at();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.decide(same[0] ?? '', decision('confirmed', report, pick(report, 0)));
    const after = await at();
    for (const id of same) expect(after.get(id)).toBeGreaterThan(before.get(id) ?? Number.POSITIVE_INFINITY);
    expect(after.get(other)).toBe(before.get(other));
  });

  it('take any text of a document as operands', async () => {
    const report = wrong(14);
    const id = await keep(report);
    const strange = {
      ...decision('confirmed', report, pick(report, 0)),
      operands: [{ name: 'quote', value: '\0\ud800"' }],
    };
    await store.decide(id, strange);
    expect((await store.decisionsOn(id))[0]?.operands).toEqual(strange.operands);
  });

  it('can be taken on each of more findings than one statement takes', async () => {
    const report = wrong(14);
    const [finding] = report.validation.findings;
    if (finding === undefined) throw new Error('nothing was found');
    const many = Array.from({ length: 10_000 }, (_, n) => ({ ...finding, fingerprint: sha256Of(String(n)) }));
    const id = await keep({ ...report, validation: { status: 'failed', findings: many } });
    await store.decide(id, decision('waived', report, many.at(-1) ?? finding));
    expect(await summaryOf(id)).toMatchObject({ errorFindings: 9_999, decidedFindings: 1 });
  });

  it('on one finding come to an end', async () => {
    const report = wrong(14);
    const id = await keep(report);
    const [first, second] = [pick(report, 0), pick(report, 1)];
    for (let n = 0; n < DECISION_LIMITS.perFinding; n++) {
      expect(await store.decide(id, decision('confirmed', report, first))).toBe(true);
    }
    expect(await store.decide(id, decision('waived', report, first))).toBe(false);
    expect(await store.decide(id, decision('waived', report, second))).toBe(true);
    expect(await store.decisionsOn(id)).toHaveLength(DECISION_LIMITS.perFinding + 1);
  });

  it('taken by two reviewers at once on two versions of a report are both kept', async () => {
    const report = wrong(14);
    const [one, two] = [await keep(report), await keep(report)];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        store.decide(n % 2 === 0 ? one : two, decision('confirmed', report, pick(report, n))),
      ),
    );
    expect(await store.decisionsOn(one)).toHaveLength(20);
  });

  it('count in the list as they do in the report, whatever was decided', async () => {
    const doubt = { value: 13, raw: '13', needsReview: true, doubts: ['low-confidence' as const] };
    const reports = [
      wrong(14),
      wrong(15),
      checked({ cells: { 'applications/newlyReceived/total': doubt, 'remedies/reconsideration/total': 4 } }),
      checked({ cells: { 'applications/disclosed/naturalPerson': '' } }),
      checked({ unplaced: [{ text: '其他文件\t12', origin: { table: 1, row: 5, column: 1 }, looksLike: 'row' }] }),
      checked({ notes: [{ code: 'several-reports', values: {} }] }),
      // an error that rests on a page that nobody read
      checked({ withoutTables: ['remedies'], unplaced: [{ text: '', origin: UNREAD_PAGE, looksLike: 'picture' }] }),
      checked({}),
    ];
    const step = fc.record({
      report: fc.nat(reports.length - 1),
      finding: fc.nat(30),
      kind: fc.constantFrom(...DECISION_KINDS),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        await clear();
        const ids = await Promise.all(reports.map(keep));
        for (const { report: which, finding, kind } of steps) {
          const report = reports[which];
          if (report !== undefined && report.validation.findings.length > 0) {
            await store.decide(ids[which] ?? '', decision(kind, report, pick(report, finding)));
          }
        }
        for (const [index, report] of reports.entries()) {
          const id = ids[index] ?? '';
          const all = applyDecisions(report, await store.decisionsOn(id));
          const judged = all.filter(({ finding }) => isOwnCause(finding));
          const decidable = judged.filter(({ finding }) => finding.severity !== 'info');
          const standing = (severity: string) =>
            judged.filter((one) => stands(one) && !isLookedAt(one) && one.finding.severity === severity).length;
          const verdict = verdictAfter(report, all);
          expect(await summaryOf(id)).toMatchObject({
            verdict,
            errorFindings: standing('error'),
            warningFindings: standing('warning'),
            decidableFindings: decidable.length,
            decidedFindings: decidable.filter(({ state }) => state.kind === 'confirmed' || state.kind === 'waived')
              .length,
          });
          for (const status of VALIDATION_STATUSES)
            expect((await listed(status)).includes(id)).toBe(status === verdict);
        }
      }),
      { numRuns: 15 },
    );
  });
});
