/** The HTTP interface between the server and the page: types only, shared by both. */
import type { SkipReason } from '../pipeline/contracts/arrival.ts';
import type { Decision, DecisionKind, FindingState } from '../pipeline/contracts/decision.ts';
import type { ErrorCode } from '../pipeline/contracts/errors.ts';
import type { CheckedReport, ValidationStatus } from '../pipeline/contracts/report.ts';

/**
 * The one state each uploaded file is in.
 * received → converting → converted | conversion-failed; a refused file is `rejected`, a file held already is `duplicate`.
 * The last four are final; a retry takes conversion-failed back to received.
 */
export const DOCUMENT_STATES = [
  'received',
  'converting',
  'converted',
  'conversion-failed',
  'duplicate',
  'rejected',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
export const FINAL_STATES: readonly DocumentState[] = ['converted', 'conversion-failed', 'duplicate', 'rejected'];

export interface DocumentSummary {
  readonly id: string;
  readonly batchId: string;
  /** Name as uploaded; for a member of an archive `archive.zip › folder/name.docx`. */
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string | null;
  readonly format: string | null;
  readonly state: DocumentState;
  readonly agency: string | null;
  readonly year: number | null;
  /** Verdict of the validation stage after the reviewers' decisions; null until converted. */
  readonly verdict: ValidationStatus | null;
  /** Those that stand: confirmed or not decided on, but not waived. */
  readonly errorFindings: number;
  readonly warningFindings: number;
  /** Errors and warnings, and those of them that a reviewer confirmed or waived on the values that they have. */
  readonly decidableFindings: number;
  readonly decidedFindings: number;
  readonly reviewCells: number;
  /** Set for conversion-failed and rejected. A skip reason: it never was a document (rejected as well, so that all are counted). */
  readonly error: { readonly code: ErrorCode | SkipReason; readonly message: string } | null;
  /** Set for duplicate: the document that has the same bytes. */
  readonly duplicateOf: string | null;
  readonly attempts: number;
  /** While its pages are read from their pictures; null otherwise. */
  readonly progress: { readonly pagesRead: number; readonly pages: number } | null;
  readonly receivedAt: string;
  readonly finishedAt: string | null;
}

/** GET /api/documents?state=&verdict=&batch=&query=&page=1&size=50 */
export interface DocumentPage {
  readonly items: readonly DocumentSummary[];
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

/** GET /api/documents/:id. Downloads: /api/documents/:id/original and /api/documents/:id/report.json */
export interface DocumentDetail extends DocumentSummary {
  readonly report: CheckedReport | null;
}

/**
 * GET /api/documents/:id/decisions, and the answer of POST to it: how the findings of a report stand after what reviewers
 * decided. Not found before the document is converted.
 */
export interface ReportJudgement {
  readonly verdict: ValidationStatus;
  /**
   * Findings that the letter to the agency puts forward; without any there is none. The letter:
   * GET /api/documents/:id/notice.docx and notice.html ?date=&office=&due= (dates YYYY-MM-DD, the last two may be left out)
   */
  readonly toReturn: number;
  /** In the order of the report's findings. */
  readonly findings: readonly FindingJudgement[];
}
export interface FindingJudgement {
  readonly fingerprint: string;
  /** Names the values that a decision is about; it goes back with the decision. */
  readonly operandsDigest: string;
  readonly state: FindingState;
  /** All decisions on the finding, on whatever values, the oldest first. */
  readonly history: readonly Decision[];
}

/** POST /api/documents/:id/decisions → 201. `reason` for a waiver, and only for one. */
export interface DecisionRequest {
  readonly kind: DecisionKind;
  readonly fingerprint: string;
  readonly operandsDigest: string;
  /** There is no login yet: the name that the reviewer gives. */
  readonly reviewer: string;
  readonly reason?: string;
}

/** POST /api/uploads (multipart, any number of parts named `files`; a part's filename may hold a relative path) → 202 */
export interface UploadReceipt {
  readonly batchId: string;
  readonly received: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly items: readonly DocumentSummary[];
}

/** POST /api/documents/:id/retry and POST /api/retries (all that failed) → how many went back to `received` */
export interface RetryReceipt {
  readonly retried: number;
}

/** GET /api/queue, and SSE event `queue` of GET /api/events */
export interface QueueStatus {
  readonly waiting: number;
  readonly running: number;
  readonly converted: number;
  readonly failed: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly filesPerMinute: number;
  /** Seconds until nothing waits at the present rate; null when unknown. */
  readonly secondsToGo: number | null;
  readonly workers: number;
  /** False when Redis or the database does not answer. */
  readonly healthy: boolean;
}

/** SSE events of GET /api/events: `queue` carries QueueStatus, `document` carries DocumentSummary. */
export interface ServerEvents {
  readonly queue: QueueStatus;
  readonly document: DocumentSummary;
}

/** Body of every 4xx and 5xx answer. */
export interface ApiError {
  readonly error: { readonly code: string; readonly message: string };
}

/** GET /api/health: 200 when all hold, 503 otherwise */
export interface Health {
  readonly healthy: boolean;
  readonly database: boolean;
  readonly redis: boolean;
  /** Enough free disk to take uploads. */
  readonly disk: boolean;
}
