import type { Source } from './document.ts';
import type { ConversionError } from './errors.ts';

/** Reads a file beside the one at hand, by its path from the folder of that one; null where there is none. */
export type Beside = (path: string) => Promise<Uint8Array | null>;

/** Bytes at hand, or a file on disk of which a large archive is read piece by piece. */
export type Content = ({ readonly bytes: Uint8Array } | { readonly path: string }) & { readonly beside?: Beside };

/** A document as it was found, told by its content and not yet read as a whole where it lies on disk. */
export interface FoundDocument extends Pick<Source, 'fileName' | 'format' | 'mediaType'> {
  readonly content: Content;
  /** Its bytes. */
  readonly size: number;
}

/** An archive, or a mail with what is attached to it, that has been recognised but not yet opened; `receive` opens it. */
export interface Archive {
  readonly fileName: string;
  /** `other`: RAR or 7z, for a program apart to open. */
  readonly form: 'zip' | 'mail' | 'other';
  readonly content: Content;
}

export type Recognised =
  | { readonly kind: 'document'; readonly source: Source }
  | { readonly kind: 'archive'; readonly archive: Archive };

/** Why something is left aside without being an error: it never was a document. */
export const SKIP_REASONS = [
  'system-file', // .DS_Store, Thumbs.db, __MACOSX, hidden files
  'link', // a symbolic link: what it points to comes in under its own name or not at all
  'lock-file', // ~$name.docx, which an open office program leaves behind
  'page-part', // pictures and scripts that a browser saved beside a page
  'not-a-document', // a name and a content that no report has: data, code, styles
] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/**
 * intake → caller: what became of one thing that was handed in. An archive gives one arrival for each member,
 * and one `refused` more under its own name when it cannot be read to its end.
 * `name` is for people: `report.docx`, `reports.zip › folder/report.docx`; it is never a path to write to.
 * `source.fileName` is the last part of it.
 */
export type Arrival<Document = Source> =
  | { readonly kind: 'document'; readonly name: string; readonly source: Document }
  | {
      readonly kind: 'refused';
      readonly name: string;
      readonly fileName: string;
      readonly bytes: number;
      readonly error: ConversionError;
    }
  | { readonly kind: 'skipped'; readonly name: string; readonly reason: SkipReason };
