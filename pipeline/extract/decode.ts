import { DECODE_TOLERANCES, SNIFF_TOLERANCES } from '../../config/limits/intake.ts';

export interface DecodedText {
  /** Without byte order mark. Bytes that belong to no character are U+FFFD. */
  readonly text: string;
  /** Name of the encoding in the WHATWG Encoding Standard. */
  readonly encoding: string;
  /** The declared encoding is a known one and not the one that decodes. */
  readonly differs: boolean;
}

const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

/** Names of code pages that the Encoding Standard does not list. */
const CODE_PAGES: Readonly<Record<string, string>> = {
  cp936: 'gb18030',
  'windows-936': 'gb18030',
  cp950: 'big5',
  'windows-950': 'big5',
  utf8mb4: 'utf-8',
};

/**
 * The encoding that a label means, null for a label that means none. Every GB label is gb18030: pages that call
 * themselves gb2312 or gbk hold four-byte characters, and gb18030 decodes all three.
 */
export function encodingOf(label: string): string | null {
  const name = label.trim().toLowerCase();
  if (name in CODE_PAGES) return CODE_PAGES[name] ?? null;
  if (/^(?:x-)?gb|^chinese$|^csgb|^iso-ir-58$/.test(name)) return 'gb18030';
  try {
    return new TextDecoder(name).encoding;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const decodeAs = (encoding: string, bytes: Uint8Array): string => new TextDecoder(encoding).decode(bytes);
const within = (byte: number | undefined, from: number, to: number): boolean =>
  byte !== undefined && byte >= from && byte <= to;

/** Length of the UTF-8 sequence at `i`, 0 where the bytes are none. Overlong forms and surrogates are left to the decoder. */
function utf8Length(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]!;
  const length =
    lead < 0x80 ? 1 : within(lead, 0xc2, 0xdf) ? 2 : within(lead, 0xe0, 0xef) ? 3 : within(lead, 0xf0, 0xf4) ? 4 : 0;
  for (let k = 1; k < length; k++) if (!within(bytes[i + k], 0x80, 0xbf)) return 0;
  return length;
}

/**
 * Whether the bytes are UTF-8 but for a few that were damaged. Chinese in other encodings hardly ever forms
 * sequences of three bytes, while two-byte ones occur by chance.
 */
function isUtf8(bytes: Uint8Array): boolean {
  let long = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = utf8Length(bytes, i);
    if (length > 2) long++;
    if (length === 0) broken++;
    i += length || 1;
  }
  return broken === 0 || long >= broken * DECODE_TOLERANCES.sequencesPerBrokenByte;
}

/** What Chinese text in UTF-16 consists of; random pairs of bytes seldom fall in here. */
const CHINESE_TEXT =
  /[\t\r\n\u0020-\u007e\u00a0-\u00ff\u2000-\u206f\u2460-\u24ff\u2500-\u257f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g;

/** UTF-16 without a mark: it has zero bytes (digits, line ends), and one order of the bytes gives Chinese text. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  let zeros = 0;
  for (let i = bytes.indexOf(0); i >= 0 && i < bytes.length; i++) if (bytes[i] === 0) zeros++;
  if (zeros === 0 || zeros < (bytes.length / 2) * SNIFF_TOLERANCES.utf16ZeroShare) return null;
  const orders = (['utf-16le', 'utf-16be'] as const).map((encoding) => {
    const text = decodeAs(encoding, bytes);
    return { encoding, share: (text.match(CHINESE_TEXT)?.length ?? 0) / text.length };
  });
  const [best] = orders.sort((a, b) => b.share - a.share);
  return best !== undefined && best.share >= SNIFF_TOLERANCES.utf16TextShare ? best.encoding : null;
}

/** How common the character of a GB18030 pair is in Chinese text, 0…1. @source GB 2312, levels one and two; GBK */
function gbWeight(lead: number, trail: number): number {
  const inGb2312 = trail >= 0xa1;
  if (inGb2312 && (within(lead, 0xb0, 0xd7) || within(lead, 0xa1, 0xa3))) return 1;
  if (inGb2312 && within(lead, 0xd8, 0xf7)) return DECODE_TOLERANCES.rareWeight;
  if (within(lead, 0xa4, 0xa9)) return 0;
  return DECODE_TOLERANCES.rareWeight;
}

/** The same for Big5. @source Big5, symbols A1–A3, levels one (A4–C6) and two (C9–F9) */
function big5Weight(lead: number, trail: number): number {
  if (!within(trail, 0x40, 0x7e) && !within(trail, 0xa1, 0xfe)) return 0;
  if (within(lead, 0xa1, 0xc6)) return 1;
  return within(lead, 0xc9, 0xf9) ? DECODE_TOLERANCES.rareWeight : 0;
}

/** Mean weight of all characters that are not ASCII when the bytes are read as pairs, 0…1. */
function pairPlausibility(
  bytes: Uint8Array,
  weight: (lead: number, trail: number) => number,
  fourBytes: boolean,
): number {
  let characters = 0;
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead < 0x80) continue;
    characters++;
    const trail = bytes[i + 1] ?? 0;
    if (within(trail, 0x40, 0xfe) && trail !== 0x7f && within(lead, 0x81, 0xfe)) {
      sum += weight(lead, trail);
      i++;
    } else if (
      fourBytes &&
      within(trail, 0x30, 0x39) &&
      within(bytes[i + 2], 0x81, 0xfe) &&
      within(bytes[i + 3], 0x30, 0x39)
    ) {
      sum += DECODE_TOLERANCES.rareWeight;
      i += 3;
    }
  }
  return characters === 0 ? 0 : sum / characters;
}

/** The encoding of text that is neither UTF-8 nor UTF-16: what it looks like decides, the declaration only where that leaves doubt. */
function legacyEncoding(bytes: Uint8Array, declared: string | null): string {
  const bonus = (encoding: string): number => (declared === encoding ? DECODE_TOLERANCES.declaredBonus : 0);
  const gb = pairPlausibility(bytes, gbWeight, true);
  const big5 = pairPlausibility(bytes, big5Weight, false);
  const isOther = declared !== null && !/^(?:utf-|gb18030|big5)/.test(declared);
  if (isOther && Math.max(gb, big5) < DECODE_TOLERANCES.chinesePlausibility) return declared;
  return big5 + bonus('big5') > gb + bonus('gb18030') ? 'big5' : 'gb18030';
}

function encodingUsed(bytes: Uint8Array, declared: string | null): string {
  const [marked, mark] = BYTE_ORDER_MARKS.find(([, m]) => m.every((byte, i) => bytes[i] === byte)) ?? [null, []];
  if (marked !== null && (marked !== 'utf-8' || isUtf8(bytes))) return marked;
  const unmarked = bytes.subarray(mark.length);
  return unmarkedUtf16(unmarked) ?? (isUtf8(unmarked) ? 'utf-8' : legacyEncoding(unmarked, declared));
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/**
 * Decodes text of unknown encoding: byte order mark, zero bytes of UTF-16, UTF-8, then GB18030 against Big5 by the
 * frequency of their characters. A declaration (meta element, XML declaration) is a hint that the bytes can refute.
 */
export function decodeText(bytes: Uint8Array, declared?: string | null): DecodedText {
  const stated = declared ? encodingOf(declared) : null;
  const encoding = encodingUsed(bytes, stated);
  const start = encoding !== 'utf-8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = decodeAs(encoding, bytes.subarray(start)).replace(/^\ufeff/, '');
  return { text, encoding, differs: stated !== null && stated !== encoding && !isAscii(bytes) };
}
