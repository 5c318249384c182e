import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { RECOGNISER_RANGES } from '../config/limits/recogniser.ts';
import type { LineImage, OcrEngine, OcrEngines } from '../pipeline/contracts/ocr.ts';
import { convert } from '../pipeline/convert.ts';
import { openEngines } from '../pipeline/extract/scan/engines/engines.ts';
import { batchesOf } from '../pipeline/extract/scan/engines/line-batches.ts';
import { outputField, writeOnnx } from '../pipeline/extract/scan/engines/onnx-model.ts';
import { floatRecogniser } from '../pipeline/extract/scan/engines/paddle.ts';
import { recognise } from '../pipeline/intake/intake.ts';

/**
 * Reads scanned documents and says between which numbers the values lie that go into the products of the recogniser which
 * are computed in eight bits: the least, the greatest, and the greatest but for one in ten thousand of the batch that has
 * most of them. What stands in config/limits/recogniser.ts is the first and the last.
 */

/** Every so many-th batch: they are alike. */
const EVERY = 8;
const OFTEN = 0.9999;

const lines: LineImage[] = [];
const listening = (engine: OcrEngine): OcrEngine => ({
  ...engine,
  read: (asked, alphabet) => {
    lines.push(...asked);
    return engine.read(asked, alphabet);
  },
});

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('name the scanned documents');
const { engines, close } = openEngines('both');
const { text, numbers } = engines!;
const heard: OcrEngines = { ...engines!, text: listening(text), numbers: numbers.slice(0, 1).map(listening) };
for (const path of files) {
  const recognised = await recognise(basename(path), { bytes: new Uint8Array(await readFile(path)) });
  if (recognised.kind !== 'document') throw new Error(`${path} is no document`);
  await convert(recognised.source, heard);
}
await close();

const names = Object.keys(RECOGNISER_RANGES);
const model = await floatRecogniser();
const bytes = writeOnnx({ ...model, graphFields: [...model.graphFields, ...names.map(outputField)] });
const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
const found = new Map(names.map((name) => [name, { least: 0, most: 0, often: 0 }]));
let batch = 0;
for (const { input, shape } of batchesOf(lines.map((image) => ({ image, part: 1 })))) {
  if (batch++ % EVERY > 0) continue;
  const outputs = await session.run({ [session.inputNames[0]!]: new Tensor('float32', input, shape) }, names);
  for (const [name, range] of found) {
    const values = (outputs[name]!.data as Float32Array).toSorted();
    range.least = Math.min(range.least, values[0]!);
    range.most = Math.max(range.most, values.at(-1)!);
    range.often = Math.max(range.often, values[Math.floor((values.length - 1) * OFTEN)]!);
  }
}
process.stdout.write(`${lines.length} lines in ${batch} batches, every ${EVERY}th batch\n`);
for (const [name, { least, most, often }] of found) {
  const [a, b, c] = [least, often, most].map((value) => value.toFixed(2).padStart(7));
  process.stdout.write(`${name.padEnd(24)} ${a} ${b}, at most ${c}\n`);
}
process.exit(0);
