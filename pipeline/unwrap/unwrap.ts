import type { Source } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import type { OfficeSuite, SuiteKind } from '../contracts/office-suite.ts';
import { packageOfFlat } from './flat-package.ts';
import { OPENED_BY_SUITE, OTHER_PICTURES, WRAPPED } from './media-types.ts';
import { pngOf } from './picture.ts';
import { pageOfArchive } from './web-archive.ts';
import { packageOfWord2003 } from './word-2003.ts';

/** A document as its reader wants it. */
export interface Unwrapped {
  readonly bytes: Uint8Array;
  /** The program that made it of the file; null where none was needed. */
  readonly through: string | null;
}

const textOf = (bytes: Uint8Array): string => {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(wide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
};

/**
 * The document as its reader wants it: of a file that holds it in another form the zipped package, the page or
 * the PNG, of any other file its bytes. The file that was handed in stays what is kept and shown.
 * @throws ConversionError corrupt, xml-forbidden, too-complex, image-too-large; what a suite throws, and the kind of the file as code where
 * there is none that opens it
 */
export async function unwrapped(
  { mediaType, bytes }: Pick<Source, 'mediaType' | 'bytes'>,
  suite: OfficeSuite | null,
): Promise<Unwrapped> {
  const kind = OPENED_BY_SUITE[mediaType];
  return kind === undefined
    ? { bytes: await bare(mediaType, bytes), through: null }
    : openedBySuite(bytes, kind, suite);
}

async function openedBySuite(bytes: Uint8Array, kind: SuiteKind, suite: OfficeSuite | null): Promise<Unwrapped> {
  if (suite === null) throw new ConversionError(kind, 'no office suite is installed');
  // a picture that is decoded is the same picture: no text of it went another way
  return { bytes: await suite.savedAnew(bytes, kind), through: kind === 'heic' ? null : suite.name };
}

async function bare(mediaType: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (OTHER_PICTURES.has(mediaType)) return pngOf(bytes, mediaType);
  switch (mediaType) {
    case WRAPPED.webArchive: {
      const page = await pageOfArchive(bytes);
      if (page === null) throw new ConversionError('corrupt', 'a web archive without a page');
      return page;
    }
    case WRAPPED.flatPackage:
      return packageOfFlat(textOf(bytes));
    case WRAPPED.word2003:
      return packageOfWord2003(textOf(bytes));
    default:
      return bytes;
  }
}
