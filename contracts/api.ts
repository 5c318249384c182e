/**
 * The HTTP interface of documents, uploads, decisions and the queue: the schemas by which requests and answers are
 * checked and from which the OpenAPI document is made. The page takes the types alone.
 */
import { z } from 'zod';
import { SKIP_REASONS } from '../pipeline/contracts/arrival.ts';
import { type DECISION_KINDS, decisionSchema } from '../pipeline/contracts/decision.ts';
import { ERROR_KINDS, type ErrorCode } from '../pipeline/contracts/errors.ts';
import { LANES } from '../pipeline/contracts/expected-work.ts';
import { type CheckedReport, VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';
import { evidenceSchema } from './match.ts';
import { DOCUMENT_PARTS, DOCUMENT_STATES, FILING_STATES, WAIT_REASONS } from './states.ts';

export { DOCUMENT_STATES, type DocumentState, FINAL_STATES } from './states.ts';

const refusalCodes = [...(Object.keys(ERROR_KINDS) as ErrorCode[]), ...SKIP_REASONS] as const;

/** To which filing a document belongs, or to which it may. */
export const placementSchema = z
  .object({
    filingId: z.uuid().nullable(),
    /** Whose filing that is, and of which year. */
    agency: z.object({ id: z.uuid(), name: z.string() }).readonly().nullable(),
    year: z.int().nullable(),
    version: z.int().nullable(),
    part: z.enum(DOCUMENT_PARTS).nullable(),
    /** Where it has no filing: why it waits in the tray; null while it is not converted. */
    waitsFor: z.enum(WAIT_REASONS).nullable(),
    /** What it may be, the likeliest first. */
    guesses: z
      .array(
        z.object({
          agencyId: z.uuid(),
          agency: z.string(),
          year: z.int(),
          /** 0…1 */
          confidence: z.number(),
          evidence: z.array(evidenceSchema).readonly(),
        }),
      )
      .readonly(),
  })
  .readonly();
export type Placement = z.infer<typeof placementSchema>;

export const documentSummarySchema = z
  .object({
    id: z.uuid(),
    batchId: z.uuid(),
    /** Name as uploaded; for a member of an archive `archive.zip › folder/name.docx`. */
    fileName: z.string(),
    bytes: z.int(),
    sha256: z.string().nullable(),
    format: z.string().nullable(),
    state: z.enum(DOCUMENT_STATES),
    agency: z.string().nullable(),
    year: z.int().nullable(),
    /** Verdict of the validation stage after the reviewers' decisions; null until converted. */
    verdict: z.enum(VALIDATION_STATUSES).nullable(),
    /** Those that stand: confirmed or not decided on, but not waived. */
    errorFindings: z.int(),
    warningFindings: z.int(),
    /** Errors and warnings, and those of them that a reviewer confirmed or waived on the values that they have. */
    decidableFindings: z.int(),
    decidedFindings: z.int(),
    reviewCells: z.int(),
    /** Set for conversion-failed and rejected. A skip reason: it never was a document (rejected as well, so that all are counted). */
    error: z
      .object({ code: z.enum(refusalCodes), message: z.string() })
      .readonly()
      .nullable(),
    /** Set for duplicate: the document that has the same bytes, and its name. */
    duplicateOf: z.uuid().nullable(),
    duplicateOfName: z.string().nullable(),
    attempts: z.int(),
    /** While its pages are read from their pictures; null otherwise. */
    progress: z.object({ pagesRead: z.int(), pages: z.int() }).readonly().nullable(),
    receivedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    /** The filing it belongs to; null while it stands in the tray. */
    filingId: z.uuid().nullable(),
    /** How that filing stands, and who reviews it; null without one. */
    filingState: z.enum(FILING_STATES).nullable(),
    putAside: z.boolean(),
    reviewer: z.string().nullable(),
  })
  .readonly();
export type DocumentSummary = z.infer<typeof documentSummarySchema>;

/** A list, page by page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item).readonly(), total: z.int(), page: z.int(), size: z.int() }).readonly();

/** GET /api/documents?state=&verdict=&batch=&query=&page=1&size=50 */
export const documentPageSchema = pageOf(documentSummarySchema);
export type DocumentPage = z.infer<typeof documentPageSchema>;

/** GET /api/documents/:id. Downloads: /api/documents/:id/original and /api/documents/:id/report.json */
export interface DocumentDetail extends DocumentSummary {
  readonly report: CheckedReport | null;
  /** Version of the program that made the report; null where nobody knows, or there is none. */
  readonly madeBy: string | null;
}

const [confirmedSchema, waivedSchema, , proposedSchema] = decisionSchema.options;
const changedOperandSchema = z.object({ name: z.string(), before: z.string().nullable(), now: z.string().nullable() });
export const findingStateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open') }).readonly(),
  z.object({ kind: z.literal('confirmed'), decision: confirmedSchema }).readonly(),
  z.object({ kind: z.literal('waived'), decision: waivedSchema }).readonly(),
  z.object({ kind: z.literal('proposed'), decision: proposedSchema }).readonly(),
  z
    .object({
      kind: z.literal('void'),
      decision: z.discriminatedUnion('kind', [confirmedSchema, waivedSchema, proposedSchema]),
      changed: z.array(changedOperandSchema.readonly()).readonly(),
    })
    .readonly(),
]);

const findingJudgementSchema = z
  .object({
    fingerprint: z.string(),
    /** Names the values that a decision is about; it goes back with the decision. */
    operandsDigest: z.string(),
    state: findingStateSchema,
    /** All decisions on the finding, on whatever values, the oldest first. */
    history: z.array(decisionSchema).readonly(),
  })
  .readonly();
export type FindingJudgement = z.infer<typeof findingJudgementSchema>;

/**
 * GET /api/documents/:id/decisions, and the answer of POST to it: how the findings of a report stand after what reviewers
 * decided. Not found before the document is converted.
 */
export const reportJudgementSchema = z
  .object({
    verdict: z.enum(VALIDATION_STATUSES),
    /**
     * Findings that the letter to the agency puts forward; without any there is none. The letter:
     * GET /api/documents/:id/notice.docx and notice.html ?date=&office=&due= (dates YYYY-MM-DD, the last two may be left out)
     */
    toReturn: z.int(),
    /** In the order of the report's findings. */
    findings: z.array(findingJudgementSchema).readonly(),
  })
  .readonly();
export type ReportJudgement = z.infer<typeof reportJudgementSchema>;

/** POST /api/documents/:id/decisions → 201. `reason` for a waiver and for the proposal of one, and only for these. */
export interface DecisionRequest {
  readonly kind: (typeof DECISION_KINDS)[number];
  readonly fingerprint: string;
  readonly operandsDigest: string;
  /** The name under which the decision is shown, of who is nobody in particular; the trail has who was signed in. */
  readonly reviewer?: string;
  readonly reason?: string;
}

/** POST /api/uploads (multipart, any number of parts named `files`; a part's filename may hold a relative path) → 202 */
export const uploadReceiptSchema = z
  .object({
    batchId: z.string(),
    received: z.int(),
    duplicate: z.int(),
    rejected: z.int(),
    /** Originals that had been damaged on disk and that this upload replaced; left out where there are none. */
    mended: z.int().optional(),
    items: z.array(documentSummarySchema).readonly(),
  })
  .readonly();
export type UploadReceipt = z.infer<typeof uploadReceiptSchema>;

/** GET /api/resumable/:id: how far an upload in pieces is, or its receipt once all of it is here and written down. */
export const resumableStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('receiving'), bytes: z.int(), here: z.int() }),
  z.object({ state: z.literal('received'), receipt: uploadReceiptSchema }),
]);
export type ResumableState = z.infer<typeof resumableStateSchema>;

/** POST /api/documents/:id/retry and POST /api/retries (all that failed) → how many went back to `received` */
export const retryReceiptSchema = z.object({ retried: z.int() }).readonly();
export type RetryReceipt = z.infer<typeof retryReceiptSchema>;

/** GET /api/conversions: which versions of the program made the results that are shown, the latest first. */
export const madeBySchema = z.object({
  /** Of the program that this server runs. */
  current: z.string(),
  versions: z
    .array(
      z.object({
        /** Null: made before versions were kept. */
        madeBy: z.string().nullable(),
        documents: z.int(),
        lastAt: z.iso.datetime(),
      }),
    )
    .readonly(),
});
export type MadeBy = z.infer<typeof madeBySchema>;

/** A time as a range, in seconds: it will likely lie between the two. */
export const secondsRangeSchema = z.object({ from: z.int(), to: z.int() }).readonly();
export type SecondsRange = z.infer<typeof secondsRangeSchema>;

/** What waits in one lane. */
export const laneStatusSchema = z
  .object({
    lane: z.enum(LANES),
    waiting: z.int(),
    /** Those that a person held back; they are not among the waiting. */
    paused: z.int(),
    running: z.int(),
    /** Until nothing waits; null while no worker is there. */
    secondsToGo: secondsRangeSchema.nullable(),
  })
  .readonly();
export type LaneStatus = z.infer<typeof laneStatusSchema>;

/** GET /api/queue, and SSE event `queue` of GET /api/events */
export const queueStatusSchema = z
  .object({
    waiting: z.int(),
    running: z.int(),
    converted: z.int(),
    failed: z.int(),
    duplicate: z.int(),
    rejected: z.int(),
    filesPerMinute: z.number(),
    /** Seconds until nothing waits at the present rate; null when unknown. */
    secondsToGo: z.int().nullable(),
    workers: z.int(),
    /** Of everybody's documents. */
    lanes: z.array(laneStatusSchema).readonly(),
    /** False when Redis or the database does not answer. */
    healthy: z.boolean(),
  })
  .readonly();
export type QueueStatus = z.infer<typeof queueStatusSchema>;

/** A filing that changed, by a move, a decision, or what was handed in: whoever shows it asks for it anew. */
export interface ChangedFiling {
  readonly id: string;
  readonly year: number;
  readonly agencyId: string;
}

/**
 * SSE events of GET /api/events: `queue` carries QueueStatus, `document` carries DocumentSummary, `filing` carries
 * ChangedFiling; `missed` carries nothing: more changed at once than is told one by one.
 */
export interface ServerEvents {
  readonly filing: ChangedFiling;
  readonly queue: QueueStatus;
  readonly document: DocumentSummary;
  readonly missed: null;
}

/** Body of every 4xx and 5xx answer: RFC 9457, and beside it the shape that older programs read. */
export const apiErrorSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    /** What is in the way, one sentence each. */
    problems: z
      .array(z.object({ code: z.string(), message: z.string() }))
      .readonly()
      .optional(),
    error: z.object({ code: z.string(), message: z.string() }).readonly(),
  })
  .readonly();
export type ApiError = z.infer<typeof apiErrorSchema>;

/** GET /api/ready: 200 when what is uploaded now is also converted, 503 otherwise */
export const readySchema = z.object({
  ready: z.boolean(),
  database: z.boolean(),
  redis: z.boolean(),
  disk: z.boolean(),
  /** Worker processes that are connected. */
  workers: z.int(),
});
export type Ready = z.infer<typeof readySchema>;

/** What holds of the fence around the processes that open what strangers sent. */
export const fenceStateSchema = z.object({
  /** They see no file but the program and their own folder. */
  files: z.boolean(),
  /** They reach no network and no socket. */
  network: z.boolean(),
  /** They start no program and touch no other process. */
  programs: z.boolean(),
  /** They are not run by root. */
  user: z.boolean(),
  /** The same of the office suite: it has a root and a network of its own. */
  suite: z.boolean(),
});
export type FenceState = z.infer<typeof fenceStateSchema>;

/** GET /api/health: 200 when all hold, 503 otherwise */
export const healthSchema = z
  .object({
    healthy: z.boolean(),
    database: z.boolean(),
    redis: z.boolean(),
    /** Enough free disk to take uploads. */
    disk: z.boolean(),
    fence: fenceStateSchema,
  })
  .readonly();
export type Health = z.infer<typeof healthSchema>;
