import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeGraph } from "../../src/onnx/decode.ts";
import { encodeGraph } from "../../src/onnx/encode.ts";
import type { Graph } from "../../src/onnx/graph.ts";
import { createGraphBuilder } from "../../src/onnx/graph-builder.ts";
import { openSession } from "../../src/onnx/session.ts";
import { float32Elements, integers, tensorData } from "../../src/onnx/tensor-data.ts";
import { distance } from "../networks/agreement.ts";
import { readNpy } from "../networks/npy.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/onnx");

/** A graph with every kind of attribute and of constant. */
const EVERYTHING: Graph = {
  name: "everything",
  opset: 17,
  inputs: [{ name: "x", type: "float32", dims: ["n", 3, 8, 8] }],
  outputs: [{ name: "y", type: "int64", dims: [] }],
  initializers: [
    { name: "weights", ...tensorData("float32", [2, 2], Float32Array.of(1, -2, 0.5, Number.NaN)) },
    { name: "double", ...tensorData("float64", [1], Float64Array.of(Math.PI)) },
    { name: "axes", ...integers([-1, 0, 2 ** 40]) },
    { name: "halves", ...tensorData("float16", [3], Uint16Array.of(0x3c00, 0xfbff, 1)) },
    { name: "empty", ...tensorData("float32", [0], new Float32Array()) },
  ],
  nodes: [
    {
      name: "every",
      operator: "Every",
      domain: "com.example",
      inputs: ["x", "", "weights"],
      outputs: ["y", "z"],
      attributes: {
        int: { kind: "int", value: -7 },
        float: { kind: "float", value: 0.5 },
        ints: { kind: "ints", value: [1, -2, 3] },
        floats: { kind: "floats", value: [0.25, -1] },
        string: { kind: "string", value: "héllo" },
        strings: { kind: "strings", value: ["a", ""] },
        tensor: { kind: "tensor", value: tensorData("float32", [1], Float32Array.of(4)) },
        zero: { kind: "int", value: 0 },
        none: { kind: "ints", value: [] },
      },
    },
  ],
};

/** Without the difference between a buffer and other bytes. */
const plain = (graph: Graph) =>
  JSON.parse(
    JSON.stringify(graph, (_, value) =>
      value instanceof Uint8Array ? [...value] : value?.type === "Buffer" ? value.data : value,
    ),
  );

describe("a graph survives being written and read", () => {
  test("with every kind of attribute, constant and dimension", () => {
    const bytes = encodeGraph(EVERYTHING);
    expect(plain(decodeGraph(bytes))).toEqual(plain(EVERYTHING));
    expect(encodeGraph(decodeGraph(bytes))).toEqual(bytes);
  });

  test("as the starter model's network, byte for byte, without copying its weights", () => {
    const bytes = readFileSync(join(import.meta.dirname, "../../models/densenet121-nih-starter/model.onnx"));
    const graph = decodeGraph(bytes);
    expect(Buffer.from(encodeGraph(graph)).equals(bytes)).toBe(true);
    expect(graph.initializers.every(({ bytes: view }) => view.buffer === bytes.buffer)).toBe(true);
  });
});

describe("files that others wrote", () => {
  test("PyTorch's exporter: read, written again and run, the network gives what PyTorch gave", async () => {
    const graph = decodeGraph(readFileSync(join(FIXTURES, "torch.onnx")));
    expect(graph.opset).toBe(13);
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(["Conv", "Relu", "Flatten", "Gemm"]);
    expect(graph.nodes[0]?.attributes["pads"]).toEqual({ kind: "ints", value: [1, 1, 1, 1] });
    expect(graph.inputs).toEqual([{ name: "x", type: "float32", dims: ["batch", 1, 4, 4] }]);
    const session = await openSession(encodeGraph(graph), { threads: 1, provider: "cpu" });
    const x = readNpy(join(FIXTURES, "inputs.npy"));
    const { y } = await session.run({ x: { dims: x.shape, data: x.data } });
    await session.release();
    expect(
      distance(Array.from(y?.data ?? [], Number), readNpy(join(FIXTURES, "outputs.npy")).data),
    ).toBeLessThan(1e-5);
  });

  // Wire format by hand (protobuf.dev, "Encoding"): key = field * 8 + type, type 0 a varint, 2 a length and bytes.
  const bytes = (field: number, ...parts: (Uint8Array | string)[]) => {
    const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
    return Buffer.concat([Buffer.of(field * 8 + 2, content.length), content]);
  };
  const varint = (field: number, value: number) => Buffer.of(field * 8, value);
  const floats = (...values: number[]) => Buffer.from(Float32Array.from(values).buffer);
  const model = (...tensors: Uint8Array[]) =>
    Buffer.concat([
      varint(1, 8),
      bytes(8, varint(2, 17)),
      bytes(7, ...tensors.map((tensor) => bytes(5, tensor))),
    ]);

  test("elements one by one instead of raw bytes, packed dims, fields not known here", () => {
    const unknown = bytes(15, "later");
    const graph = decodeGraph(
      model(
        Buffer.concat([
          bytes(1, Buffer.of(1, 2)),
          varint(2, 1),
          bytes(4, floats(0.5, -1.5)),
          bytes(8, "w"),
          unknown,
        ]),
        Buffer.concat([
          varint(1, 1),
          varint(2, 7),
          bytes(7, Buffer.from("ffffffffffffffffff01", "hex")),
          bytes(8, "i"),
        ]),
        Buffer.concat([varint(1, 1), varint(2, 10), bytes(5, Buffer.of(0x80, 0x78)), bytes(8, "h")]),
      ),
    );
    const [weights, integer, half] = graph.initializers;
    expect(weights?.dims).toEqual([1, 2]);
    expect([...float32Elements(weights!)]).toEqual([0.5, -1.5]);
    expect([...integer!.bytes]).toEqual([...Buffer.from("ffffffffffffffff", "hex")]);
    expect([...half!.bytes]).toEqual([0x00, 0x3c]);
  });

  test.each([
    ["a type not supported", Buffer.concat([varint(2, 8), bytes(9, "x")]), /data type 8 is not supported/],
    [
      "fewer elements than the shape needs",
      Buffer.concat([varint(1, 9), varint(2, 1), bytes(9, "1234")]),
      /holds 4 bytes, its shape needs 36/,
    ],
    [
      "weights in another file",
      Buffer.concat([varint(2, 1), varint(14, 1), bytes(8, "w")]),
      /w lies in another file/,
    ],
  ])("%s is refused", (_, tensor, reason) => {
    expect(() => decodeGraph(model(tensor))).toThrow(reason);
  });
});

test.each([
  ["text", Buffer.from("hello, this is no model")],
  ["nothing", Buffer.alloc(0)],
  ["half a file", Buffer.from(encodeGraph(EVERYTHING)).subarray(0, 90)],
])("%s is not a model", (_, bytes) => {
  expect(() => decodeGraph(bytes)).toThrow();
});

test("what is built runs, and gives what it should", async () => {
  const builder = createGraphBuilder("sum");
  const x = builder.input("x", "float32", ["n", 2]);
  const weights = builder.constant("w", tensorData("float32", [2], Float32Array.of(10, 100)));
  const scaled = builder.add("Mul", [x, weights]);
  const twice = builder.add("Add", [scaled, scaled], {}, { name: "Mul" });
  builder.output(twice, "float32", ["n", 2]);
  // The name asked for was taken.
  expect(twice).toBe("Mul_2");
  const session = await openSession(encodeGraph(builder.build()), { threads: 1, provider: "cpu" });
  try {
    const outputs = await session.run({ x: { dims: [1, 2], data: Float32Array.of(1, 2) } });
    expect(outputs[twice]).toEqual({ dims: [1, 2], data: Float32Array.of(20, 400) });
    expect(session).toMatchObject({ inputs: ["x"], outputs: ["Mul_2"] });
  } finally {
    await session.release();
  }
});

describe("the builder refuses what ONNX would not accept", () => {
  const builder = createGraphBuilder("wrong");
  const x = builder.input("x", "float32", [1]);
  test.each([
    ["an unknown operator", () => builder.add("Reluu", [x]), /unknown operator Reluu/],
    ["an unknown value", () => builder.add("Relu", ["z"]), /no value called z/],
    ["too many inputs", () => builder.add("Relu", [x, x]), /has 1 to 1 inputs, not 2/],
    ["an unknown attribute", () => builder.add("Relu", [x], { axis: 1 }), /no attribute axis/],
    ["an attribute of another kind", () => builder.add("Softmax", [x], { axis: "1" }), /expected int/],
    ["an output that is not there", () => builder.output("y", "float32", [1]), /no value called y/],
    [
      "a shape that does not hold its elements",
      () => tensorData("float32", [3], new Float32Array(2)),
      /does not hold 2/,
    ],
  ])("%s", (_, act, reason) => {
    expect(act).toThrow(reason);
  });
});
