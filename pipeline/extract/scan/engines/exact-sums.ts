import type { InferenceSession } from 'onnxruntime-node';
import { OWN } from './eight-bits.ts';
import { emptyModel, type OnnxModel, outputField, withOperatorsOf, writeOnnx } from './onnx-model.ts';

const SIZE = 64;
const GREATEST = { value: 255, weight: 127 } as const;
const SUM = 'sum';
/** The version of the operators of ONNX itself; none of them is used. */
const OPERATORS = 9;

/** The greatest values times the greatest weights, and nothing else. */
function greatestProduct(): OnnxModel {
  const model = withOperatorsOf(withOperatorsOf(emptyModel('sums'), '', OPERATORS), OWN);
  return {
    ...model,
    nodes: [
      {
        operator: 'MatMulIntegerToFloat',
        domain: OWN,
        inputs: ['values', 'weights', 'one', 'one'],
        outputs: [SUM],
        attributes: {},
      },
    ],
    tensors: [
      { name: 'values', dims: [SIZE, SIZE], data: new Uint8Array(SIZE * SIZE).fill(GREATEST.value) },
      { name: 'weights', dims: [SIZE, SIZE], data: new Int8Array(SIZE * SIZE).fill(GREATEST.weight) },
      { name: 'one', dims: [], data: Float32Array.of(1) },
    ],
    graphFields: [...model.graphFields, outputField(SUM)],
  };
}

/**
 * Whether onnxruntime adds up products of eight bits exactly on this processor. Processors of x86 without instructions of
 * their own for it add two of them in sixteen bits, and what has no room there is cut off without a word: two of 255 · 127.
 * @source onnxruntime.ai, Quantize ONNX Models: when and why do I need to try U8U8
 */
export async function sumsExactly({ create }: typeof InferenceSession): Promise<boolean> {
  const session = await create(writeOnnx(greatestProduct()), { intraOpNumThreads: 1 });
  const sums = (await session.run({}))[SUM]!.data as Float32Array;
  await session.release();
  return sums.every((sum) => sum === SIZE * GREATEST.value * GREATEST.weight);
}
