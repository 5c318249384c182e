/** Bounds on files that hold another file. Every bound has its unit and its reason. */
export const UNWRAP_LIMITS = {
  /** Bytes of what a wrapped file unfolds to: as much as a file may have that is handed in plain. */
  bytes: 200 * 1024 * 1024,
  /** MIME parts inside one another; browsers and Word write two. */
  messageDepth: 10,
  /** Frames inside one another, as in saved pages. */
  frameDepth: 3,
  /** Parts of a flat package: as many as members of a zipped one. */
  parts: 10_000,
  /** Elements inside one another in XML that is written anew. */
  xmlDepth: 512,
  /** Sheets of a workbook that are looked through for what they hide, and characters kept of one. A report has four. */
  sheets: 100,
  hiddenCharacters: 100_000,
} as const;

/** How what a program made of a file is held against what the file says by itself. */
export const WITNESS = {
  /** Letters and digits from which a line that became a part of another is told: no number of a report is as long. */
  partCharacters: 16,
  /** Lines of a file that are told, and characters of each. */
  lines: 50,
  lineCharacters: 200,
} as const;
