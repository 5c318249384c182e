import { Converter } from 'opencc-js/t2cn';

const toSimplified = Converter({ from: 't', to: 'cn' });

/** A reading that mirror sites put behind a character: 公開(kāi). Lower-case Latin with tone marks, one syllable. */
const PINYIN = /(?<=[\p{Script=Han}])\s?[(（][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿê]{1,7}[)）]/gu;

/** Characters that exist in one script only, frequent in these reports: how the script of a document is told. */
const TRADITIONAL_ONLY =
  /[開報據華國條規編製總體況動權請訴訟項內數費關係業組織構務無類書積極發佈處罰許強結轉辦確認護機與應對經濟會實際現將導]/gu;
const SIMPLIFIED_ONLY =
  /[开报据华国条规编总体况动权请诉讼项数费关业组织构务无类书积极发处罚许强结转办确认护机与应对经济会实际现将导]/gu;

/** Takes the readings out that mirror sites add in brackets behind characters, and counts them. */
export function withoutPinyin(text: string): { readonly text: string; readonly pinyin: number } {
  let pinyin = 0;
  const cleaned = text.replace(PINYIN, () => {
    pinyin++;
    return '';
  });
  return { text: cleaned, pinyin };
}

/** Share of Traditional-only among the script-telling characters, 0…1; 0 where there are none. */
export function traditionalShare(text: string): number {
  const traditional = text.match(TRADITIONAL_ONLY)?.length ?? 0;
  const simplifiedOnly = text.match(SIMPLIFIED_ONLY)?.length ?? 0;
  return traditional + simplifiedOnly === 0 ? 0 : traditional / (traditional + simplifiedOnly);
}

/** Simplified characters for Traditional ones, in NFC. */
export const simplified = (text: string): string => toSimplified(text.normalize('NFC'));

/** Zero-width characters and marks of direction, embedding and isolation: nobody sees them. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+/gu;

export const withoutUnseen = (text: string): string => text.replace(UNSEEN, '');

/** Text for comparison: compatibility forms and width folded, all white space and invisible characters out. */
export const compact = (text: string): string => withoutUnseen(text.normalize('NFKC')).replace(/\s+/gu, '');
