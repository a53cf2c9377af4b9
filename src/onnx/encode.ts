import { unreachable } from "../core/unreachable.ts";
import { ATTRIBUTE_TYPES } from "./attribute-type.ts";
import { DATA_TYPES } from "./data-type.ts";
import type { Attribute, Graph, Node, TensorData, ValueInfo } from "./graph.ts";
import type {
  AttributeMessage,
  ModelMessageObject,
  NodeMessage,
  TensorMessage,
  ValueMessage,
} from "./message-types.ts";
import { ModelMessage } from "./messages.ts";

/** The file format version that goes with operator set 17 (ONNX 1.12). */
const IR_VERSION = 8;

function toTensor({ type, dims, bytes }: TensorData, name?: string): TensorMessage {
  const message = { dims: [...dims], dataType: DATA_TYPES[type].code, rawData: bytes };
  return name === undefined ? message : { ...message, name };
}

function toAttribute(name: string, attribute: Attribute): AttributeMessage {
  const message = { name, type: ATTRIBUTE_TYPES[attribute.kind] };
  switch (attribute.kind) {
    case "float":
      return { ...message, f: attribute.value };
    case "int":
      return { ...message, i: attribute.value };
    case "string":
      return { ...message, s: Buffer.from(attribute.value) };
    case "tensor":
      return { ...message, t: toTensor(attribute.value) };
    case "floats":
      return { ...message, floats: [...attribute.value] };
    case "ints":
      return { ...message, ints: [...attribute.value] };
    case "strings":
      return { ...message, strings: attribute.value.map((each) => Buffer.from(each)) };
    default:
      return unreachable(attribute);
  }
}

function toNode({ name, operator, domain, inputs, outputs, attributes }: Node): NodeMessage {
  const attribute = Object.entries(attributes).map(([key, value]) => toAttribute(key, value));
  const message = { name, opType: operator, input: [...inputs], output: [...outputs], attribute };
  return domain === "" ? message : { ...message, domain };
}

function toValue({ name, type, dims }: ValueInfo): ValueMessage {
  const dim = dims.map((size) => (typeof size === "number" ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: DATA_TYPES[type].code, shape: { dim } } } };
}

/** Writes a graph as the bytes of an ONNX file. The same graph always gives the same bytes. */
export function encodeGraph(graph: Graph): Uint8Array {
  const domains = new Set(graph.nodes.map(({ domain }) => domain).filter((domain) => domain !== ""));
  const message: ModelMessageObject = {
    irVersion: IR_VERSION,
    producerName: "roentgram",
    opsetImport: [
      { domain: "", version: graph.opset },
      ...[...domains].toSorted().map((domain) => ({ domain, version: 1 })),
    ],
    graph: {
      name: graph.name,
      node: graph.nodes.map(toNode),
      initializer: graph.initializers.map((each) => toTensor(each, each.name)),
      input: graph.inputs.map(toValue),
      output: graph.outputs.map(toValue),
    },
  };
  return ModelMessage.encode(message).finish();
}
