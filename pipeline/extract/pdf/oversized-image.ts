import { EXTRACT_LIMITS } from '../../../config/limits/extract.ts';

const WIDTH = '/Width';
/** Bytes around the width of an image in which its height stands. */
const DICTIONARY = 600;

const numberAfter = (text: string, key: RegExp): number => Number(key.exec(text)?.[1] ?? 0);

/**
 * Whether a PDF holds an image of more pixels than can be decoded. Dictionaries of images are never compressed, so their
 * sizes stand in the file as text. @source ISO 32000-1, 7.5.7: stream objects are not stored in object streams
 */
export function hasOversizedImage(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = file.indexOf(WIDTH); at >= 0; at = file.indexOf(WIDTH, at + 1)) {
    const before = file.toString('latin1', Math.max(0, at - DICTIONARY), at);
    const after = file.toString('latin1', at, at + DICTIONARY);
    const dictionary =
      before.slice(before.lastIndexOf('obj') + 1) +
      (after.includes('stream') ? after.slice(0, after.indexOf('stream')) : after);
    const pixels = numberAfter(dictionary, /\/Width\s+(\d+)/) * numberAfter(dictionary, /\/Height\s+(\d+)/);
    if (pixels > EXTRACT_LIMITS.decodedPixels) return true;
  }
  return false;
}
