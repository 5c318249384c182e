import type { Element } from 'domhandler';
import type { Paragraph } from '../../contracts/grid.ts';
import type { Declarations } from './css/declarations.ts';
import type { Display } from './css/display.ts';
import type { Hiding } from './css/hidden.ts';

/** An element that a reader sees, with what its styles say of its layout. */
export interface VisibleElement {
  /** The element of the page that it is. */
  readonly source: Element;
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly display: Display;
  readonly declarations: Declarations;
  /** Alignment of its text, inherited. */
  readonly alignment: Paragraph['alignment'];
  readonly fontPx: number;
  /** White space and line ends of its text are kept. */
  readonly isPreformatted: boolean;
  /** Its text is set from right to left, digits too. */
  readonly isReversed: boolean;
  /** It stands in a part of the page that a reader does not see at first, taken because the report is in it. */
  readonly isRevealed: boolean;
  readonly parent: VisibleElement | null;
  /** Place among the element children of the parent, from 1. */
  readonly index: number;
  readonly children: readonly VisibleNode[];
  /** Place in a walk of the tree and that of its last descendant: `a` holds `b` when a.first ≤ b.first ≤ a.last. */
  readonly first: number;
  readonly last: number;
  /** Characters of its text but white space. */
  readonly characters: number;
  readonly hasTable: boolean;
  /** Signs in it that are drawn and have no text: pictures, formulas, canvases. */
  readonly drawn: number;
  /** Struck-out text in it that was left out. */
  readonly struck: readonly string[];
  /** Figures in it that are not seen, and whether the page itself says so. */
  readonly unseen: readonly UnseenFigure[];
}
export type VisibleNode = VisibleElement | string;

export interface UnseenFigure {
  readonly text: string;
  readonly by: Hiding;
}
