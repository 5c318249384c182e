import { SCAN_FACTS } from '../../../config/limits/scan.ts';
import { type Doubt, doubt } from '../../contracts/doubt.ts';
import type { OcrEngine, ReadCharacter } from '../../contracts/ocr.ts';
import { cropLine } from './crop.ts';
import type { Raster } from './raster.ts';
import type { TextPiece } from './text-lines.ts';
import type { ReadPiece } from './vote.ts';

/** How names of bodies end. @source 国务院办公厅 lists of bodies; the ends of names of agencies of all levels */
const BODY =
  /(?:政府|办公[厅室]|辦公[廳室]|委员会|[局厅廳委部院处處站所办辦团]|中心|银行|公司|大学|学校|学院|医院|街道|管委会|[总支大]队|集团|协会)$/u;
const TITLE = /(?:报告|年报)$/u;
const DATE = /(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/u;
const CONTACT = /电话|传真|邮编|邮政编码|地址|邮箱|邮件/u;

const textOf = (characters: readonly ReadCharacter[]): string => characters.map((c) => c.text).join('');
const comparable = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
/**
 * Marks that look like one another and like nothing else: which one it is two engines are never compared by. Dashes and
 * points in the middle of a line are not among them, for a character may be read as one.
 */
const MARK = /^[，。；：、（）《》,.;:()\s]$/u;

/** How sure the least sure character is that is no such mark. */
const leastOf = (characters: readonly ReadCharacter[]): number =>
  Math.min(1, ...characters.filter(({ text }) => !MARK.test(text)).map((c) => c.confidence));

/** Whether a line is one that a fact rests on: of the head of the report, a name of a body, a date, a way to reach it. */
function statesFact(text: string, isHead: boolean): boolean {
  if (text.length > SCAN_FACTS.longest) return false;
  return isHead || BODY.test(text) || TITLE.test(text) || DATE.test(text) || CONTACT.test(text);
}

/** Whether the first engine is enough: sure of all words and numbers, and the words end as such a line does. */
const isSure = (characters: readonly ReadCharacter[], isHead: boolean): boolean => {
  const text = textOf(characters);
  const endsAsUsual = !isHead || BODY.test(text) || TITLE.test(text) || /[\d\p{P}]/u.test(text);
  return leastOf(characters) >= SCAN_FACTS.sure && endsAsUsual;
};

/** What two readings of a line come to: the first, unless only the second ends as the name of a body does. */
function settled(piece: ReadPiece, second: readonly ReadCharacter[]): ReadPiece {
  const [first, other] = [textOf(piece.characters), textOf(second)];
  if (comparable(first) === comparable(other)) return piece;
  const taken = !BODY.test(first) && !TITLE.test(first) && BODY.test(other) ? second : piece.characters;
  const couldMean = [first, other].filter((text) => text !== '' && text !== textOf(taken));
  return { ...piece, characters: taken, doubts: [doubt('low-confidence', { seen: textOf(taken), couldMean })] };
}

/** Figures in prose of which the engine was not sure: sums and dates rest on them. */
function figureDoubts(characters: readonly ReadCharacter[]): readonly Doubt[] {
  const isUnsure = characters.some((c) => /\d/u.test(c.text) && c.confidence < SCAN_FACTS.sureFigure);
  return isUnsure ? [doubt('low-confidence', { seen: textOf(characters) })] : [];
}

/**
 * Has a second engine read the lines outside tables that facts rest on where the first was not quite sure of them. Where
 * the two do not agree the line carries a doubt with the other reading.
 * @param isFirst whether the page is the first of its document: what stands on top of it is the head of the report
 */
export async function withFactsReadTwice(
  page: Raster,
  read: readonly ReadPiece[],
  pieces: readonly TextPiece[],
  second: OcrEngine | null,
  isFirst: boolean,
): Promise<readonly ReadPiece[]> {
  const outside = new Set<unknown>(pieces.filter((piece) => !piece.enclosed));
  const lines = read
    .filter((piece) => outside.has(piece.box) && piece.characters.length > 1)
    .toSorted((a, b) => a.box.top - b.box.top);
  const head = new Set(isFirst ? lines.slice(0, SCAN_FACTS.headLines) : []);
  const asked = second
    ? lines
        .filter((p) => statesFact(textOf(p.characters), head.has(p)) && !isSure(p.characters, head.has(p)))
        .slice(0, SCAN_FACTS.most)
    : [];
  const again =
    second && asked.length > 0
      ? await second.read(
          asked.map(({ box }) => cropLine(page, box)),
          'text',
        )
      : [];
  const answers = new Map(asked.map((piece, i) => [piece, again[i]!.characters]));
  return read.map((piece) => {
    const answer = answers.get(piece);
    if (answer) return settled(piece, answer);
    const doubts = outside.has(piece.box) ? figureDoubts(piece.characters) : [];
    return doubts.length > 0 ? { ...piece, doubts } : piece;
  });
}
