/** How what is drawn on a PDF page is held against what its text says. Every bound and threshold has its unit and its reason. */

/** Outlines of characters, laid over a grid. */
export const OUTLINE = {
  /** Squares of the grid; enough to tell digits from one another, few enough to be alike between fonts. */
  columns: 6,
  rows: 9,
  /** Scan lines for each row of squares. */
  scans: 4,
  /** Straight pieces that a curve is cut into. */
  curveSteps: 4,
  /** How far from the corner of a frame, as a part of its larger side, its points may lie. */
  cornerSlack: 0.02,
  /** Numbers of a path from which it is not looked at; the most intricate Chinese characters have 3,000. */
  longest: 20_000,
} as const;

/** How the outline of a character is held against known digits: mean square of the differences of shares of ink. */
export const DIGIT_LIKENESS = {
  /** What the square of a difference of proportions, width for height, counts beside it. */
  proportion: 0.5,
  /** Digits of other fonts are 0.005 to 0.09 away from the nearest known one, other digits 0.04 and more. */
  farthest: 0.11,
} as const;

/** What characters may be drawn like. Lengths in parts of the font size. */
export const GLYPH_LOOK = {
  /** A point or a comma is lower than that, a digit higher. */
  lowMark: 0.4,
  /** A digit that stands on the base line and is as high as digits are, whatever its character is called. */
  digitHeight: 0.5,
  digitBottom: 0.15,
} as const;

/** How corrections of numbers are told. Parts of the font size unless said otherwise. */
export const CORRECTIONS = {
  /** Distance of middles within which characters are on one line, and gap within which they are one number. */
  sameLine: 0.4,
  tokenGap: 0.25,
  /** How far the base line lies above the lower edge of a character's box. */
  descent: 0.12,
  /** The band above the base line in which a line strikes a number through; digits are 0.7 high. */
  bandBottom: 0.12,
  bandTop: 0.58,
  /** Share of the width of a number that strokes must run through; what only touches its edge is no correction. */
  struckShare: 0.6,
  /** Points: strokes that rise higher than that strike no number through; rows in which strokes are looked up. */
  highestStroke: 60,
  rowPt: 8,
} as const;

/** How stamps are told from what they were put on. */
export const STAMPS = {
  /** Characters, and rules, of stamps for each of the page itself, at most. */
  characters: 0.3,
  rules: 0.6,
  /** Share of the smaller of two characters that lies under the other one. */
  across: 0.1,
  /** Points by which rules must run on beyond where they cross. */
  inside: 3,
} as const;

/** Which places of a page are looked at. Parts of the font size unless said otherwise. */
export const EYE_PLACES = {
  /** Points: heights of what may be a line of text, and the width of its narrowest character. */
  lowestPt: 3.5,
  highestPt: 40,
  narrowestPt: 1,
  /** Gap between marks of one word, and of one character above another; height in points beyond which gaps no longer grow. */
  besideGap: 0.4,
  belowGap: 0.15,
  largestSize: 16,
  /** Share of the width of a picture or shape that text on it takes up from which it is the ground of that text. */
  underText: 0.3,
  /** Points by which a mark may reach over a rule. */
  ruleSlackPt: 1.5,
  sameLine: 0.5,
  /** How far behind other text on its line ink may stand that belongs to it. */
  lineReach: 3,
  /** Room that is left around characters: they may be drawn beyond their boxes. */
  room: 0.08,
} as const;

/** How a place of a drawn page is read. */
export const EYE_LOOK = {
  /** Places of one page that are looked at; four tables of numbers have 200. */
  places: 1_500,
  /** Confidence from which a reading of ink outside of all tables is taken for text, not for an ornament. */
  ornament: 0.8,
  /** Height of a digit for the size of its font, and size of the font for the height of its ink. */
  digitHeight: 0.7,
} as const;

/** Texts that form fields and typed notes state beside what is painted of them. */
export const ANNOTATIONS = {
  /** Annotations of one page that are looked at. */
  most: 5_000,
  /** Size of the text of a field that names none, for its height. */
  heightShare: 0.75,
  /** Points between the side of a field and its text. */
  padding: 2,
  /** Width of a Latin character for the size of its font. */
  narrow: 0.5,
} as const;
