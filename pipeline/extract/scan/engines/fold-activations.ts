import { constantsOf, type OnnxAttribute, type OnnxModel, type OnnxNode, type OnnxTensor } from './onnx-model.ts';

/** The graph by its edges, and its constants. */
interface Graph {
  readonly usersOf: (value: string) => readonly OnnxNode[];
  readonly constantOf: (value: string) => OnnxTensor | undefined;
}

/** One or more nodes that can be replaced by something simpler, with the value that they end in. */
interface Step {
  readonly output: string;
  readonly nodes: readonly OnnxNode[];
}

/** A value times `scale`, plus `shift`; both plain numbers. */
interface Scaling extends Step {
  readonly scale: number;
  readonly shift: number;
}

/** A convolution with what the exporter writes after it: a scaling, a hard swish, another scaling. */
interface Block {
  readonly weights: OnnxTensor;
  readonly bias: OnnxTensor;
  readonly scaling: Scaling;
  readonly swish: Step;
  readonly last: Scaling;
}

function graphOf(model: OnnxModel): Graph {
  const users = new Map<string, OnnxNode[]>();
  for (const node of model.nodes) {
    for (const input of new Set(node.inputs)) {
      const known = users.get(input);
      if (known) known.push(node);
      else users.set(input, [node]);
    }
  }
  const constants = constantsOf(model);
  return { usersOf: (value) => users.get(value) ?? [], constantOf: (value) => constants.get(value) };
}

/** The one operation on a value with a plain number as its other operand. */
function stepWithNumber(graph: Graph, value: string, operator: string): (Step & { readonly number: number }) | null {
  const users = graph.usersOf(value);
  const [node] = users;
  if (users.length !== 1 || node?.operator !== operator) return null;
  const operand = node.inputs.find((input) => input !== value);
  const tensor = operand === undefined ? undefined : graph.constantOf(operand);
  if (tensor?.data.length !== 1) return null;
  return { output: node.outputs[0]!, nodes: [node], number: tensor.data[0]! };
}

function scalingAfter(graph: Graph, value: string): Scaling | null {
  const times = stepWithNumber(graph, value, 'Mul');
  const plus = times && stepWithNumber(graph, times.output, 'Add');
  if (!plus) return null;
  return { output: plus.output, nodes: [...times.nodes, ...plus.nodes], scale: times.number, shift: plus.number };
}

const isNumber = (attribute: OnnxAttribute | undefined, number: number): boolean =>
  attribute?.kind === 'float' && attribute.value === number;

/** x · min(max(x + 3, 0), 6) / 6, spelt in four operators. */
function hardSwishAfter(graph: Graph, value: string): Step | null {
  const users = graph.usersOf(value);
  const plus = users.find((user) => user.operator === 'Add');
  const times = users.find((user) => user.operator === 'Mul');
  if (users.length !== 2 || !plus || !times) return null;
  if (!plus.inputs.some((input) => graph.constantOf(input)?.data[0] === 3)) return null;
  const [clip, ...others] = graph.usersOf(plus.outputs[0]!);
  if (clip?.operator !== 'Clip' || others.length > 0 || !times.inputs.includes(clip.outputs[0]!)) return null;
  if (!isNumber(clip.attributes.min, 0) || !isNumber(clip.attributes.max, 6)) return null;
  const sixth = stepWithNumber(graph, times.outputs[0]!, 'Div');
  if (sixth?.number !== 6) return null;
  return { output: sixth.output, nodes: [plus, clip, times, ...sixth.nodes] };
}

function blockOf(graph: Graph, node: OnnxNode): Block | null {
  if (node.operator !== 'Conv') return null;
  const [, weightName = '', biasName = ''] = node.inputs;
  const [weights, bias] = [graph.constantOf(weightName), graph.constantOf(biasName)];
  const scaling = scalingAfter(graph, node.outputs[0]!);
  const swish = scaling && hardSwishAfter(graph, scaling.output);
  const last = swish && scalingAfter(graph, swish.output);
  return weights && bias && last ? { weights, bias, scaling, swish, last } : null;
}

const tensorOf = (name: string, dims: readonly number[], data: Float32Array): OnnxTensor => ({ name, dims, data });

/**
 * Weights and bias of a convolution whose input is scaled beforehand and whose output is scaled afterwards.
 * The shift of an input can be folded only where no zeros are laid around it.
 */
function scaledConvolution(
  { weights, bias, scaling }: Block,
  input: Scaling | undefined,
): readonly [Float32Array, Float32Array] {
  const scaledWeights = weights.data.map((weight) => weight * (input?.scale ?? 1) * scaling.scale);
  const perChannel = weights.data.length / bias.data.length;
  const scaledBias = bias.data.map((value, channel) => {
    let sum = 0;
    for (let i = channel * perChannel; i < (channel + 1) * perChannel; i++) sum += weights.data[i]!;
    return (value + sum * (input?.shift ?? 0)) * scaling.scale + scaling.shift;
  });
  return [scaledWeights, scaledBias];
}

const isUnpadded = ({ attributes: { pads } }: OnnxNode): boolean =>
  pads?.kind === 'ints' && pads.values.every((pad) => pad === 0);

/** Whether a value has one user only, an unpadded convolution of a block: a scaling of it can move into the weights. */
function takesScaling(graph: Graph, blocks: ReadonlyMap<OnnxNode, Block>, value: string): OnnxNode | null {
  const [user, ...others] = graph.usersOf(value);
  return user && others.length === 0 && blocks.has(user) && isUnpadded(user) ? user : null;
}

/** A scaling as a convolution of each channel with one weight: onnxruntime keeps its own layout through it. */
function scalingNode(input: string, { output, scale, shift }: Scaling, channels: number): [OnnxNode, OnnxTensor[]] {
  const weights = tensorOf(`${output}.scale`, [channels, 1, 1, 1], new Float32Array(channels).fill(scale));
  const bias = tensorOf(`${output}.shift`, [channels], new Float32Array(channels).fill(shift));
  const node: OnnxNode = {
    operator: 'Conv',
    inputs: [input, weights.name, bias.name],
    outputs: [output],
    attributes: { kernel_shape: { kind: 'ints', values: [1, 1] }, group: { kind: 'int', value: channels } },
  };
  return [node, [weights, bias]];
}

/**
 * The same function in fewer operators. The exported model spells each hard swish in four passes over the data and each
 * learned scaling in two, and these cost twice what its convolutions cost: scalings go into the weights beside them, and
 * the hard swish is written as onnxruntime knows it, which does it along with the convolution. Graphs of another
 * build stay as they are.
 */
export function foldActivations(model: OnnxModel): OnnxModel {
  const graph = graphOf(model);
  const blocks = new Map<OnnxNode, Block>();
  for (const node of model.nodes) {
    const block = blockOf(graph, node);
    if (block) blocks.set(node, block);
  }
  const absorbed = new Set<OnnxNode>();
  const inputOf = new Map<OnnxNode, { readonly scaling: Scaling; readonly value: string }>();
  for (const { scaling, swish, last } of blocks.values()) {
    for (const node of [...scaling.nodes, ...swish.nodes, ...last.nodes]) absorbed.add(node);
    const next = takesScaling(graph, blocks, last.output);
    if (next) inputOf.set(next, { scaling: last, value: swish.output });
  }
  const nodes: OnnxNode[] = [];
  const tensors = [...model.tensors];
  for (const node of model.nodes) {
    const block = blocks.get(node);
    if (!block) {
      if (!absorbed.has(node)) nodes.push(node);
      continue;
    }
    const { weights, bias, scaling, swish, last } = block;
    const input = inputOf.get(node);
    const [scaledWeights, scaledBias] = scaledConvolution(block, input?.scaling);
    const value = scaling.output;
    tensors.push(tensorOf(`${value}.weights`, weights.dims, scaledWeights));
    tensors.push(tensorOf(`${value}.bias`, bias.dims, scaledBias));
    nodes.push(
      { ...node, inputs: [input?.value ?? node.inputs[0]!, `${value}.weights`, `${value}.bias`], outputs: [value] },
      {
        operator: 'HardSigmoid',
        inputs: [value],
        outputs: [`${value}.gate`],
        attributes: { alpha: { kind: 'float', value: 1 / 6 }, beta: { kind: 'float', value: 0.5 } },
      },
      { operator: 'Mul', inputs: [value, `${value}.gate`], outputs: [swish.output], attributes: {} },
    );
    if (takesScaling(graph, blocks, last.output)) continue;
    const [own, ownTensors] = scalingNode(swish.output, last, bias.data.length);
    nodes.push(own);
    tensors.push(...ownTensors);
  }
  const used = new Set(nodes.flatMap((node) => node.inputs));
  const kept = nodes.filter((node) => node.operator !== 'Constant' || used.has(node.outputs[0]!));
  return { ...model, nodes: kept, tensors };
}
