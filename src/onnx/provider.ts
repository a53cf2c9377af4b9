import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What computes: `auto` takes CUDA where its library was fetched and starts, else the CPU. */
export type Provider = "auto" | "cpu" | "cuda" | "webgpu";

/** Whether ONNX Runtime's CUDA library lies beside its binding; the install script that fetches it is switched off. */
export async function hasCudaLibrary(): Promise<boolean> {
  const entry = createRequire(import.meta.url).resolve("onnxruntime-node");
  const folder = join(dirname(entry), "..", "bin", "napi-v6", process.platform, process.arch);
  return access(join(folder, "libonnxruntime_providers_cuda.so")).then(
    () => true,
    () => false,
  );
}
