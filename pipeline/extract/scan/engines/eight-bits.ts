import {
  constantsOf,
  type OnnxAttribute,
  type OnnxBytes,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  withOperatorsOf,
} from './onnx-model.ts';

/** The least and the greatest number that a value of a graph is taken to hold; what lies beyond is cut off. */
export type Range = readonly [least: number, greatest: number];

/** A value times a table of weights, plus a shift for each column of the table. */
interface Product {
  readonly value: string;
  readonly output: string;
  readonly weights: OnnxTensor;
  /** Numbers that go in and come out, and whether the table has a row for what comes out, as those of convolutions. */
  readonly into: number;
  readonly outOf: number;
  readonly byOutput: boolean;
  readonly bias: string;
}

/** Operators of onnxruntime's own. @source onnxruntime docs, ContribOperators */
export const OWN = 'com.microsoft';
/** Steps that eight bits tell apart from the first to the last. */
const STEPS = 255;
/** Greatest weight. At 63 every seventh line of text was another one than in floats, at 127 every thirtieth. */
const GREATEST_WEIGHT = 127;

const ints = (...values: readonly number[]): OnnxAttribute => ({ kind: 'ints', values });

const isOne = (attribute: OnnxAttribute | undefined): boolean =>
  attribute === undefined ||
  (attribute.kind === 'int' && attribute.value === 1) ||
  (attribute.kind === 'ints' && attribute.values.every((value) => value === 1));

/** A convolution that looks at one place only, at all channels of it. */
function convolutionOf(
  { operator, inputs, outputs, attributes }: OnnxNode,
  constants: ReadonlyMap<string, OnnxTensor>,
): Product | null {
  const [value = '', weightName = '', bias = ''] = inputs;
  const weights = constants.get(weightName);
  const [outOf = 0, into = 0, ...kernel] = weights?.dims ?? [];
  if (operator !== 'Conv' || !weights || !constants.has(bias) || kernel.some((size) => size !== 1)) return null;
  if (!isOne(attributes.group) || !isOne(attributes.strides)) return null;
  return { value, output: outputs[0]!, weights, into, outOf, byOutput: true, bias };
}

/** A product with a table, and the shift that is added to it in the next operator. */
function productOf(
  node: OnnxNode,
  users: readonly OnnxNode[],
  constants: ReadonlyMap<string, OnnxTensor>,
): Product | null {
  const [value = '', weightName = ''] = node.inputs;
  const weights = constants.get(weightName);
  const [plus, ...others] = users;
  if (node.operator !== 'MatMul' || weights?.dims.length !== 2 || plus?.operator !== 'Add' || others.length > 0)
    return null;
  const bias = plus.inputs.find((input) => constants.has(input));
  if (bias === undefined) return null;
  const [into, outOf] = weights.dims as [number, number];
  return { value, output: plus.outputs[0]!, weights, into, outOf, byOutput: false, bias };
}

/** Weights as whole numbers, row by row of what goes in, and what one of them counts for in each column. */
function inWholeNumbers({ weights: { data }, into, outOf, byOutput }: Product): {
  readonly whole: Int8Array;
  readonly steps: Float32Array;
} {
  const [byRow, byColumn] = byOutput ? [1, into] : [outOf, 1];
  const whole = new Int8Array(data.length);
  const steps = new Float32Array(outOf).fill(1);
  for (let o = 0; o < outOf; o++) {
    const first = o * byColumn;
    let greatest = 0;
    for (let i = 0; i < into; i++) greatest = Math.max(greatest, Math.abs(data[first + i * byRow]!));
    if (greatest === 0) continue;
    steps[o] = greatest / GREATEST_WEIGHT;
    const step = steps[o]!;
    for (let i = 0; i < into; i++) whole[i * outOf + o] = Math.round(data[first + i * byRow]! / step);
  }
  return { whole, steps };
}

/** The product in eight bits: `input` and `output` have the numbers that are summed as their last dimension. */
function nodesOf(
  product: Product,
  [least, greatest]: Range,
  input: string,
  output: string,
): { readonly nodes: readonly OnnxNode[]; readonly tensors: readonly (OnnxTensor | OnnxBytes)[] } {
  const name = (part: string): string => `${product.output}.eight.${part}`;
  const step = (greatest - least) / STEPS;
  const { whole, steps } = inWholeNumbers(product);
  return {
    nodes: [
      {
        operator: 'QuantizeLinear',
        domain: OWN,
        inputs: [input, name('step'), name('zero')],
        outputs: [name('value')],
        attributes: {},
      },
      {
        operator: 'MatMulIntegerToFloat',
        domain: OWN,
        inputs: [name('value'), name('weights'), name('step'), name('steps'), name('zero'), '', product.bias],
        outputs: [output],
        attributes: {},
      },
    ],
    tensors: [
      { name: name('step'), dims: [], data: Float32Array.of(step) },
      { name: name('zero'), dims: [], data: Uint8Array.of(Math.round(-least / step)) },
      { name: name('weights'), dims: [product.into, product.outOf], data: whole },
      { name: name('steps'), dims: [product.outOf], data: steps },
    ],
  };
}

/**
 * The model with its dearest products in eight bits: where a table of weights is laid on a value whose range is given, both
 * are whole numbers of eight bits, and what comes out is a float again. A product of a convolution comes back through a
 * convolution of each channel with the weight one: onnxruntime does the activation that follows along with it, and keeps its
 * own layout from there on. Names that the graph does not have are passed over: a graph of another build stays as it is.
 * @param ranges by the name of the value that goes into the product
 */
export function inEightBits(model: OnnxModel, ranges: Readonly<Record<string, Range>>): OnnxModel {
  const constants = constantsOf(model);
  const usersOf = (value: string): readonly OnnxNode[] => model.nodes.filter(({ inputs }) => inputs.includes(value));
  const nodes: OnnxNode[] = [];
  const tensors: (OnnxTensor | OnnxBytes)[] = [...model.tensors];
  const added = new Set<OnnxNode>();
  for (const node of model.nodes) {
    if (added.has(node)) continue;
    const range = ranges[node.inputs[0] ?? ''];
    const convolution = range && convolutionOf(node, constants);
    const product = range && !convolution ? productOf(node, usersOf(node.outputs[0]!), constants) : null;
    if (range && convolution) {
      const { output, outOf } = convolution;
      const [last, sums, back, one] = ['last', 'sums', 'back', 'one'].map((part) => `${output}.eight.${part}`);
      const eight = nodesOf(convolution, range, last!, sums!);
      nodes.push(
        {
          operator: 'Transpose',
          inputs: [convolution.value],
          outputs: [last!],
          attributes: { perm: ints(0, 2, 3, 1) },
        },
        ...eight.nodes,
        { operator: 'Transpose', inputs: [sums!], outputs: [back!], attributes: { perm: ints(0, 3, 1, 2) } },
        {
          operator: 'Conv',
          inputs: [back!, one!],
          outputs: [output],
          attributes: { kernel_shape: ints(1, 1), group: { kind: 'int', value: outOf } },
        },
      );
      tensors.push(...eight.tensors, { name: one!, dims: [outOf, 1, 1, 1], data: new Float32Array(outOf).fill(1) });
    } else if (range && product) {
      const eight = nodesOf(product, range, product.value, product.output);
      for (const user of usersOf(node.outputs[0]!)) added.add(user);
      nodes.push(...eight.nodes);
      tensors.push(...eight.tensors);
    } else nodes.push(node);
  }
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  return withOperatorsOf(
    {
      ...model,
      nodes: nodes.filter(({ operator, outputs }) => operator !== 'Constant' || used.has(outputs[0]!)),
      tensors: tensors.filter(({ name }) => used.has(name)),
    },
    OWN,
  );
}
