import type { SkipReason } from '../pipeline/contracts/arrival.ts';
import type { ErrorCode } from '../pipeline/contracts/errors.ts';
import type { ValidationStatus } from '../pipeline/contracts/report.ts';
import type { DocumentPage, DocumentState, DocumentSummary } from '../server/api.ts';
import type { Tables } from './database.ts';
import { createDecisions, type Decisions } from './deciding.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { findDocument, listBatch, listDocuments, recentChanges } from './listing.ts';
import { type HandedIn, holdersOf, receiveBatch } from './receiving.ts';
import { countStates, type StateCounts, sendBack, unfinishedDocuments } from './waiting.ts';

/** Why a file was refused or left aside. */
export type RefusalCode = ErrorCode | SkipReason;

export interface DocumentFilter {
  readonly state?: DocumentState | undefined;
  readonly verdict?: ValidationStatus | undefined;
  readonly batch?: string | undefined;
  /** Part of the file name or of the agency's name. */
  readonly query?: string | undefined;
  /** From 1. */
  readonly page: number;
  readonly size: number;
}

/** One document with what leads to its files. */
export interface StoredDocument {
  readonly summary: DocumentSummary;
  readonly sourceName: string;
  /** Hash of the canonical JSON; null until converted. */
  readonly reportSha256: string | null;
}

export interface Unfinished {
  /** Only documents that have waited, or been converted, for at least so long. */
  readonly waitingMs: number;
  readonly convertingMs: number;
  readonly limit: number;
}

/** Everything that is known about the documents: the only door to the database. */
export interface Store extends Ledger, Decisions {
  /** Writes one upload down, all of it or nothing. The bytes must be on disk already. */
  readonly receive: (files: readonly HandedIn[]) => Promise<readonly DocumentSummary[]>;
  /** Those of these hashes whose bytes are held already. */
  readonly held: (sha256s: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly list: (filter: DocumentFilter) => Promise<DocumentPage>;
  readonly find: (documentId: string) => Promise<StoredDocument | null>;
  /** The documents that changed last, the newest change first. */
  readonly recentChanges: (limit: number) => Promise<readonly ChangedDocument[]>;
  readonly counts: () => Promise<StateCounts>;
  /** Takes failed documents back to `received`, one or all. @returns the ids that went back. */
  readonly sendBack: (documentId?: string) => Promise<readonly string[]>;
  /** Ids of documents that should be in the queue, oldest first. */
  readonly unfinished: (which: Unfinished) => Promise<readonly string[]>;
}

export interface ChangedDocument {
  readonly summary: DocumentSummary;
  readonly changedAt: Date;
}

export function createStore(tables: Tables): Store {
  return {
    ...createLedger(tables),
    ...createDecisions(tables),
    receive: async (files) => listBatch(tables, await receiveBatch(tables, files)),
    held: async (sha256s) => new Set((await holdersOf(tables, sha256s)).keys()),
    list: (filter) => listDocuments(tables, filter),
    find: (documentId) => findDocument(tables, documentId),
    recentChanges: (limit) => recentChanges(tables, limit),
    counts: () => countStates(tables),
    sendBack: (documentId) => sendBack(tables, documentId),
    unfinished: (which) => unfinishedDocuments(tables, which),
  };
}
