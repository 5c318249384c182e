import { PbfReader, PbfWriter } from 'pbf';

/**
 * The parts of an ONNX model that a rewriting of its graph needs; all else is kept as its bytes.
 * @source onnx.proto3 of ONNX IR 8: ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto
 */
export interface OnnxModel {
  readonly nodes: readonly OnnxNode[];
  readonly tensors: readonly (OnnxTensor | OnnxBytes)[];
  /** Fields of the model beside its graph, and of the graph beside its nodes and new tensors. */
  readonly modelFields: readonly RawField[];
  readonly graphFields: readonly RawField[];
}

export interface OnnxNode {
  readonly operator: string;
  /** The operators of onnxruntime's own are in one; those of ONNX in none. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A constant of 32-bit floats. */
export interface OnnxTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A constant of whole numbers of eight bits: written only. */
export interface OnnxBytes {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: Int8Array | Uint8Array;
}

/** `bytes` is an attribute of a kind that is only handed on. */
export type OnnxAttribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'ints'; readonly values: readonly number[] }
  | { readonly kind: 'tensor'; readonly tensor: OnnxTensor; readonly bytes: Uint8Array }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

interface RawField {
  readonly tag: number;
  readonly value: number | Uint8Array;
}

/** OperatorSetIdProto among the fields of the model: which operators it may use. */
const MODEL = { version: 1, graph: 7, operators: 8 } as const;
const OPERATORS = { domain: 1, version: 2 } as const;
const GRAPH = { node: 1, name: 2, initializer: 5, output: 12 } as const;
/** ValueInfoProto, its TypeProto and the tensor type in that. */
const VALUE = { name: 1, type: 2, tensorType: 1, elementType: 1 } as const;
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, float: 2, int: 3, tensor: 5, ints: 8, type: 20 } as const;
const TENSOR = { dims: 1, type: 2, floats: 4, name: 8, raw: 9 } as const;
/** AttributeProto.AttributeType and TensorProto.DataType. */
const TYPE = { float: 1, int: 2, tensor: 4, ints: 7 } as const;
const IR_VERSION = 8;
const FLOAT32 = 1;
const UINT8 = 2;
const INT8 = 3;
const WIRE_BYTES = 2;

/** Reads messages field by field: each field by its tag. */
function eachField(bytes: Uint8Array, read: (tag: number, reader: PbfReader) => void): void {
  const reader = new PbfReader(bytes);
  reader.readFields((tag, _, r) => read(tag, r), null);
}

const rawField = (tag: number, reader: PbfReader): RawField => ({
  tag,
  value: reader.type === WIRE_BYTES ? reader.readBytes() : reader.readVarint(true),
});

function intsOf(reader: PbfReader, into: number[]): void {
  if (reader.type === WIRE_BYTES) reader.readPackedVarint(into, true);
  else into.push(reader.readVarint(true));
}

/** A tensor of floats; null for another kind. */
function readTensor(bytes: Uint8Array): OnnxTensor | null {
  const dims: number[] = [];
  let name = '';
  let type = 0;
  let raw = new Uint8Array(0);
  eachField(bytes, (tag, reader) => {
    if (tag === TENSOR.dims) intsOf(reader, dims);
    else if (tag === TENSOR.type) type = reader.readVarint();
    else if (tag === TENSOR.name) name = reader.readString();
    else if (tag === TENSOR.floats) raw = new Uint8Array(Float32Array.from(reader.readPackedFloat()).buffer);
    else if (tag === TENSOR.raw) raw = Uint8Array.from(reader.readBytes());
  });
  return type === FLOAT32 ? { name, dims, data: new Float32Array(raw.buffer) } : null;
}

function readAttribute(bytes: Uint8Array): readonly [string, OnnxAttribute] {
  let name = '';
  let type = 0;
  let [int, float] = [0, 0];
  let tensor: OnnxTensor | null = null;
  const values: number[] = [];
  eachField(bytes, (tag, reader) => {
    if (tag === ATTRIBUTE.name) name = reader.readString();
    else if (tag === ATTRIBUTE.type) type = reader.readVarint();
    else if (tag === ATTRIBUTE.int) int = reader.readVarint(true);
    else if (tag === ATTRIBUTE.float) float = reader.readFloat();
    else if (tag === ATTRIBUTE.ints) intsOf(reader, values);
    else if (tag === ATTRIBUTE.tensor && reader.type === WIRE_BYTES) tensor = readTensor(reader.readBytes());
  });
  if (type === TYPE.int) return [name, { kind: 'int', value: int }];
  if (type === TYPE.float) return [name, { kind: 'float', value: float }];
  if (type === TYPE.ints) return [name, { kind: 'ints', values }];
  if (type === TYPE.tensor && tensor) return [name, { kind: 'tensor', tensor, bytes }];
  return [name, { kind: 'bytes', bytes }];
}

function readNode(bytes: Uint8Array): OnnxNode {
  let operator = '';
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Record<string, OnnxAttribute> = {};
  let domain = '';
  eachField(bytes, (tag, reader) => {
    if (tag === NODE.input) inputs.push(reader.readString());
    else if (tag === NODE.output) outputs.push(reader.readString());
    else if (tag === NODE.operator) operator = reader.readString();
    else if (tag === NODE.domain) domain = reader.readString();
    else if (tag === NODE.attribute) {
      const [name, attribute] = readAttribute(reader.readBytes());
      attributes[name] = attribute;
    }
  });
  return { operator, inputs, outputs, attributes, ...(domain === '' ? {} : { domain }) };
}

export function readOnnx(bytes: Uint8Array): OnnxModel {
  const nodes: OnnxNode[] = [];
  const modelFields: RawField[] = [];
  const graphFields: RawField[] = [];
  eachField(bytes, (tag, reader) => {
    if (tag !== MODEL.graph) {
      modelFields.push(rawField(tag, reader));
      return;
    }
    eachField(reader.readBytes(), (part, inside) => {
      if (part === GRAPH.node) nodes.push(readNode(inside.readBytes()));
      else graphFields.push(rawField(part, inside));
    });
  });
  return { nodes, tensors: [], modelFields, graphFields };
}

function writeRaw({ tag, value }: RawField, writer: PbfWriter): void {
  if (typeof value === 'number') writer.writeVarintField(tag, value);
  else writer.writeBytesField(tag, value);
}

const typeOf = (data: Float32Array | Int8Array | Uint8Array): number =>
  data instanceof Float32Array ? FLOAT32 : data instanceof Int8Array ? INT8 : UINT8;

function writeTensor({ name, dims, data }: OnnxTensor | OnnxBytes, writer: PbfWriter): void {
  for (const dim of dims) writer.writeVarintField(TENSOR.dims, dim);
  writer.writeVarintField(TENSOR.type, typeOf(data));
  writer.writeStringField(TENSOR.name, name);
  writer.writeBytesField(TENSOR.raw, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

function writeAttribute([name, attribute]: readonly [string, OnnxAttribute], writer: PbfWriter): void {
  writer.writeStringField(ATTRIBUTE.name, name);
  if (attribute.kind === 'int') writer.writeVarintField(ATTRIBUTE.int, attribute.value);
  if (attribute.kind === 'float') writer.writeFloatField(ATTRIBUTE.float, attribute.value);
  if (attribute.kind === 'ints') for (const value of attribute.values) writer.writeVarintField(ATTRIBUTE.ints, value);
  writer.writeVarintField(ATTRIBUTE.type, TYPE[attribute.kind === 'bytes' ? 'tensor' : attribute.kind]);
}

function writeNode(node: OnnxNode, writer: PbfWriter): void {
  for (const input of node.inputs) writer.writeStringField(NODE.input, input);
  for (const output of node.outputs) writer.writeStringField(NODE.output, output);
  writer.writeStringField(NODE.name, node.outputs[0] ?? '');
  writer.writeStringField(NODE.operator, node.operator);
  for (const entry of Object.entries(node.attributes)) {
    const [, attribute] = entry;
    if ('bytes' in attribute) writer.writeBytesField(NODE.attribute, attribute.bytes);
    else writer.writeMessage(NODE.attribute, writeAttribute, entry);
  }
  if (node.domain !== undefined) writer.writeStringField(NODE.domain, node.domain);
}

function writeGraph({ nodes, tensors, graphFields }: OnnxModel, writer: PbfWriter): void {
  for (const node of nodes) writer.writeMessage(GRAPH.node, writeNode, node);
  for (const field of graphFields) writeRaw(field, writer);
  for (const tensor of tensors) writer.writeMessage(GRAPH.initializer, writeTensor, tensor);
}

/** The constants of floats of a model by their names. */
export function constantsOf({ nodes, tensors }: OnnxModel): ReadonlyMap<string, OnnxTensor> {
  const constants = new Map<string, OnnxTensor>();
  for (const { name, dims, data } of tensors)
    if (data instanceof Float32Array) constants.set(name, { name, dims, data });
  for (const { operator, attributes, outputs } of nodes) {
    if (operator === 'Constant' && attributes.value?.kind === 'tensor')
      constants.set(outputs[0]!, attributes.value.tensor);
  }
  return constants;
}

/** Names of the outputs of the graph. */
export const outputsOf = ({ graphFields }: OnnxModel): readonly string[] =>
  graphFields.flatMap(({ tag, value }) => {
    if (tag !== GRAPH.output || typeof value === 'number') return [];
    let name = '';
    eachField(value, (field, reader) => {
      if (field === VALUE.name) name = reader.readString();
    });
    return [name];
  });

export const withoutOutputs = (model: OnnxModel): OnnxModel => ({
  ...model,
  graphFields: model.graphFields.filter(({ tag }) => tag !== GRAPH.output),
});

/** An output of 32-bit floats, of whatever shape it turns out to be. */
export function outputField(name: string): RawField {
  const writer = new PbfWriter();
  writer.writeStringField(VALUE.name, name);
  writer.writeMessage(
    VALUE.type,
    (_, type: PbfWriter) =>
      type.writeMessage(VALUE.tensorType, (__, tensor) => tensor.writeVarintField(VALUE.elementType, FLOAT32), null),
    null,
  );
  return { tag: GRAPH.output, value: writer.finish() };
}

/** The model with leave to use the operators of a domain, those of ONNX itself in none, as they were in a version. */
export function withOperatorsOf(model: OnnxModel, domain: string, version = 1): OnnxModel {
  const writer = new PbfWriter();
  writer.writeStringField(OPERATORS.domain, domain);
  writer.writeVarintField(OPERATORS.version, version);
  return { ...model, modelFields: [...model.modelFields, { tag: MODEL.operators, value: writer.finish() }] };
}

/** A model without anything in it. */
export const emptyModel = (name: string): OnnxModel => ({
  nodes: [],
  tensors: [],
  modelFields: [{ tag: MODEL.version, value: IR_VERSION }],
  graphFields: [{ tag: GRAPH.name, value: new TextEncoder().encode(name) }],
});

export function writeOnnx(model: OnnxModel): Uint8Array {
  const writer = new PbfWriter();
  for (const field of model.modelFields) writeRaw(field, writer);
  writer.writeMessage(MODEL.graph, writeGraph, model);
  return writer.finish();
}
