import { access, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** What can compute. */
export type ComputeProvider = "cpu" | "cuda" | "webgpu";
export type Accelerator = Exclude<ComputeProvider, "cpu">;

/** Whether convolutions run in float16 there. The CPU has no such kernels, and WebGPU's devices need not have them. */
export const computesHalf = (provider: string = "cpu"): boolean => provider === "cuda";

/** What may be asked for: `auto` takes the first accelerator that agrees with the CPU and outruns it, else the CPU. */
export type Provider = "auto" | ComputeProvider;

/** The most wanted first. ONNX Runtime 1.30 brings WebGPU along; CUDA's library is fetched apart. */
export const ACCELERATORS: readonly Accelerator[] = ["cuda", "webgpu"];

/** Whether ONNX Runtime's CUDA library lies beside its binding; the install script that fetches it is switched off. */
export async function hasCudaLibrary(): Promise<boolean> {
  const entry = createRequire(import.meta.url).resolve("onnxruntime-node");
  const folder = join(dirname(entry), "..", "bin", "napi-v6", process.platform, process.arch);
  return access(join(folder, "libonnxruntime_providers_cuda.so")).then(
    () => true,
    () => false,
  );
}

/**
 * Whether a graphics device may be there. On Linux without one WebGPU finds software that draws on the CPU at best, so
 * that `auto` need not start it. Elsewhere it is not known before trying.
 */
export async function mayHaveGraphics(): Promise<boolean> {
  if (process.platform !== "linux") return true;
  const [devices, cards] = await Promise.all(
    ["/dev", "/dev/dri"].map((folder) => readdir(folder).catch(() => [])),
  );
  return (devices ?? []).some((name) => /^(nvidia\d+|dxg)$/.test(name)) || (cards ?? []).length > 0;
}

/** What computes where there is no network yet to try accelerators with: `auto` is CUDA where its library is installed. */
export async function untriedProvider(asked: Provider): Promise<ComputeProvider> {
  if (asked !== "auto") return asked;
  return (await hasCudaLibrary()) ? "cuda" : "cpu";
}
