import type { Block, Picture } from './grid.ts';
import type { LeftOut } from './ink.ts';
import type { Note } from './note.ts';
import type { Page } from './page.ts';
import type { TurnedPage } from './paper.ts';

/** What a file is, each with a reader of its own in `pipeline/extract`. */
export const SOURCE_FORMATS = ['docx', 'pdf', 'html', 'text', 'image', 'mhtml', 'workbook', 'ofd'] as const;
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** intake → extract: one file, recognised by its content and within all limits. */
export interface Source {
  readonly fileName: string;
  readonly format: SourceFormat;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** A named fact that the file states about itself outside its text (meta elements, the title element). */
export interface MetaFact {
  readonly name: string;
  readonly content: string;
}

/** One line of a plain text file, without its line end. `number` counts from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

interface ExtractedBase {
  readonly meta: readonly MetaFact[];
  readonly notes: readonly Note[];
  /** What the file holds besides, in reading order. */
  readonly leftOut: readonly LeftOut[];
  /** Pages of the file, null where the format has none. */
  readonly pageCount: number | null;
}

/** extract → reconstruct */
export type Extracted =
  /** DOCX and HTML: paragraphs, the tables that the markup declares, and pictures, in reading order. */
  | (ExtractedBase & { readonly kind: 'flow'; readonly blocks: readonly (Block | Picture)[] })
  /** Plain text. */
  | (ExtractedBase & { readonly kind: 'lines'; readonly lines: readonly TextLine[] })
  /** PDF and images: drawn characters and rules. */
  | (ExtractedBase & {
      readonly kind: 'pages';
      readonly pages: readonly Page[];
      /** Names of the engines that read pictures; empty where none did. */
      readonly ocrEngines: readonly string[];
    });

/** reconstruct → canonicalise: the document as a reader sees it, whatever its format was. */
export interface Reading {
  readonly blocks: readonly Block[];
  readonly meta: readonly MetaFact[];
  readonly notes: readonly Note[];
  /** What the stages before saw and did not take into the blocks. */
  readonly leftOut: readonly LeftOut[];
  readonly pageCount: number | null;
  /** Pages without text to trust: read from their picture, or not read. Without page count the pictures in the flow. */
  readonly scannedPages: readonly number[];
  /** Those of them that have ink and were not read. */
  readonly unreadPages: readonly number[];
  /** Pages that lie on their side in the file; left out where there are none. */
  readonly turnedPages?: readonly TurnedPage[];
  readonly ocrEngines: readonly string[];
}
