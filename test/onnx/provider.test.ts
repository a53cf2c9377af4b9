import { expect, test } from "vitest";
import { UserError } from "../../src/core/user-error.ts";
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
  "CUDA demanded where its library is missing is an error that says what to do",
  async () => {
    const opened = openSession(smallest(), { threads: 1, provider: "cuda" });
    await expect(opened).rejects.toThrow(UserError);
    await expect(opened).rejects.toThrow(
      /EXECUTION_PROVIDER=cuda was demanded.*Set EXECUTION_PROVIDER=cpu or auto/,
    );
  },
);

test.skipIf(await hasCudaLibrary())("auto falls to the CPU where nothing faster is there", async () => {
  const session = await openSession(smallest(), { threads: 1 });
  expect(session.provider).toBe("cpu");
  await session.release();
});
