import type { Logger } from 'pino';
import { SELF_CHECK_LIMITS } from '../../config/limits/own-door.ts';
import type { SelfCheckFound } from '../../contracts/self-checks.ts';
import { dayOf } from '../../office/deadlines.ts';
import { ConversionError } from '../../pipeline/contracts/errors.ts';
import type { CheckedReport } from '../../pipeline/contracts/report.ts';
import { receive } from '../../pipeline/intake/intake.ts';
import { validate } from '../../pipeline/validate/validate.ts';
import type { Blobs } from '../../store/blobs.ts';
import type { KeptSelfCheck } from '../../store/self-checks.ts';
import type { Store } from '../../store/store.ts';
import type { Converter } from '../../workers/converter.ts';
import { countReviewCells } from '../../workers/review-cells.ts';
import { contextOf } from '../checking/context.ts';
import { RequestError } from '../errors.ts';
import type { DraftFiles } from './draft-files.ts';

/** Looks drafts over for their agencies. */
export interface SelfCheckDesk {
  /**
   * Takes one draft; what is found comes later.
   * @throws RequestError too-many-uploads, ConversionError with why the file is none that is read
   */
  readonly add: (agencyId: string, fileName: string, bytes: Buffer) => Promise<KeptSelfCheck>;
  /** Resolves when nothing waits. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface SelfCheckParts {
  readonly store: Store;
  readonly blobs: Pick<Blobs, 'read'>;
  readonly files: DraftFiles;
  readonly converter: Pick<Converter, 'convert'>;
  readonly log: Logger;
}

/**
 * Drafts never stand in the queue: they are converted here, in processes of their own within the same fence, so that the
 * last days before the deadline do not make them wait. What waits stands in the database, and a killed server goes on.
 */
export function openSelfCheckDesk({ store, blobs, files, converter, log }: SelfCheckParts): SelfCheckDesk {
  const underWay = new Map<string, Promise<void>>();
  let stopped = false;

  const read = async ({ agencyId, ...draft }: KeptSelfCheck): Promise<SelfCheckFound> => {
    const { fileName, format, mediaType, sha256 } = draft;
    const source = { fileName, format, mediaType, sha256, bytes: await files.read(draft.id) };
    const report = await converter.convert(source, undefined, undefined, agencyId);
    return foundIn({ ...report, validation: await checked(agencyId, report) });
  };

  /** With what the office knows of this agency, and nothing of another. */
  const checked = async (agencyId: string, report: CheckedReport): Promise<CheckedReport['validation']> => {
    const { year } = report.report;
    const own = year === null ? null : await store.ownFiling({ agencyId, year });
    if (own === null) return report.validation;
    const known = {
      ...own,
      lastYearSha256: own.lastYear?.reportSha256 ?? null,
      ...{ receivedOn: dayOf(new Date()), uploadedBy: own.agency, sameBytesAs: [] },
      ...{ otherFormSha256s: [], publishedSha256: null, below: [] },
    };
    const readReport = async (hash: string): Promise<CheckedReport> =>
      // It was checked when it was kept and is named by its hash.
      JSON.parse((await blobs.read('reports', hash)).toString());
    return validate(report, await contextOf(known, report, readReport, []));
  };

  const work = async (draft: KeptSelfCheck): Promise<void> => {
    try {
      const found = await read(draft);
      await store.selfChecks.finish(draft.id, JSON.stringify(found), null);
    } catch (error) {
      if (stopped) return;
      const code = error instanceof ConversionError ? error.code : 'internal';
      log.info({ err: error, code }, 'a draft could not be looked over');
      await store.selfChecks.finish(draft.id, null, code);
    }
    await files.drop(draft.id);
  };

  const wake = async (): Promise<void> => {
    if (stopped) return;
    for (const draft of await store.selfChecks.waiting()) {
      if (underWay.has(draft.id)) continue;
      const done = work(draft)
        .catch((error) => log.error({ err: error }, 'what was found in a draft could not be kept; it is tried again'))
        .finally(() => underWay.delete(draft.id));
      underWay.set(draft.id, done);
    }
  };
  const sweep = async (): Promise<void> => {
    await store.selfChecks.sweep(SELF_CHECK_LIMITS.keptMs);
    const waiting = await store.selfChecks.waiting();
    await files.sweep(SELF_CHECK_LIMITS.sweepMs, new Set(waiting.map(({ id }) => id)));
    await wake();
  };
  const tidy = (): void => {
    sweep().catch((error) => log.warn({ err: error }, 'drafts that were looked over could not be swept away'));
  };
  tidy();
  const timer = setInterval(tidy, SELF_CHECK_LIMITS.sweepMs);
  timer.unref();

  return {
    add: async (agencyId, fileName, bytes) => {
      if ((await store.selfChecks.waitingOf(agencyId)) >= SELF_CHECK_LIMITS.waitingOfOne)
        throw new RequestError('too-many-uploads');
      const source = await sourceOf(fileName, bytes);
      const { format, mediaType, sha256 } = source;
      const facts = { agencyId, fileName: source.fileName, bytes: source.bytes.length, format, mediaType, sha256 };
      const draft = await store.selfChecks.add(facts, (id) => files.put(id, source.bytes));
      await wake();
      return draft;
    },
    idle: async () => {
      for (;;) {
        await wake();
        if (underWay.size === 0) return;
        await Promise.all(underWay.values());
      }
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await Promise.all(underWay.values());
    },
  };
}

/** The one document that a file holds. @throws ConversionError, RequestError no-files */
async function sourceOf(fileName: string, bytes: Buffer) {
  for await (const arrival of receive(fileName, { bytes })) {
    if (arrival.kind === 'document') return arrival.source;
    if (arrival.kind === 'refused') throw arrival.error;
  }
  throw new RequestError('no-files');
}

const foundIn = (report: CheckedReport): SelfCheckFound => {
  const { agency, year, template } = report.report;
  const told = report.validation.findings.filter(
    ({ severity, explainedBy, otherAgency }) =>
      severity !== 'info' && explainedBy === null && otherAgency === undefined,
  );
  return {
    ...{ agency, year, template, status: report.validation.status },
    reviewCells: countReviewCells(report),
    unreadPages: report.source.unreadPages.length,
    findings: told.slice(0, SELF_CHECK_LIMITS.findings),
  };
};
