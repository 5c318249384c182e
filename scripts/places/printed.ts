/** Text of a place and value as printed, without what no reader tells apart: width of characters, separators, spaces. */
const folded = (text: string): string => text.normalize('NFKC').replace(/(?<=\d)[,，](?=\d{3})/g, '');

/** Dashes and strokes that stand for "not applicable", however they are drawn. */
const strokes = (text: string): string => text.replace(/[—–―－ー一-]+/g, '-').replace(/[／∕⁄]/g, '/');

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Whether a place shows a value as printed: the number as a whole, or nothing of a number where nothing is printed. */
export function showsValue(place: string, printed: string): boolean {
  const [text, raw] = [folded(place), folded(printed).trim()];
  if (raw === '') return !/\d/.test(text);
  const packed = raw.replace(/\s+/g, '');
  const spaced = [...packed].map(escaped).join('\\s*');
  if (new RegExp(`(?<![\\d.])${spaced}(?![\\d.])`, 'u').test(text)) return true;
  return !/\d/.test(packed) && strokes(text).replace(/\s+/g, '').includes(strokes(packed));
}
