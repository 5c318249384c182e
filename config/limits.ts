/** Every bound and threshold: unit, reason, and what set it. */

const MB = 1024 * 1024;

/** Sizes and counts of what is let in. A report of 60 scanned pages is about 30 MB. */
export const INTAKE_LIMITS = {
  fileBytes: 200 * MB,
  archiveBytes: 2048 * MB,
  archiveEntries: 10_000,
  /** All entries of one archive together, counted while inflating. */
  archiveInflatedBytes: 4096 * MB,
  archiveDepth: 2,
  /** DEFLATE cannot pass 1032:1; office files stay under 30:1. Judged only above `ratioFloorBytes`. */
  inflateRatio: 200,
  ratioFloorBytes: 10 * MB,
  fileNameCharacters: 255,
} as const;

/** Bounds on what an extractor takes on. */
export const EXTRACT_LIMITS = {
  /** word/document.xml of a report is under 2 MB; a bomb has hundreds. */
  xmlPartBytes: 64 * MB,
  zipMemberCount: 5_000,
  xmlDepth: 512,
  htmlNodes: 1_000_000,
  textCharacters: 5_000_000,
  pages: 500,
  glyphsPerPage: 100_000,
  rulingsPerPage: 50_000,
  tableCells: 200_000,
  imagePixels: 400_000_000,
} as const;

/** What one document may cost in its own process. */
export const PROCESS_LIMITS = {
  wallMs: 120_000,
  /** Data segment in bytes; pdf.js with a large report stays under 300 MB (docs/decisions). */
  dataBytes: 1536 * MB,
  cpuSeconds: 120,
  /** JSON that a child may hand back. */
  resultBytes: 50 * MB,
} as const;

/** How label texts are compared. Scores 0…1; set on the wordings of the published seeds. */
export const LABEL_THRESHOLDS = {
  /** Below this two labels are not the same label. */
  candidate: 0.6,
  /** A label that is the beginning or the end of the other, e.g. without its remark in brackets. */
  part: 0.9,
  /** Characters from which a part counts as such: 其他 is a part of too much. */
  shortestPart: 4,
  /** Characters from which letters may differ at all. */
  shortestFuzzy: 3,
  /** Another ordinal than the form's: 3. for 5. */
  ordinalPenalty: 0.15,
  /** Characters; longer text is prose. */
  longest: 80,
  /** Entries kept of texts already compared. */
  remembered: 5_000,
} as const;
