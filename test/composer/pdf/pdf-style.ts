/** How a composed report is laid out and drawn as a PDF. Lengths in points. */
export interface PdfStyle {
  /** Which of a table's lines are drawn. */
  readonly ruled: 'all' | 'horizontal' | 'vertical' | 'openSides' | 'threeLines' | 'none';
  /** What a line is drawn with. */
  readonly rules:
    | 'strokes'
    | 'cellSides'
    | 'cellFrames'
    | 'bars'
    | 'doubled'
    | 'dashed'
    | 'dashes'
    | 'broken'
    | 'form'
    | 'gaps';
  /** Lines between cells that are left out, a table. */
  readonly missingRules: number;
  /** The frame of a table is left open where a page ends. */
  readonly openBreaks: boolean;
  readonly sheet: 'upright' | 'landscape' | 'rotated' | 'upsideDown' | 'sideways';
  /** What one unit of the text is, in points. */
  readonly unit: number;
  /** The sheet is larger than what of it is shown. */
  readonly cropped: boolean;
  readonly proseSize: number;
  readonly cellSize: number;
  /** Room left and right in a cell. */
  readonly padding: number;
  /** Widths of value columns: all the same, by the longest number, or too narrow for the longest. */
  readonly columns: 'even' | 'fitted' | 'narrow';
  readonly align: 'left' | 'centre' | 'right';
  readonly rise: 'top' | 'middle' | 'bottom';
  /** Where a page may end: between rows, or between the lines of a row. */
  readonly breaks: 'rows' | 'lines';
  readonly headRepeated: boolean;
  /** Height of the text on a page; short pages tear tables more often. */
  readonly pageShare: number;
  readonly margins: 'blank' | 'numbers' | 'heads';
  /** What one operation shows: a line of a cell, one character, or a whole row of cells. */
  readonly shown: 'lines' | 'characters' | 'rows' | 'spacedRows';
  readonly order: 'reading' | 'shuffled' | 'byColumn';
  /** How a label that spans rows in a narrow column is written. */
  readonly groupLabels: 'wrapped' | 'vertical' | 'turned';
  /** Room between the characters of labels, in shares of their size. */
  readonly spaced: number;
  /** How often each text is drawn, a little beside itself. */
  readonly strikes: number;
  /** Numbers are set in a font of their own. */
  readonly latinNumbers: boolean;
  /** What the text layer says: the characters, private ones for all or for digits, or others of the same script. */
  readonly layer: 'true' | 'private' | 'privateDigits' | 'shifted' | 'privatePage';
  readonly watermark: 'none' | 'aslant' | 'level' | 'form';
  readonly stamp: 'none' | 'multiplied' | 'opaque';
  /** Other numbers that nobody sees. */
  readonly unseen: 'none' | 'invisible' | 'white' | 'outside' | 'covered' | 'clipped' | 'tiny';
  readonly proseBeside: boolean;
  readonly shaded: boolean;
}

export const PLAIN_PDF: PdfStyle = {
  ruled: 'all',
  rules: 'strokes',
  missingRules: 0,
  openBreaks: false,
  sheet: 'upright',
  unit: 1,
  cropped: false,
  proseSize: 14,
  cellSize: 9,
  padding: 3,
  columns: 'even',
  align: 'centre',
  rise: 'middle',
  breaks: 'rows',
  headRepeated: false,
  pageShare: 1,
  margins: 'numbers',
  shown: 'lines',
  order: 'reading',
  groupLabels: 'wrapped',
  spaced: 0,
  strikes: 1,
  latinNumbers: false,
  layer: 'true',
  watermark: 'none',
  stamp: 'none',
  unseen: 'none',
  proseBeside: false,
  shaded: false,
};
