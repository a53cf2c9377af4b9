import { expect, test } from "vitest";
import { encodeGraph } from "../../src/onnx/encode.ts";
import { createGraphBuilder } from "../../src/onnx/graph-builder.ts";
import { hasCudaLibrary } from "../../src/onnx/provider.ts";
import { openSession } from "../../src/onnx/session.ts";

function smallest(): Uint8Array {
  const builder = createGraphBuilder("smallest");
  builder.output(builder.add("Relu", [builder.input("x", "float32", [1])]), "float32", [1]);
  return encodeGraph(builder.build());
}

test.skipIf(await hasCudaLibrary())(
  "CUDA without its library opens nothing, not even on the CPU",
  async () => {
    await expect(openSession(smallest(), { threads: 1, provider: "cuda" })).rejects.toThrow(/shared library/);
  },
);
