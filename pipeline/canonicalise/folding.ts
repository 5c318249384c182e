import type { Reading } from '../contracts/document.ts';
import type { Note } from '../contracts/note.ts';
import { simplified, traditionalShare, withoutPinyin, withoutUnseen } from '../wording/fold.ts';

/** Share of Traditional characters from which a document is a converted one; quotations in an ordinary report stay far below. */
const TRADITIONAL_FROM = 0.3;
/** Readings in brackets from which they are the mark of a mirror site. */
const PINYIN_FROM = 10;
/** Runs of question marks or replacement characters that a mirror leaves where it lost something. */
const NOISE = /(?:\?{2,}|？{2,}|\ufffd+)/gu;

export interface Folding {
  /** Text for the canonical report: NFC, Simplified, without readings and noise where the document has them. */
  readonly fold: (text: string) => string;
  readonly notes: readonly Note[];
}

const textsOf = (reading: Reading): readonly string[] =>
  reading.blocks.flatMap((block) => (block.kind === 'table' ? block.cells.map((cell) => cell.text) : [block.text]));

/** Decides for the whole document how its text is folded: a single cell says too little of its script. */
export function foldingFor(reading: Reading): Folding {
  const whole = textsOf(reading).join('\n');
  const readings = withoutPinyin(whole);
  const share = traditionalShare(readings.text);
  const noise = whole.match(NOISE)?.length ?? 0;
  const mirrored = share >= TRADITIONAL_FROM;
  const annotated = readings.pinyin >= PINYIN_FROM;
  const notes: Note[] = [];
  if (mirrored) notes.push({ code: 'traditional-script', values: { share: Math.round(share * 100) / 100 } });
  if (annotated) notes.push({ code: 'pinyin-annotations', values: { count: readings.pinyin } });
  if (noise > 0) notes.push({ code: 'placeholder-noise', values: { count: noise } });
  const fold = (text: string): string => {
    const seen = withoutUnseen(text);
    const unannotated = annotated ? withoutPinyin(seen).text : seen;
    const quiet = mirrored || annotated ? unannotated.replace(NOISE, '') : unannotated;
    return mirrored ? simplified(quiet) : quiet.normalize('NFC');
  };
  return { fold, notes };
}
