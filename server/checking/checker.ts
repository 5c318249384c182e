import { setImmediate as breathe } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { WaitReason } from '../../contracts/states.ts';
import { type AgencyNames, agencyNames } from '../../office/agency-names.ts';
import { applyCorrections } from '../../office/corrections.ts';
import { dayOf } from '../../office/deadlines.ts';
import { obstacleToHandIn } from '../../office/filing.ts';
import { type Guess, guessesFor } from '../../office/match.ts';
import { relationTo } from '../../office/versions.ts';
import type { CanonicalReport, CheckedReport } from '../../pipeline/contracts/report.ts';
import type { TextSketch, ValidationContext } from '../../pipeline/contracts/validation-context.ts';
import { textSketch } from '../../pipeline/validate/similarity.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { DueDocument } from '../../store/checking.ts';
import type { Conversion } from '../../store/keep-result.ts';
import { StoreRefusal } from '../../store/refusal.ts';
import type { Store } from '../../store/store.ts';
import { type Actor, ALL_SEEING, GOUJI, type Viewer } from '../../store/viewer.ts';
import { conversionOf } from '../../workers/conversion.ts';
import { contextOf } from './context.ts';

/** How often it is looked for what became due without anybody saying so: workers with a database of their own do not call. */
const LOOK_MS = 1_000;
/** Reports that are kept at hand, each of some hundred kilobytes. */
const REPORTS_AT_HAND = 16;
/** Documents that are taken from the database at once. */
const PART = 100;

export interface Checker {
  /** Something is due: look now. */
  readonly wake: () => void;
  /** Puts the rules to one document at once, if it is due: somebody waits for what they say. */
  readonly check: (documentId: string) => Promise<void>;
  /** Puts a document where a guess says. False: it waits for another reason than the guess. */
  readonly place: (documentId: string, guess: Guess, by: Actor, viewer: Viewer) => Promise<boolean>;
  /** Resolves when nothing is due: for tests, and for the end of the server. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface CheckerParts {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly log: Logger;
}

/**
 * Follows what was converted: finds out whose report of which year it is, puts it into its filing or into the tray, and
 * checks it with what the office knows. What is due stands in the database, so that a killed server goes on where it was;
 * each step is a transaction, and one that was done is found done.
 */
export function startChecker({ store, blobs, log }: CheckerParts): Checker {
  /** Reports read last, by their hash: a reviewer corrects one cell of a report after another. Nobody changes them. */
  const lately = new Map<string, CheckedReport>();
  const readReport = async (sha256: string): Promise<CheckedReport> => {
    const before = lately.get(sha256);
    if (before !== undefined) return before;
    // It was checked when it was kept and is named by its hash.
    const report: CheckedReport = JSON.parse((await blobs.read('reports', sha256)).toString());
    remember(sha256, report);
    return report;
  };
  const remember = (sha256: string, report: CheckedReport): void => {
    const [oldest] = lately.keys();
    if (oldest !== undefined && lately.size >= REPORTS_AT_HAND) lately.delete(oldest);
    lately.set(sha256, report);
  };
  let sketches: Map<string, TextSketch> | null = null;
  /** From what the sketch of a document was made, by this process. */
  const sketchedFrom = new Map<string, string>();
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;

  const knownSketches = async (): Promise<Map<string, TextSketch>> => {
    sketches ??= new Map((await store.checking.sketches()).map(({ documentId, ...sketch }) => [documentId, sketch]));
    return sketches;
  };

  /**
   * What is kept says what was found so far, of the cells as they were corrected so far.
   * @returns false: what it rests on changed meanwhile, and it is due still
   */
  const checkOne = async (document: DueDocument, office: () => Promise<Office>): Promise<boolean> => {
    const collecting = await collectingFor(document, office);
    const kept = await readReport(document.reportSha256);
    const read = document.readSha256 === null ? kept : await readReport(document.readSha256);
    const report = document.readSha256 === null ? kept : applyCorrections(read, document.corrections);
    let waits: WaitReason | null = null;
    let stands: Pick<DueDocument, 'versionId' | 'part' | 'dueMarks'> = document;
    if (collecting !== null) {
      waits = await placeByEvidence(document, report, collecting);
      stands = (await store.checking.placeOf(document.id)) ?? document;
    }
    // From here on: whatever changes of what is read now marks the document once more.
    const known = stands.versionId === null ? null : await store.checking.knowledge(document.id, dayOf(new Date()));
    const all = await knownSketches();
    const others = known === null ? [] : othersOf(all, document.id, known);
    const context = known === null ? trayContext(waits, report) : await contextOf(known, report, readReport, others);
    const validation =
      context !== null
        ? validate(report, context)
        : report.corrections === undefined
          ? read.validation
          : validate(report);
    const next: CheckedReport = { ...report, validation };
    const checked = isSame(next, kept) ? await keptAgain(document, kept) : await keep(next);
    const differ = validation.findings.some(({ rule }) => rule === 'publication.versions-differ');
    if (!(await store.checking.done({ ...document, ...stands }, checked, known === null ? null : differ))) return false;
    const { agency, signer } = report.report;
    // What a sketch is made of: corrections of cells change none of it.
    const drawnFrom = JSON.stringify([report.source.sha256, known?.agency, known?.year, agency, signer]);
    if (known !== null && stands.part === 'main' && sketchedFrom.get(document.id) !== drawnFrom) {
      const sketch = { ...textSketch(report), agency: known.agency, year: known.year };
      all.set(document.id, sketch);
      await store.checking.keepSketch(document.id, sketch);
      sketchedFrom.set(document.id, drawnFrom);
    }
    return true;
  };

  /** As it stands now: since it was found due, somebody may have placed or checked it. @returns whether it is due still */
  const checkDue = async (documentId: string, office: () => Promise<Office>): Promise<boolean> => {
    const document = await store.checking.dueOne(documentId);
    return document !== null && !(await checkOne(document, office));
  };

  /** The same with what was found then, where nothing rests on it that `done` would not notice. */
  const checkFound = async (found: DueDocument, office: () => Promise<Office>): Promise<boolean> =>
    (await collectingFor(found, office)) === null ? !(await checkOne(found, office)) : checkDue(found.id, office);

  /** One document at a time, whoever asks: two looks at once would place it twice. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work, work);
    turn = done.catch(() => undefined);
    return done;
  };

  const keep = async (report: CheckedReport): Promise<Conversion> => {
    const { sha256, bytes } = await blobs.keep('reports', Buffer.from(`${JSON.stringify(report, null, 2)}\n`));
    remember(sha256, report);
    return conversionOf(report, sha256, bytes);
  };

  /** What is kept of a report that did not change; null: all that there is to be kept. */
  const keptAgain = async (document: DueDocument, report: CheckedReport): Promise<Conversion | null> => {
    if (document.template === report.report.template && document.unreadPages !== null && document.hasFigures)
      return null;
    const { length } = await blobs.read('reports', document.reportSha256);
    return conversionOf(report, document.reportSha256, length);
  };

  /** Puts a document where it belongs when that is sure, else says why it waits. */
  const placeByEvidence = async (
    document: DueDocument,
    report: CanonicalReport,
    office: Office,
  ): Promise<WaitReason | null> => {
    const guesses = guessesFor(report, office.names, document);
    const collected = guesses.filter(({ year }) => office.years.has(year));
    const [best] = collected;
    const wait = async (reason: WaitReason): Promise<WaitReason> => {
      await store.placing.wait(document.id, reason, guesses);
      return reason;
    };
    if (best === undefined) return wait(guesses.length > 0 ? 'no-campaign' : 'not-on-roster');
    const takeFrom = office.years.get(best.year)?.takeFrom ?? null;
    if (takeFrom === null || best.confidence < takeFrom) return wait('unsure');
    const reason = await placeAt(document, report, best, GOUJI, ALL_SEEING);
    return reason === null ? null : wait(reason);
  };

  /** @returns why it does not go there; null: it is there */
  const placeAt = async (
    { id, batchId, receivedAt }: Pick<DueDocument, 'id' | 'batchId' | 'receivedAt'>,
    report: CanonicalReport,
    { year, agencyId }: Guess,
    by: Actor,
    viewer: Viewer,
  ): Promise<WaitReason | null> => {
    const standing = await store.checking.standing(year, agencyId);
    if (standing === null) return 'not-on-roster';
    const obstacle = obstacleToHandIn(standing.state, standing.campaignOpen);
    if (obstacle !== null) return OBSTACLE_REASONS[obstacle];
    let part: 'main' | 'other' = 'main';
    if (standing.version > 0 && standing.mainReportSha256 !== null) {
      const sameUpload = standing.mainBatchId === batchId;
      const relation = relationTo(await readReport(standing.mainReportSha256), { report, sameUpload });
      if (relation === 'ask') return 'which-counts';
      if (relation === 'next' && standing.receivedAt !== null && receivedAt < standing.receivedAt)
        return 'came-earlier';
      part = relation === 'form' ? 'other' : 'main';
    } else if (standing.version > 0) return 'which-counts';
    try {
      await store.placing.assign(id, { year, agencyId, part, confirmed: true }, viewer, by);
      return null;
    } catch (error) {
      if (error instanceof StoreRefusal) return REFUSAL_REASONS[error.code] ?? 'unsure';
      throw error;
    }
  };

  /** Read once for a part of what is due, and only where a document has to be placed. */
  const officeOnce = (): (() => Promise<Office>) => {
    let office: Promise<Office> | null = null;
    const readOffice = async (): Promise<Office> => {
      const years = await store.checking.campaignYears();
      // Where no year is collected nothing is placed.
      return { names: agencyNames(years.size === 0 ? [] : await store.checking.names()), years };
    };
    return () => {
      office ??= readOffice();
      return office;
    };
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      const office = officeOnce();
      const [, ...others] = await inTurn(async () => {
        const due = await store.checking.due(PART);
        const [first] = due;
        again = due.length === PART;
        if (first !== undefined && !(await checkOne(first, office))) again = true;
        return due;
      });
      for (const found of others) {
        // Others are answered between two documents.
        await breathe();
        if (stopped) return;
        if (await inTurn(() => checkFound(found, office))) again = true;
      }
    } while (again && !stopped);
  };

  const wake = (): void => {
    if (stopped) return;
    if (running !== null) {
      again = true;
      return;
    }
    running = run()
      .catch((error) => {
        if (!stopped) log.error({ err: error }, 'what was converted could not be checked; it is tried again');
      })
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(wake, LOOK_MS);
  timer.unref();
  wake();

  return {
    wake,
    check: async (documentId) => {
      const office = officeOnce();
      // What it rests on may change meanwhile; then it is due still.
      while (!stopped && (await inTurn(() => checkDue(documentId, office))));
    },
    place: async (documentId, guess, by, viewer) => {
      const found = await store.placing.arrivalOf(documentId);
      if (found === null) return false;
      const reason = await placeAt(found, await readReport(found.reportSha256), guess, by, viewer);
      return reason === null;
    },
    idle: async () => {
      for (;;) {
        wake();
        await running;
        if ((await store.checking.due(1)).length === 0) return;
      }
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      await turn;
    },
  };
}

/** The cells follow from what was read and from the corrections: where these are the same, so are those. */
const isSame = (one: CheckedReport, other: CheckedReport): boolean =>
  JSON.stringify([one.validation, one.corrections ?? []]) ===
  JSON.stringify([other.validation, other.corrections ?? []]);

/** The office, when a document is to be put into a filing of it. */
async function collectingFor(
  { versionId, heldBack }: DueDocument,
  readOffice: () => Promise<Office>,
): Promise<Office | null> {
  if (versionId !== null || heldBack) return null;
  const office = await readOffice();
  return office.years.size > 0 ? office : null;
}

interface Office {
  readonly names: AgencyNames;
  readonly years: ReadonlyMap<number, { readonly takeFrom: number | null }>;
}

const OBSTACLE_REASONS = {
  accepted: 'filing-accepted',
  'not-due': 'filing-not-due',
  closed: 'campaign-closed',
} as const satisfies Record<string, WaitReason>;

const REFUSAL_REASONS: Readonly<Partial<Record<StoreRefusal['code'], WaitReason>>> = {
  'filing-accepted': 'filing-accepted',
  'filing-not-due': 'filing-not-due',
  'campaign-closed': 'campaign-closed',
  'not-found': 'not-on-roster',
};

/**
 * What is known of a report in the tray: that the roster has nobody for it, or nothing. Null: it is as it was converted,
 * and stays so. What was held against it in a filing that it left is taken back.
 */
function trayContext(waits: WaitReason | null, report: CheckedReport): ValidationContext | null {
  if (waits === 'not-on-roster') return { notOnRoster: true };
  const wasKnown = report.validation.findings.some(({ rule }) => ROSTER_RULES.test(rule));
  return wasKnown ? {} : null;
}
/** Rules that only speak with the office's knowledge. */
const ROSTER_RULES = /^(?:deadline|rollup|years)\.|^identity\.agency-unmatched$|^publication\.versions-differ$/;

/** Texts of other agencies of the year and the year before. The agency's own earlier report is compared as last year's. */
function othersOf(
  all: ReadonlyMap<string, TextSketch>,
  documentId: string,
  { agency, year }: { readonly agency: string; readonly year: number },
): readonly TextSketch[] {
  const others: TextSketch[] = [];
  for (const [id, sketch] of all) {
    if (id === documentId || sketch.agency === agency) continue;
    if (sketch.year === year || sketch.year === year - 1) others.push(sketch);
  }
  return others;
}
