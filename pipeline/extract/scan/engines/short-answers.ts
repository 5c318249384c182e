import {
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  outputField,
  outputsOf,
  withoutOutputs,
} from './onnx-model.ts';

/** Names of what a recogniser with short answers gives for each step of a line. */
export const ANSWERS = { likeliest: 'likeliest', share: 'likeliest.share', kinds: 'kinds' } as const;

/**
 * A recogniser that answers with what is asked of it instead of with the share of each of its thousands of characters:
 * the likeliest class of each step with its share, and the shares of some kinds of classes. Four megabytes for a line of
 * text were copied out of onnxruntime and thrown away, and that cost more than what is added here.
 * @param kindsOf the kind of each class, from 0; null for a class that is of none
 */
export function withShortAnswers(model: OnnxModel, kindsOf: readonly (number | null)[]): OnnxModel {
  const [shares] = outputsOf(model);
  if (shares === undefined) throw new Error('a recogniser without an output');
  const kinds = Math.max(...kindsOf.map((kind) => kind ?? -1)) + 1;
  const data = new Float32Array(kindsOf.length * kinds);
  for (const [c, kind] of kindsOf.entries()) if (kind !== null) data[c * kinds + kind] = 1;
  const table: OnnxTensor = { name: 'kinds.table', dims: [kindsOf.length, kinds], data };
  const last = { kind: 'ints', values: [2] } as const;
  const flat = { kind: 'int', value: 0 } as const;
  const nodes: OnnxNode[] = [
    {
      operator: 'ArgMax',
      inputs: [shares],
      outputs: ['likeliest.class'],
      attributes: { axis: { kind: 'int', value: 2 }, keepdims: flat },
    },
    {
      operator: 'Cast',
      inputs: ['likeliest.class'],
      outputs: [ANSWERS.likeliest],
      attributes: { to: { kind: 'int', value: 1 } },
    },
    { operator: 'ReduceMax', inputs: [shares], outputs: [ANSWERS.share], attributes: { axes: last, keepdims: flat } },
    { operator: 'MatMul', inputs: [shares, table.name], outputs: [ANSWERS.kinds], attributes: {} },
  ];
  const short = withoutOutputs(model);
  return {
    ...short,
    nodes: [...model.nodes, ...nodes],
    tensors: [...model.tensors, table],
    graphFields: [...short.graphFields, ...Object.values(ANSWERS).map(outputField)],
  };
}
