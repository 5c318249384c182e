import { SNIFF_TOLERANCES } from '../../config/limits/intake.ts';

/** Control characters that no text has. Word leaves 07, 0B, 1E and 1F in its plain text, old editors 1A at the end. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is counted
const FOREIGN_CONTROLS = /[\u0000-\u0006\u0008\u000e-\u0019\u001b-\u001d\u007f-\u009f]/g;
const REPLACEMENT = /\ufffd/g;
/** What Chinese text in UTF-16 consists of; random pairs of bytes seldom fall in here. */
const CHINESE_TEXT =
  /[\t\r\n\u0020-\u007e\u00a0-\u00ff\u2000-\u206f\u2460-\u24ff\u2500-\u257f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const decodeHead = (encoding: string, bytes: Uint8Array): string =>
  new TextDecoder(encoding).decode(bytes, { stream: true });

function utf8Head(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** UTF-16, with or without its mark: zero bytes from digits and line ends, and Chinese text in one of both byte orders. */
function utf16Head(bytes: Uint8Array): string | null {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const zeros = bytes.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  if (!marked && zeros < (bytes.length / 2) * SNIFF_TOLERANCES.utf16ZeroShare) return null;
  const texts = ['utf-16le', 'utf-16be'].map((encoding) => decodeHead(encoding, bytes));
  return texts.find((text) => count(text, CHINESE_TEXT) >= text.length * SNIFF_TOLERANCES.utf16TextShare) ?? null;
}

/** Zero bytes that a crash or a fixed-size buffer left behind the text. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, Math.min(bytes.length, end + (end % 2)));
}

/**
 * The head of a file as text, or null when it does not read as text in any encoding met in these reports.
 * Good enough to judge a file by; reading it is the extractor's work.
 */
export function textOf(head: Uint8Array): string | null {
  const bytes = withoutPadding(head);
  const wide = utf16Head(bytes);
  if (wide !== null) return wide;
  const isText = (text: string, undecoded: number): boolean =>
    count(text, FOREIGN_CONTROLS) <= text.length * SNIFF_TOLERANCES.controlShare &&
    undecoded <= text.length * SNIFF_TOLERANCES.undecodedShare;
  const utf8 = utf8Head(bytes);
  if (utf8 !== null) return isText(utf8, 0) ? utf8 : null;
  const guesses = ['gb18030', 'utf-8', 'big5']
    .map((encoding) => decodeHead(encoding, bytes))
    .map((text) => ({ text, undecoded: count(text, REPLACEMENT) }))
    .sort((a, b) => a.undecoded - b.undecoded);
  return guesses.find((guess) => isText(guess.text, guess.undecoded))?.text ?? null;
}

const OPENING_TAG =
  /^(?:<!doctype\s+html|<(?:html|head|body|meta|title|link|style|script|base|table|div|p|span|font|center|article|section|main|h[1-6])[\s/>])/i;
const ROOT_TAG = /<(?:html|body)[\s>]/i;
const BLOCK_TAG = /<\/?(?:p|div|table|tbody|tr|td|th|ul|ol|li|h[1-6]|section|article)(?:\s[^<>]*)?>/gi;

/** What a text is written in, judged by its markup; `named` tells whether its name says that it is a web page. */
export function markupOf(text: string, named: boolean): 'html' | 'text' | 'other' {
  const start = text.replace(/^(?:[\s\ufeff]|<!--[\s\S]*?-->)+/, '');
  if (/^<\?xml\b/i.test(start)) return ROOT_TAG.test(text) ? 'html' : 'other';
  if (/^\{\\rtf/.test(start) || /^%!PS/.test(start)) return 'other';
  const header = start.slice(0, 2_000);
  if (/^MIME-Version:/im.test(header) && /^Content-(?:Type|Transfer-Encoding):/im.test(header)) return 'other';
  if (OPENING_TAG.test(start)) return 'html';
  if (/^<(?:svg|w:|pkg:|\w+:)/i.test(start)) return 'other';
  const tags = count(text, BLOCK_TAG);
  if (ROOT_TAG.test(text) && tags > 0) return 'html';
  const enough = named ? 1 : SNIFF_TOLERANCES.blockTags;
  return tags >= enough && (named || tags >= text.length / SNIFF_TOLERANCES.charactersPerBlockTag) ? 'html' : 'text';
}
