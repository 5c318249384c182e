/** Letters that pinyin writes with its tones: a word may be spelled out in a report. */
const OF_PINYIN = 'āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ';

/** Letters and marks of the western code pages, replacement characters and private ones. */
const STRANGE = /[\u00c0-\u024f\u02c6\u02dc\u2039\u203a\u0192\ufffd\ue000-\uf8ff]/u;

/** Strange characters of a line from which it is bytes of another code and no words: one may be a name. */
const GARBLED_FROM = 2;

/** Whether a line shows bytes that were read under a wrong code: nobody knows what it says. */
export function isGarbledLine(text: string): boolean {
  let strange = 0;
  for (const character of text) if (STRANGE.test(character) && !OF_PINYIN.includes(character.toLowerCase())) strange++;
  return strange >= GARBLED_FROM;
}
