import { createRequire } from "node:module";

/** Version of ONNX Runtime's binding: with another one last bits may differ. */
export function runtimeVersion(): string {
  const read = createRequire(import.meta.url);
  return (read("onnxruntime-node/package.json") as { version: string }).version;
}
