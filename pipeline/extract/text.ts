import { EXTRACT_LIMITS } from '../../config/limits/extract.ts';
import type { Extracted, Source, TextLine } from '../contracts/document.ts';
import { ConversionError } from '../contracts/errors.ts';
import { decodeText } from './decode.ts';

/**
 * Every way in which a line of a text file ends, the page breaks and line separators of word processors among them. A page
 * break behind a line end leaves no empty line, which might be a blank cell.
 */
const LINE_END = /(?:\r\n|[\n\r])\f|\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * The lines of a plain text file, numbered from 1, white space within them kept.
 * @throws ConversionError too-complex for more than EXTRACT_LIMITS.textCharacters characters or textLines lines
 */
export function extractText(source: Source): Extracted {
  const { text } = decodeText(source.bytes);
  if (text.length > EXTRACT_LIMITS.textCharacters) {
    throw new ConversionError('too-complex', `text of more than ${EXTRACT_LIMITS.textCharacters} characters`);
  }
  const texts = text.replaceAll('\0', '').split(LINE_END, EXTRACT_LIMITS.textLines + 1);
  if (texts.length > EXTRACT_LIMITS.textLines) {
    throw new ConversionError('too-complex', `text of more than ${EXTRACT_LIMITS.textLines} lines`);
  }
  const lines = texts.map((line, i): TextLine => ({ number: i + 1, text: line }));
  return { kind: 'lines', lines, meta: [], notes: [], leftOut: [], pageCount: null };
}
