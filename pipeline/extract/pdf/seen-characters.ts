/**
 * Radicals that look like a whole character and whose compatibility decomposition is missing or an older form.
 * Where a font draws both with one glyph, a PDF producer may write the radical.
 * @source Unicode Character Database, EquivalentUnifiedIdeograph.txt
 */
const RADICALS =
  '⼾户⾭青⺁厂⺎兀⺒巳⺓幺⺕彐⺛旡⺞歹⺠民⺧牛⺩王⺬示⺻聿⺼肉⺽臼⻁虎⻃西⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟';

/** Punctuation as it is drawn in vertical writing, and the full-width mark that it is. */
const VERTICAL_MARKS =
  '︐，︑、︒。︓：︔；︕！︖？︗〖︘〗︙…︰‥︱—︲–︳＿︵（︶）︷｛︸｝︹〔︺〕︻【︼】︽《︾》︿〈﹀〉﹁「﹂」﹃『﹄』';

function pairs(text: string): readonly (readonly [string, string])[] {
  const characters = Array.from(text);
  return characters.flatMap((c, i) => (i % 2 === 0 ? [[c, characters[i + 1] ?? c] as const] : []));
}

const SAME_LOOK: ReadonlyMap<string, string> = new Map(pairs(RADICALS + VERTICAL_MARKS));
/** CJK and Kangxi radicals, Latin ligatures, vertical forms. */
const PRESENTATION = /[\u2e80-\u2fdf\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe48]/u;
/** Marks without a width of their own that no reader sees. */
const INVISIBLE = /\u00ad|[\u200b-\u200f]|\u2060|\ufeff/g;

/** The characters that a reader sees where a font's map names others of the same look. */
export function seenCharacters(text: string): string {
  if (text < '\u00ad') return text;
  const visible = text.replace(INVISIBLE, '');
  if (!PRESENTATION.test(visible)) return visible;
  return Array.from(visible, (c) => SAME_LOOK.get(c) ?? (PRESENTATION.test(c) ? c.normalize('NFKC') : c)).join('');
}
