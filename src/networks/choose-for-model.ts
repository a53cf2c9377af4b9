import { join } from "node:path";
import { hasCudaLibrary, mayHaveGraphics, type Provider } from "../onnx/provider.ts";
import { type Computing, chooseProvider } from "./choose-provider.ts";
import type { Manifest } from "./manifest.ts";
import { probeAccelerator } from "./probe-accelerator.ts";

/**
 * Decides on this machine what computes a model; the model itself is what accelerators are tried with.
 *
 * @throws {UserError} when a demanded accelerator is absent or gives wrong numbers
 */
export function chooseForModel(
  asked: Provider,
  { dir, input, threads }: { dir: string; input: Manifest["input"]; threads: number },
): Promise<Computing> {
  const order = { model: join(dir, "model.onnx"), threads, input };
  return chooseProvider(asked, {
    hasCudaLibrary,
    mayHaveGraphics,
    probe: (provider) => probeAccelerator({ ...order, provider }),
  });
}
