import { PDF_THRESHOLDS } from '../../../config/limits/extract.ts';
import type { ShownGlyph } from './eye/glyph-look.ts';
import { isFrequent } from './text-layer.ts';

const gbk = new TextDecoder('gb18030');
const CHINESE = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026\u2460-\u249b\u00b7]/u;

const isByte = (item: unknown): item is ShownGlyph =>
  typeof item === 'object' && item !== null && 'originalCharCode' in item && Number(item.originalCharCode) <= 0xff;
const isLead = (item: unknown): item is ShownGlyph =>
  isByte(item) && item.originalCharCode >= 0x81 && item.originalCharCode <= 0xfe;
const isTrail = (item: unknown): item is ShownGlyph =>
  isByte(item) && item.originalCharCode >= 0x40 && item.originalCharCode <= 0xfe && item.originalCharCode !== 0x7f;

const characterOf = (lead: ShownGlyph, trail: ShownGlyph): string =>
  gbk.decode(Uint8Array.of(lead.originalCharCode, trail.originalCharCode));

/**
 * Whether the codes of a font are bytes of GBK: programs that name a Chinese font of the system and its Western encoding
 * write them so. Told by the language: chance gives Chinese characters, but not the common ones.
 */
export function areBytePairs(items: readonly unknown[]): boolean {
  const characters: string[] = [];
  let single = 0;
  for (let i = 0; i < items.length; i++) {
    const [lead, trail] = [items[i], items[i + 1]];
    if (typeof lead === 'object' && !isByte(lead)) return false;
    if (!isLead(lead)) continue;
    if (isTrail(trail)) {
      characters.push(characterOf(lead, trail));
      i++;
    } else single++;
  }
  if (characters.length < PDF_THRESHOLDS.fewestPairs || single > 0) return false;
  const chinese = characters.filter((c) => CHINESE.test(c)).length;
  const frequent = characters.filter(isFrequent).length;
  return chinese === characters.length && frequent >= PDF_THRESHOLDS.frequentPairs * characters.length;
}

/** The items of one text with each pair of bytes as the character that it is. */
export function pairedBytes(items: readonly unknown[]): readonly unknown[] {
  const paired: unknown[] = [];
  for (let i = 0; i < items.length; i++) {
    const [lead, trail] = [items[i], items[i + 1]];
    if (!isLead(lead) || !isTrail(trail)) {
      paired.push(lead);
      continue;
    }
    const unicode = characterOf(lead, trail);
    // no character of the font itself: what draws it is the reader's own font
    paired.push({ ...lead, unicode, fontChar: unicode, width: lead.width + trail.width } satisfies ShownGlyph);
    i++;
  }
  return paired;
}
