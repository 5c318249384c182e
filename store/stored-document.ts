import type { DocumentState, DocumentSummary } from '../contracts/api.ts';
import type { DocumentSort } from '../contracts/list-orders.ts';
import type { SkipReason } from '../pipeline/contracts/arrival.ts';
import type { ErrorCode } from '../pipeline/contracts/errors.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';

/** Why a file was refused or left aside. */
export type RefusalCode = ErrorCode | SkipReason;

export interface DocumentFilter {
  readonly state?: DocumentState | undefined;
  readonly verdict?: ValidationStatus | undefined;
  readonly batch?: string | undefined;
  /** These alone. */
  readonly ids?: readonly string[] | undefined;
  /** Of the campaign that it was placed in, else of the report as it was read. */
  readonly year?: number | undefined;
  /** Only with a finding of this rule. */
  readonly rule?: string | undefined;
  /** Of filings that this person reviews. */
  readonly reviewer?: string | undefined;
  /** An agency: only it and those below it. */
  readonly scope?: string | undefined;
  /** Part of the file name or of the agency's name. */
  readonly query?: string | undefined;
  /** True: only what waits for a person to say whose it is. */
  readonly waiting?: boolean | undefined;
  /** Without it the newest is first. */
  readonly sort?: DocumentSort | undefined;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** One document with what leads to its files. */
export interface StoredDocument {
  readonly summary: DocumentSummary;
  readonly sourceName: string;
  /** As its file was recognised; null for one that was not kept. */
  readonly mediaType: string | null;
  /** Hash of the canonical JSON; null until converted. */
  readonly reportSha256: string | null;
  /** Version of the program that made it; null where nobody knows. */
  readonly madeBy: string | null;
}

/** By which is judged who may see a document. */
export interface Belonging {
  /** Ids of its agency and those above. */
  readonly agencyPath: string | null;
  /** Who brought it, while it belongs to nobody. */
  readonly personId: string | null;
}

export interface ChangedDocument extends Belonging {
  readonly summary: DocumentSummary;
  readonly changedAt: Date;
  /** Of the document that has the same bytes; null for none. */
  readonly holder: Belonging | null;
}
