/** A line of text on a sheet. Points from the top left corner, y of the base line downwards. */
export interface SetText {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  /** Room between characters in shares of the size. */
  readonly spaced: number;
  readonly direction: 'across' | 'vertical' | 'turned';
  /** Cells of one row share it; null outside tables. */
  readonly row: string | null;
  readonly column: number;
  readonly isNumber: boolean;
}

/** A side of a cell. */
export interface Side {
  readonly kind: 'side';
  readonly horizontal: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly role: 'outer' | 'inner' | 'headEnd';
}

/** A cell, or the part of one on one sheet. */
export interface SetCell {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly isHead: boolean;
  readonly isValue: boolean;
}

/** A table, or the part of one on one sheet. */
export interface SetTable {
  readonly cells: readonly SetCell[];
  readonly sides: readonly Side[];
}

export interface Sheet {
  readonly texts: SetText[];
  readonly tables: SetTable[];
}
