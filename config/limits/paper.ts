/** The paper that a reviewer compares with: pages drawn, and documents without pages shown as a flow. */

const MB = 1024 * 1024;

export const PAPER_LIMITS = {
  /** Dots per inch in which pages are drawn and kept: strip of pages, small screen, desk, enlarged. Others are rounded up. */
  resolutions: [36, 72, 110, 160, 220, 300],
  /** What a screen at a desk shows at its natural size. */
  usualDpi: 110,
  /** The one of them in which the strip of pages is shown: it comes with every page that is drawn finer. */
  stripDpi: 36,
  /** Pixels of one drawn page: A3 at 300 dpi has 17 million. A larger page is drawn coarser. */
  pixels: 24_000_000,
  /** Pixels of the longer side that WebP can hold. */
  sidePixels: 16_383,
  /** Quality of WebP, 1…100: hair lines and small print without a halo. */
  quality: 82,
  /** Pages drawn ahead of those that were asked for: reading on finds them kept. */
  ahead: 3,
  /** Pages drawn ahead in the resolution of the strip, where many are seen at once. */
  stripAhead: 11,
  /** Pieces of text of one page that can be marked, and characters of one: a full page of small print has 2,000 of a line each. */
  runs: 10_000,
  runCharacters: 2_000,
  /** Documents drawn at the same time: one for the reviewer who waits, one for another. */
  children: 2,
  /** Documents that wait to be drawn; more ask again later. */
  waiting: 64,
  /** HTML of one flow, with its pictures. */
  viewBytes: 24 * MB,
  /** Bytes of one picture in a flow; a scanned page in colour has 4 MB. */
  pictureBytes: 12 * MB,
  /** Pairs of places that two readings of one document are compared by; longer documents are compared by their order alone. */
  pairs: 6_000_000,
  /** What was drawn and not looked at for so long is drawn anew. */
  ageMs: 30 * 24 * 60 * 60 * 1000,
} as const;

/** What drawing one document may cost in its own process: an answer is waited for by somebody who looks at the page. */
export const PAPER_PROCESS = {
  wallMs: 30_000,
  totalMs: 90_000,
  dataBytes: 1536 * MB,
  cpuSeconds: 90,
  resultBytes: 40 * MB,
} as const;
