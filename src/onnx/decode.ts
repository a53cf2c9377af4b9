import { ATTRIBUTE_TYPES } from "./attribute-type.ts";
import { dataTypeOf } from "./data-type.ts";
import { decodeTensor } from "./decode-tensor.ts";
import type { Attribute, Graph, Node, ValueInfo } from "./graph.ts";
import type { AttributeMessage, ModelMessageObject, NodeMessage, ValueMessage } from "./message-types.ts";
import { ModelMessage } from "./messages.ts";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

function fromAttribute(message: AttributeMessage): Attribute {
  switch (message.type) {
    case ATTRIBUTE_TYPES.float:
      return { kind: "float", value: message.f ?? 0 };
    case ATTRIBUTE_TYPES.int:
      return { kind: "int", value: message.i ?? 0 };
    case ATTRIBUTE_TYPES.string:
      return { kind: "string", value: text(message.s ?? new Uint8Array()) };
    case ATTRIBUTE_TYPES.tensor:
      return { kind: "tensor", value: decodeTensor(message.t ?? {}) };
    case ATTRIBUTE_TYPES.floats:
      return { kind: "floats", value: message.floats ?? [] };
    case ATTRIBUTE_TYPES.ints:
      return { kind: "ints", value: message.ints ?? [] };
    case ATTRIBUTE_TYPES.strings:
      return { kind: "strings", value: (message.strings ?? []).map(text) };
    default:
      throw new RangeError(`attribute ${message.name}: type ${message.type} is not supported`);
  }
}

function fromNode(message: NodeMessage): Node {
  const attributes = (message.attribute ?? []).map((each) => [each.name ?? "", fromAttribute(each)] as const);
  return {
    name: message.name ?? "",
    operator: message.opType ?? "",
    domain: message.domain === "ai.onnx" ? "" : (message.domain ?? ""),
    inputs: message.input ?? [],
    outputs: message.output ?? [],
    attributes: Object.fromEntries(attributes),
  };
}

function fromValue({ name = "", type }: ValueMessage): ValueInfo {
  const tensor = type?.tensorType;
  if (!tensor) throw new RangeError(`value ${name} is not a tensor`);
  const dims = (tensor.shape?.dim ?? []).map(({ dimValue, dimParam }) => dimValue ?? dimParam ?? "");
  return { name, type: dataTypeOf(tensor.elemType ?? 0), dims };
}

/**
 * Reads the bytes of an ONNX file. Fields and messages not known here are passed over; constants are views of `bytes`.
 *
 * @throws {Error} for bytes that are no ONNX model, and for what graphs here cannot express
 */
export function decodeGraph(bytes: Uint8Array): Graph {
  const model = ModelMessage.toObject(
    ModelMessage.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    {
      longs: Number,
    },
  ) as ModelMessageObject;
  const { graph, opsetImport = [] } = model;
  const opset = opsetImport.find(({ domain = "" }) => domain === "" || domain === "ai.onnx")?.version;
  if (!graph || opset === undefined) throw new Error("these bytes are not an ONNX model");
  return {
    name: graph.name ?? "",
    opset,
    inputs: (graph.input ?? []).map(fromValue),
    outputs: (graph.output ?? []).map(fromValue),
    initializers: (graph.initializer ?? []).map((each) => ({ ...decodeTensor(each), name: each.name ?? "" })),
    nodes: (graph.node ?? []).map(fromNode),
  };
}
