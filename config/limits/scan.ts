/** Pages that are read from their pictures. Every bound and threshold has its unit and its reason. */

/** Colours of a scanned page: levels 0…255 unless said otherwise. */
export const SCAN_COLOURS = {
  /** How much redder than green and blue a seal is; print under one is darker in all three. */
  redder: 40,
  /** Difference between the channels, and the brightest channel, from which a pixel is coloured paper and not print. */
  saturated: 60,
  brightest: 150,
  /** Side in inches of the squares in which colours are counted: wider than a stroke, narrower than a line of a marker. */
  squareInches: 0.06,
  /** Part of a square that a marker leaves bright; the print on it takes up to a third. */
  markedShare: 0.55,
  /** Coloured pixels of a square from which there is colour in it: JPEG colours single ones. */
  colouredPixels: 6,
  /** Extent in inches in both directions from which red is a seal or a stamp; a line of red print is lower. */
  sealInches: 0.45,
  /** Extent in inches of the largest stamp of another colour than red. */
  stampInches: 3.3,
  /** Part of the bounds of red that is red all over from which it is a coloured ground: seals are rings and characters. */
  filledShare: 0.6,
  /** Level below which a pixel is dark, and the part of such pixels from which a page is white on black. */
  dark: 100,
  darkShare: 0.6,
} as const;

/** Shaded cells, markers and bands of grey on a page. Levels 0…255 unless said otherwise. */
export const SCAN_GROUNDS = {
  /** Difference of the paper of two neighbouring squares from which there is an edge between them, and how many there must be. */
  edge: 18,
  fewestEdges: 4,
  /** Thickness in inches of the thickest stroke of print: what is wider is ground. */
  thickestInches: 0.06,
  /** Ground that is darker than that is black, and not shaded. */
  darkest: 60,
} as const;

/** Cells that are printed white on black. */
export const SCAN_DARK_CELLS = {
  /** Level below which a pixel is dark: dark blue and dark red are. */
  dark: 110,
  /** Side in inches of the squares that are dark all over: wider than a stroke. Least height and width of a dark cell. */
  squareInches: 0.02,
  leastInches: 0.12,
  /** Part of the place of light print that is dark: of black print on white it is a third. */
  darkAround: 0.4,
  /** Places of light print for the dark ones around: a star or a blot has none. */
  leastPrint: 0.02,
} as const;

/** Rules in a scanned page. Inches on paper; set on simulated scans of 150–300 dpi. */
export const SCAN_RULES = {
  /** Strokes of characters in tables are shorter: 12 pt is 0.17 in. */
  shortestInches: 0.19,
  /** From this length a straight run is a rule wherever it ends. */
  longInches: 1,
  /** Levels of grey by which a rule may be lighter than ink, and the lightest there is: noise makes no straight runs. */
  fainter: 50,
  faintest: 210,
  /** Break in a faint rule that is bridged. */
  gapInches: 0.012,
  thickestInches: 0.035,
  /** Rise of a rule for its length that a level page may still have. */
  drift: 0.012,
  /** Height of an upright stroke that stands alone from which it is a rule: a 1 of the largest print is lower. */
  loneInches: 0.3,
  /** Widest gap that the ring and the letters of a seal leave in a rule. */
  sealGapInches: 0.25,
  /** How far print that touches the end of a rule draws it out: the height of a character. */
  overshootInches: 0.2,
  /** How near the end of a short rule must come to another rule. */
  reachInches: 0.05,
} as const;

/** How rules drawn as dashes or dots are told from print. Browsers and word processors draw dashes of 0.03 to 0.1 in. */
export const SCAN_BROKEN_RULES = {
  thickestInches: 0.03,
  /** Longest dash along a line and down it: a 1 of the smallest print is longer, and ones stand in columns. */
  longestDashInches: { horizontal: 0.1, vertical: 0.058 },
  /** Widest usual gap: rows of print stand further apart. */
  usualGapInches: 0.06,
  /** Where rules cross the dashes of one are taken out with the other. */
  widestGapInches: 0.15,
  /** By how much a rule is drawn out at its ends to meet the others. */
  endInches: 0.06,
  /** How far one dash may lie beside the line of the one before it. */
  offInches: 0.01,
  fewest: 6,
  shortestInches: 0.35,
  /** Part of the gaps that are of the usual width. */
  regular: 0.7,
  /** How closely other ink stands beside a stroke of a character, and the part of the dashes of a rule that may have such. */
  besideInches: 0.02,
  crowded: 0.34,
} as const;

/** Black that is no print: what the scanner saw beside the sheet, seals and pictures in black and white. */
export const SCAN_BLACK = {
  /** Side of the squares that are black all over: no stroke of print is so thick. */
  squareInches: 0.045,
  /** Part of a square that is ink. */
  share: 0.95,
  /** Extent from which such squares are no character, and extent in both directions: the star of a seal, a punched hole. */
  leastInches: 0.5,
  thickInches: 0.17,
  /** A patch so many times as high or wide as a character, with so little ink in its bounds, is a line across, not print. */
  sparseSize: 1.8,
  sparseInk: 0.1,
} as const;

/** Lines across a page that are no rules. Inches on paper. */
export const SCAN_STRAY = {
  /** How near the end of a line must come to a rule, or to the end of another line, to belong there. */
  reachInches: 0.06,
  /** How far pieces of one line may lie beside each other. */
  offInches: 0.015,
  shortestInches: 1,
  /** From this length an upright line is one also where it crosses no rule: print has no such strokes. */
  longInches: 3,
  /** Levels by which print is darker than a grey line that runs over it. */
  darker: 45,
  /** How near to a line print may have lost something to it, for the usual height of characters. */
  besideHeight: 0.2,
  /** Height of print for the usual one from which it is no dirt, and rows with print on both sides of a line that make a column. */
  wordHeight: 0.5,
  fewestDivided: 2,
  /** How much narrower than a cell the others of its row are, how many these are, and how far their widths may differ. */
  narrower: 0.7,
  fewestCells: 3,
  evenly: 0.15,
} as const;

/** Frames of stamps over a table. Inches on paper. */
export const SCAN_STAMPS = {
  /** Sides of the smallest, which holds one line, and of the largest. */
  leastInches: 0.25,
  mostInches: 3.3,
  /** How near lines come to one another at its corners: print that touches a line draws it out. */
  reachInches: 0.09,
  /** Rules that run through a frame from which it is laid over them. */
  fewestCrossing: 2,
} as const;

/** What was laid over a table: seals, stamps, notes by hand. Inches on paper. */
export const SCAN_LAID_OVER = {
  /** Distance of places where ink crosses rules that belong together, and how many make an area: specks make one. */
  nearInches: 0.6,
  fewest: 3,
  marginInches: 0.08,
} as const;

/** How lines that are bent or run together are followed across the page. Pixels of a picture of about 100 dpi. */
export const SCAN_SAG = {
  /** Strips across the page, a third of an inch wide, and bands down it: a sag differs little from band to band. */
  strips: 24,
  bands: 5,
  /** How far lines may rise from one strip to the next. */
  step: 3,
  /** Rows above and below over which ink counts as even: two lines of print. */
  evenRows: 12,
  /** Part of the ink of the fullest strip from which a strip is followed, and how many there must be. */
  leastInk: 0.12,
  fewestStrips: 8,
  /** What the strips before count for from strip to strip; how often all are laid against the whole. */
  memory: 0.75,
  rounds: 3,
  /** Gain in sharpness and largest shift from which it is a sag. */
  sharper: 1.04,
  leastPixels: 0.75,
} as const;

/** Text of a scanned page, in parts of the usual character height unless said otherwise. */
export const SCAN_TEXT = {
  /** Side in inches of the smallest square of ink that is kept: a decimal point at 9 pt is 0.015 in. */
  speckInches: 0.011,
  /** Thickness in inches of what remains of an erased rule, and how close to it that lies; digits stand further off. */
  remnantInches: 0.025,
  /** Height in inches of the largest character. */
  largestInches: 0.6,
  /** Length in inches by which rules are extended to close the corners of cells. */
  cornerInches: 0.03,
  /** Height of the smallest print on a page for that of most of it. */
  smallPrint: 0.6,
  /** How far, in heights of characters, a speck may lie from a character that it belongs to. */
  brokenGap: 0.2,
  lineOverlap: 0.4,
  partOfCharacter: 0.6,
  tallestLine: 1.35,
  /** Which of the heights of lines in tables, from the lowest, is that of one line, and what a line may have more. */
  usualLine: 0.6,
  slackLine: 1.08,
  /** How far from ink that is no print a character may have lost something to it. */
  foreignGap: 0.3,
  /** Specks around print from which something was there that broke up. */
  specksAround: 4,
  /** Gap between words in a cell; outside of rules a wider one may be that between the columns of a table. */
  widestGap: 2.5,
  widestOutsideGap: 1.2,
  /** How far above and below the rules of a table lie that is open at its sides. */
  nextRuleInches: 0.5,
  smallestText: 0.2,
  /** A hyphen or dash is at most so high and so wide. */
  dashHeight: 0.25,
  dashWidth: 2.5,
  /** Height, for that of the number in the same cell, below which something beside it is dirt or a part that broke off. */
  dirtHeight: 0.6,
  /** Width of the longest number: nine digits with separators. */
  longestNumber: 9,
} as const;

/** How lines are given to PP-OCR. Pixels at the model's line height of 48. @source measured on one core */
export const SCAN_PADDLE = {
  /** Width of all lines of a batch together: larger batches leave the cache. */
  batchWidth: 768,
  /** Narrower batches cost the same and read worse. */
  narrowest: 48,
  widest: 2_400,
  /** How much wider the widest line of a batch may be than its narrowest. */
  spread: 1.25,
  /**
   * How lines of text are drawn together. Of 125 lines at 0.5 none was sure and had another word than at full width, and
   * one was not sure; at 0.4 two lost or changed a character. Digits are lost earlier, at 0.55 one of three zeros, and are
   * looked at once more as they are.
   */
  together: {
    part: 0.5,
    /** Width for its height from which a line is drawn together: five characters. */
    longLine: 4,
    /** Confidence of the least sure character, and mean of all, below which a line is read again as it is. */
    sure: 0.6,
    sureMean: 0.9,
    /** Distance of two characters for the usual one from which one between them was lost: places are known to a third. */
    apart: 1.6,
    /** Lines that are tried before the others, and the part of them that is unsure from which nothing is gained. */
    probes: 8,
    poor: 0.25,
    /** How far around a number it is seen along with it, in heights of the line, and the level from which paper is blank. */
    beside: 0.35,
    ink: 200,
    /**
     * Pieces between rules so wide for their height are labels or numbers of four digits and more. At this part of their
     * width they are labels if so many Chinese characters, and all of them, are so sure.
     */
    label: { widest: 2.6, part: 0.6, sure: 0.95, fewest: 2 },
  },
} as const;

/** How lines are given to tesseract. */
export const SCAN_TESSERACT = {
  /**
   * White paper above and below a line of numbers, in parts of its height. Of 1,250 numbers in five types, half of them
   * blurred, aslant and noisy, 100 were misread without it, 13 of them surely (66 as 00, 602 as 002 or 0602), and 49
   * and 4 with it and a second look at the line as it is where nothing was seen.
   */
  paper: 0.3,
} as const;

/** How the way up of a scanned page is found. */
export const SCAN_ORIENTATION = {
  /** Part of the page at each side that is left out. */
  margin: 0.06,
  /** Resolution in dpi at which directions are measured. */
  dpi: 100,
  /**
   * How many times as sharp a direction is by some of the ink from which it is the one in which lines run. Two of three
   * sheets of twelve scans are; of the others both are looked at with all samples.
   */
  clearly: 2,
  /** Lines that are read to tell which end is up. */
  lines: 5,
  /** Height of such a line, for the usual height of characters: a broken rule is no line of text. */
  lowest: 0.6,
  /** Chinese characters that a line has at least. */
  chinese: 3,
  /** Lines that most pages have; with fewer all four ways are tried. */
  fewestLines: 3,
  /** Width of a line of several characters for its height, and the part of the ink that stands in such lines. */
  longLine: 2.2,
  lineShare: 0.3,
  /** Width for its height from which a line is words and not characters that stand together by chance. */
  wholeLine: 12,
  /** Labels and numbers of a table that is large enough to tell left from right; what the wrong order leaves. */
  fewestCells: 5,
  mirrored: 0.8,
  /** Mean confidence of the characters of most of them from which the page stands upright. */
  legible: 0.85,
  /** A picture so many times as high as wide is several sheets, one below the other. */
  tallest: 1.8,
  /** Height of a sheet for its width, and how far from its end a cut is looked for, in parts of that height. */
  sheet: Math.SQRT2,
  search: 0.25,
  /** Height of the blank band in which sheets are cut apart, inches. */
  bandInches: 0.08,
} as const;

/** How two pages that lie side by side on a sheet are told from one that is wider than high. */
export const SCAN_FACING = {
  /** Width for its height from which a sheet may be two pages: two of A4 are 1.41. */
  widest: 1.12,
  /** Width of the empty band between them, inches, and how far it may lie from the middle, in parts of the width. */
  gutterInches: 0.3,
  offMiddle: 0.12,
  /** Pieces between rules that are a table. */
  fewestCells: 12,
} as const;

/** Lines of prose that facts rest on: title, agency, dates, contact. */
export const SCAN_FACTS = {
  /** Lines at the top of the first page that are the head of a report. */
  headLines: 4,
  /** Characters of the longest such line. */
  longest: 45,
  /** Lines of one page that are read twice at most: each costs as much as ten numbers. */
  most: 8,
  /** Confidence of the least sure character from which one engine is enough. @source clean scans: 0.98, misread ones less */
  sure: 0.98,
  /** Confidence from which a figure in prose is sure. */
  sureFigure: 0.9,
} as const;

/** How a zero is told by its shape. Parts of the height and width of the ink unless said otherwise. */
export const SCAN_RING = {
  /** Level from which a pixel is paper, and pixels of the lowest ring: in fewer the hole of a 6 is not told from that of a 0. */
  ink: 190,
  leastHeight: 12,
  /** Width for the height: from condensed faces to round ones; two zeros that touch are wider. */
  narrowest: 0.38,
  widest: 0.9,
  /** Height of the hole: those of 6, 9 and 4 are lower, and each half of an 8. */
  holeHeight: 0.56,
  /** How far the hole may lie off the middle, and the part of the ink that is the same upside down. */
  offMiddle: 0.1,
  symmetry: 0.82,
  /** Confidence of the first engine that it is a zero from which the shape is witness enough. */
  sure: 0.9,
  /**
   * Rings of one print: how many of them are read, by how much their height and width may differ, and how much darker one
   * may be than the other in a square of the grid that is laid over each. Of 43,708 pairs of rings in seven scans nine
   * tenths are nearer; of 9,675 pairs of a ring and another digit as large the nearest is 0.34 apart.
   */
  asked: 2,
  differs: 0.15,
  grid: { columns: 8, rows: 12 },
  unlike: 0.3,
  /**
   * The same for print that is no plain ring by itself. Of 365 zeros of twelve scans that were none, all but two lie nearer
   * to a ring of their document; of some 500 other digits the nearest is 0.34 apart.
   */
  unlikeBroken: 0.25,
  /** Pixels at twice the size by which ink may be thickened to close a broken ring, and how sure that it is a zero. */
  thicker: [1, 2, 3],
  broken: 0.5,
} as const;

/** How readings of one number become a confidence. */
export const SCAN_VOTE = {
  /** Share of number characters in every step of a line from which it is a number. */
  plausible: 0.35,
  /** Confidence from which a label stays as it was read. */
  sureLabel: 0.95,
  /** Confidence of a value that only one engine read. */
  oneEngine: 0.6,
  /** Confidence of a value that engines agreed on only at a second look. */
  contradicted: 0.7,
  /** Digits of fewer pixels are misread by engines that agree. @source techniques.md, measurements */
  smallDigitsPx: 11,
  smallDigits: 0.7,
  /**
   * Widths for the height of the digits: from one digit to the next, at most (DejaVu 0.87, Times 0.74); a lone 1; the
   * narrowest digit and the narrowest 1, point or comma; and what blur and threshold may add or take.
   */
  shape: { widestPitch: 0.92, widestOne: 0.5, narrowest: 0.38, narrowestMark: 0.08, slack: 0.12 },
} as const;

/** Memory of pictures that waits for the next ones. */
export const PICTURE_MEMORY = {
  /** What is smaller is left to the collector. */
  leastBytes: 1 << 16,
  /** How much larger than what is asked for it may be. */
  roomiest: 1.3,
  /** Larger ones, of several sheets in one picture, are left to it too: a process must not hold a store of them. */
  mostBytes: 8_000_000,
  /** The last that were given back are kept, so many bytes: a page of A4 has six pictures of 4 MB and some of 1 MB. */
  keptBytes: 30_000_000,
} as const;
