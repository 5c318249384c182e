import type { DocumentPage, DocumentSummary, MadeBy } from '../contracts/api.ts';
import type { Subject } from '../office/access.ts';
import type { Lane } from '../pipeline/contracts/expected-work.ts';
import { type AgencyAccounts, createAgencyAccounts } from './agency-accounts.ts';
import { type Campaigns, createCampaigns } from './campaigns.ts';
import { type Checking, createChecking } from './checking.ts';
import { type Consolidation, createConsolidation } from './consolidation.ts';
import { type Anew, convertAnew, madeBy, type ReliedOn, reliedOn } from './conversions.ts';
import { type Corrections, createCorrections } from './corrections.ts';
import type { Tables } from './database.ts';
import { createDecisions, type Decisions } from './deciding.ts';
import { createFilings, type Filings } from './filings.ts';
import { createFormDrafts, type FormDrafts } from './form-drafts.ts';
import { createIssues, type Issues } from './issues.ts';
import { type LaneWork, laneWork, workBefore } from './lane-work.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { listChoices } from './list-choices.ts';
import { findDocument, listBatch, listDocuments, recentChanges } from './listing.ts';
import { createNotices, type Notices } from './notices.ts';
import { createOutgoing, type Outgoing } from './outgoing.ts';
import { createOverviews, type Overviews } from './overview.ts';
import { type OwnFiling, ownFiling, type WhichFiling } from './own-filings.ts';
import { createPeople, type People } from './people.ts';
import { createPlacing, type Placing } from './placing.ts';
import { createQueueRoom, type QueueRoom } from './queue-room.ts';
import { type HandedIn, holdersOf, receiveBatch, type Sender } from './receiving.ts';
import { createRemovals, type Removals } from './removals.ts';
import { createRepeats, type Repeats } from './repeats.ts';
import { createKeptRows, type KeptRows } from './retention.ts';
import { createRosters, type Rosters } from './rosters.ts';
import { createRuleCounts, type RuleCounts } from './rule-counts.ts';
import { createSelfChecks, type SelfChecks } from './self-checks.ts';
import { createSimilar, type Similar } from './similar.ts';
import type { ChangedDocument, DocumentFilter, StoredDocument } from './stored-document.ts';
import { createTrail, type Trail } from './trail.ts';
import { type InTurn, nextInTurn } from './turns.ts';
import { createUploads, type Uploads } from './uploads.ts';
import { type Actor, ALL_SEEING, agenciesSeen, GOUJI, isSeen, type Viewer } from './viewer.ts';
import { countStates, type StateCounts, sendBack, takeBackLost } from './waiting.ts';

/** Everything that is known about the documents: the only door to the database. */
export interface Store extends Ledger, Decisions {
  /**
   * Writes one upload down, all of it or nothing. The bytes must be on disk already.
   * @param viewer who is told of it
   * @param uploadId of one that was begun
   */
  readonly receive: (
    files: readonly HandedIn[],
    sender?: Sender,
    viewer?: Viewer,
    uploadId?: string,
  ) => Promise<readonly DocumentSummary[]>;
  /** Those of these hashes whose bytes are held already. */
  readonly held: (sha256s: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly list: (filter: DocumentFilter, viewer: Viewer) => Promise<DocumentPage>;
  /** What lists can be narrowed by. */
  readonly listChoices: (viewer: Viewer) => ReturnType<typeof listChoices>;
  /** @param viewer who is shown it; that he may see it was judged before */
  readonly find: (documentId: string, viewer?: Viewer) => Promise<StoredDocument | null>;
  /** The documents that changed last, the newest change first. */
  readonly recentChanges: (limit: number) => Promise<readonly ChangedDocument[]>;
  readonly counts: (viewer: Viewer) => Promise<StateCounts>;
  /** Takes failed documents back to `received`: these, or all that are seen. @returns the ids that went back. */
  readonly sendBack: (
    documentIds: readonly string[] | undefined,
    viewer: Viewer,
    by: Actor,
  ) => Promise<readonly string[]>;
  /** The documents of a lane that are to be begun next. */
  readonly nextInTurn: (lane: Lane, limit: number) => Promise<readonly InTurn[]>;
  /** Has documents converted once more. @returns their ids */
  readonly convertAnew: (which: Anew, viewer: Viewer, by: Actor) => Promise<readonly string[]>;
  /** How many results each version of the program made. */
  readonly madeBy: () => Promise<MadeBy['versions']>;
  /** All files that the database relies on. */
  readonly reliedOn: () => Promise<readonly ReliedOn[]>;
  readonly laneWork: () => Promise<readonly LaneWork[]>;
  /** Expected seconds of each lane until the last document of an upload is done. */
  readonly workBefore: (uploadId: string) => Promise<ReadonlyMap<Lane, number>>;
  /** Takes runs back of which nothing was heard for so long. @returns how many */
  readonly takeBackLost: (silentMs: number) => Promise<number>;
  readonly isSeen: (subject: Exclude<Subject, 'nothing'>, id: string, viewer: Viewer) => Promise<boolean>;
  /** Those of these names that are agencies whom somebody may see. */
  readonly agenciesSeen: (names: readonly string[], viewer: Viewer) => Promise<ReadonlySet<string>>;
  readonly people: People;
  readonly campaigns: Campaigns;
  readonly rosters: Rosters;
  readonly filings: Filings;
  readonly overviews: Overviews;
  readonly issues: Issues;
  readonly placing: Placing;
  readonly checking: Checking;
  readonly corrections: Corrections;
  readonly consolidation: Consolidation;
  readonly ruleCounts: RuleCounts;
  readonly notices: Notices;
  readonly outgoing: Outgoing;
  readonly similar: Similar;
  readonly agencyAccounts: AgencyAccounts;
  readonly formDrafts: FormDrafts;
  readonly selfChecks: SelfChecks;
  /** Null: there is no such filing. */
  readonly ownFiling: (which: WhichFiling) => Promise<OwnFiling | null>;
  readonly uploads: Uploads;
  readonly removals: Removals;
  readonly queueRoom: QueueRoom;
  readonly keptRows: KeptRows;
  readonly trail: Trail;
  readonly repeats: Repeats;
}

export function createStore(tables: Tables): Store {
  return {
    ...createLedger(tables),
    ...createDecisions(tables),
    receive: async (files, sender = { ...GOUJI, agencyId: null }, viewer = ALL_SEEING, uploadId = undefined) =>
      listBatch(tables, await receiveBatch(tables, files, sender, uploadId), viewer),
    held: async (sha256s) => new Set((await holdersOf(tables, sha256s)).keys()),
    list: (filter, viewer) => listDocuments(tables, filter, viewer),
    listChoices: (viewer) => listChoices(tables, viewer),
    find: (documentId, viewer) => findDocument(tables, documentId, viewer),
    recentChanges: (limit) => recentChanges(tables, limit),
    counts: (viewer) => countStates(tables, viewer),
    sendBack: (documentIds, viewer, by) => sendBack(tables, documentIds, viewer, by),
    nextInTurn: (lane, limit) => nextInTurn(tables, lane, limit),
    convertAnew: (which, viewer, by) => convertAnew(tables, which, viewer, by),
    madeBy: () => madeBy(tables),
    reliedOn: () => reliedOn(tables),
    laneWork: () => laneWork(tables),
    workBefore: (uploadId) => workBefore(tables, uploadId),
    takeBackLost: (silentMs) => takeBackLost(tables, silentMs),
    isSeen: (subject, id, viewer) => isSeen(tables, subject, id, viewer),
    agenciesSeen: (names, viewer) => agenciesSeen(tables, names, viewer),
    people: createPeople(tables),
    campaigns: createCampaigns(tables),
    rosters: createRosters(tables),
    filings: createFilings(tables),
    overviews: createOverviews(tables),
    issues: createIssues(tables),
    placing: createPlacing(tables),
    checking: createChecking(tables),
    corrections: createCorrections(tables),
    consolidation: createConsolidation(tables),
    ruleCounts: createRuleCounts(tables),
    notices: createNotices(tables),
    outgoing: createOutgoing(tables),
    similar: createSimilar(tables),
    agencyAccounts: createAgencyAccounts(tables),
    formDrafts: createFormDrafts(tables),
    selfChecks: createSelfChecks(tables),
    ownFiling: (which) => ownFiling(tables, which),
    uploads: createUploads(tables),
    removals: createRemovals(tables),
    queueRoom: createQueueRoom(tables),
    keptRows: createKeptRows(tables),
    trail: createTrail(tables),
    repeats: createRepeats(tables),
  };
}
