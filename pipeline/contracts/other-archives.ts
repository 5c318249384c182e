import type { Content } from './arrival.ts';

/** An archive as a zip file on disk, and whether all of it is there: what cannot be read to its end gives what comes first. */
export interface AsZip {
  readonly path: string;
  readonly isWhole: boolean;
}

/** A program apart that opens RAR and 7z archives. */
export interface OtherArchives {
  /**
   * The members of an archive, which lie on disk until it is closed.
   * @throws ConversionError archive-encrypted, archive-too-large, time-limit
   */
  readonly open: (content: Content) => Promise<AsZip & { readonly close: () => Promise<void> }>;
}
