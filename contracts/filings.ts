import { z } from 'zod';
import { findingSchema } from '../pipeline/contracts/finding.ts';
import { CELL_STATUSES, VALIDATION_STATUSES } from '../pipeline/contracts/report.ts';
import { documentSummarySchema, pageOf, placementSchema, secondsRangeSchema } from './api.ts';
import { DOCUMENT_PARTS, FILING_FLAGS, FILING_STATES, UPLOAD_STATES } from './states.ts';

const day = z.iso.date();
const moment = z.iso.datetime();
const who = z.object({ id: z.uuid(), name: z.string() }).readonly();

/** What one agency owes in one campaign, as a row of the list. */
export const filingSchema = z
  .object({
    id: z.uuid(),
    year: z.int(),
    agency: z
      .object({
        id: z.uuid(),
        name: z.string(),
        /** Names of the agencies above it, the topmost first. */
        path: z.array(z.string()).readonly(),
      })
      .readonly(),
    state: z.enum(FILING_STATES),
    flags: z.array(z.enum(FILING_FLAGS)).readonly(),
    /** The day by which something is awaited of the agency; null where nothing is. */
    dueOn: day.nullable(),
    /** Number of the version that counts; 0 before the first. */
    version: z.int(),
    /** The report that counts; null before the first. */
    mainDocumentId: z.uuid().nullable(),
    /** Why it is put aside for the time being; null where it is not. */
    asideReason: z.string().nullable(),
    /** The version that was returned last, and when; null: none was. */
    returned: z.object({ version: z.int(), at: moment }).readonly().nullable(),
    verdict: z.enum(VALIDATION_STATUSES).nullable(),
    errors: z.int(),
    warnings: z.int(),
    reviewCells: z.int(),
    /** Errors and warnings that nobody has decided on. */
    undecided: z.int(),
    reviewer: who.nullable(),
    receivedAt: moment.nullable(),
    acceptedAt: moment.nullable(),
    /** Goes into If-Match of a move. */
    etag: z.string(),
  })
  .readonly();
export type Filing = z.infer<typeof filingSchema>;
export const filingPageSchema = pageOf(filingSchema)
  .unwrap()
  .extend({
    /** How many of the filings that the other conditions let through are in each state and have each flag. */
    counts: z.object({
      states: z.record(z.string(), z.int()),
      flags: z.record(z.string(), z.int()),
    }),
  });
export type FilingPage = z.infer<typeof filingPageSchema>;

export const trailEntrySchema = z
  .object({
    /** From 1, without gaps. */
    position: z.int(),
    at: moment,
    who: z.string(),
    personId: z.uuid().nullable(),
    what: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }).readonly(),
    year: z.int().nullable(),
    agencyId: z.uuid().nullable(),
    before: z.unknown(),
    after: z.unknown(),
    /** SHA-256 in hex over the entry and the hash of the one before. */
    hash: z.string(),
  })
  .readonly();
export type TrailEntry = z.infer<typeof trailEntrySchema>;
export const trailPageSchema = pageOf(trailEntrySchema);
export type TrailPage = z.infer<typeof trailPageSchema>;

export const versionSchema = z
  .object({
    id: z.uuid(),
    number: z.int(),
    receivedAt: moment,
    documents: z.array(documentSummarySchema.unwrap().extend({ part: z.enum(DOCUMENT_PARTS) })).readonly(),
  })
  .readonly();
export type Version = z.infer<typeof versionSchema>;

/** A cell of one version; null where it has none. */
const cellSide = z
  .object({ value: z.number().nullable(), status: z.enum(CELL_STATUSES) })
  .readonly()
  .nullable();
const sides = { from: z.string().nullable(), to: z.string().nullable() };
const findingList = z.array(findingSchema).readonly();
/** GET /api/filings/:id/diff?from=1&to=2: what the main document of one version says otherwise than that of another. */
export const versionDiffSchema = z
  .object({
    from: z.int(),
    to: z.int(),
    cells: z.array(z.object({ path: z.string(), from: cellSide, to: cellSide }).readonly()).readonly(),
    /** Facts of the report by their names in it: `signedOn`, `contact.phone`. */
    metadata: z.array(z.object({ name: z.string(), ...sides }).readonly()).readonly(),
    /** One that changed has both sides, one that came or went has one. */
    paragraphs: z.array(z.object({ section: z.int().nullable(), ...sides }).readonly()).readonly(),
    /** Errors and warnings that are gone, that are there for the first time, and that are there as before. */
    findings: z.object({ closed: findingList, new: findingList, still: findingList }).readonly(),
  })
  .readonly();
export type VersionDiff = z.infer<typeof versionDiffSchema>;

/** GET /api/filings/:id/publication: what was published last of what was accepted, and what it says otherwise. */
export const publicationSchema = z
  .object({
    /** Null: nothing was seen. */
    seen: z
      .object({
        documentId: z.uuid(),
        fileName: z.string(),
        receivedAt: moment,
        /** As the page itself says. */
        publishedOn: day.nullable(),
        /** It was read from a picture, whose text is not compared. */
        isPicture: z.boolean(),
        cells: versionDiffSchema.unwrap().shape.cells,
        paragraphs: versionDiffSchema.unwrap().shape.paragraphs,
      })
      .readonly()
      .nullable(),
    publishBy: day,
  })
  .readonly();
export type Publication = z.infer<typeof publicationSchema>;

/** GET /api/published-hosts: from where published pages may be fetched, each with the hosts below it; none: from nowhere. */
export const publishedHostsSchema = z.object({ hosts: z.array(z.string()).readonly() }).readonly();
export type PublishedHosts = z.infer<typeof publishedHostsSchema>;

/** POST /api/filings/:id/publication: the page or file that the agency published. */
export const publishedAddressSchema = z.object({ address: z.string().trim().min(1).max(2_000) });

export const MOVES = ['return', 'accept', 'reopen', 'exempt', 'reviewer', 'comment', 'aside', 'resume'] as const;
export type Move = (typeof MOVES)[number];

export const filingDetailSchema = filingSchema.unwrap().extend({
  versions: z.array(versionSchema).readonly(),
  comments: z.array(z.object({ id: z.uuid(), who: z.string(), at: moment, text: z.string() })).readonly(),
  notices: z
    .array(z.object({ at: moment, who: z.string(), dueOn: day, note: z.string(), version: z.int() }))
    .readonly(),
  history: z.array(trailEntrySchema).readonly(),
  /** What the person who asks may do with it now, and what is in the way of the rest. */
  moves: z
    .array(
      z.object({
        move: z.enum(MOVES),
        allowed: z.boolean(),
        problems: z.array(z.object({ code: z.string(), message: z.string() })).readonly(),
      }),
    )
    .readonly(),
});
export type FilingDetail = z.infer<typeof filingDetailSchema>;

const words = (characters: number) => z.string().trim().min(1).max(characters);
export const returnSchema = z.strictObject({ dueOn: day, note: z.string().trim().max(2_000).default('') });
export const reasonSchema = z.strictObject({ reason: words(500) });
export const asideSchema = z.strictObject({ reason: z.string().trim().max(500).default('') });
export const reviewerSchema = z.strictObject({ userId: z.uuid().nullable() });
export const commentSchema = z.strictObject({ text: words(2_000) });
export const assignSchema = z.strictObject({
  year: z.int(),
  agencyId: z.uuid(),
  as: z.enum(DOCUMENT_PARTS).default('main'),
});

/** GET /api/uploads: uploads as lasting things. */
export const uploadSchema = z
  .object({
    id: z.uuid(),
    receivedAt: moment,
    who: z.string().nullable(),
    state: z.enum(UPLOAD_STATES),
    /** Why nothing of it was kept; null where it was, or may be. */
    error: z.object({ code: z.string(), message: z.string() }).readonly().nullable(),
    received: z.int(),
    duplicate: z.int(),
    rejected: z.int(),
    /** Documents with a filing, those that wait for a person, and those still to be converted. */
    assigned: z.int(),
    waiting: z.int(),
    open: z.int(),
  })
  .readonly();
export type Upload = z.infer<typeof uploadSchema>;
/** GET /api/uploads/:id: one of them with each file and where it belongs. */
export const uploadDetailSchema = uploadSchema.unwrap().extend({
  items: z.array(documentSummarySchema.unwrap().extend({ placement: placementSchema })),
  /** Until its last document is converted; null when none is open or no worker is there. */
  secondsToGo: secondsRangeSchema.nullable(),
});
export type UploadDetail = z.infer<typeof uploadDetailSchema>;
/** POST /api/uploads/:id/confirm */
export const uploadConfirmationSchema = z.object({ assigned: z.int(), waiting: z.int() });
export type UploadConfirmation = z.infer<typeof uploadConfirmationSchema>;
export const uploadPageSchema = pageOf(uploadSchema);
export type UploadPage = z.infer<typeof uploadPageSchema>;

/** A sum of table three; null: the report does not say it, or there is none. */
const figure = z.object({ value: z.number(), doubtful: z.boolean() }).readonly().nullable();
/** What one year's report says, and how it came in. */
export const agencyYearSchema = z
  .object({
    year: z.int(),
    /** When its first version came in; null before. */
    receivedOn: day.nullable(),
    dueOn: day,
    daysLate: z.int().nullable(),
    versions: z.int(),
    returns: z.int(),
    figures: z
      .object({ newlyReceived: figure, carriedOver: figure, handledTotal: figure, carriedForward: figure })
      .readonly(),
  })
  .readonly();
export type AgencyYear = z.infer<typeof agencyYearSchema>;

/** What one year hands on and the next takes over. `agrees` null: one of them is missing or in doubt. */
export const carryOverSchema = z
  .object({
    from: z.int(),
    to: z.int(),
    carriedForward: z.number().nullable(),
    carriedOver: z.number().nullable(),
    agrees: z.boolean().nullable(),
  })
  .readonly();
export type CarryOver = z.infer<typeof carryOverSchema>;

/** GET /api/agencies/:id: its names and its years, the newest first. */
export const agencyYearsSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  aliases: z.array(z.string()).readonly(),
  formerNames: z.array(z.string()).readonly(),
  kind: z.string(),
  path: z.array(z.string()).readonly(),
  filings: z.array(filingSchema).readonly(),
  /** The oldest first. */
  years: z.array(agencyYearSchema).readonly(),
  carryOvers: z.array(carryOverSchema).readonly(),
});
export type AgencyYears = z.infer<typeof agencyYearsSchema>;
