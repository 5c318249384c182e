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
} as const;
