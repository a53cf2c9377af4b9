import type { ReadingConfig } from "../config/reading-config.ts";
import { demandedInVain } from "../networks/choose-provider.ts";
import { hasCudaLibrary, untriedProvider } from "../onnx/provider.ts";
import type { SessionOptions } from "../onnx/session.ts";

/**
 * What a training computes on. There is no network yet that an accelerator could be tried with.
 *
 * @throws {UserError} where CUDA is demanded and its library is not installed
 */
export async function trainingSession(
  config: Pick<ReadingConfig, "EXECUTION_PROVIDER" | "INFERENCE_THREADS">,
): Promise<Required<Pick<SessionOptions, "threads" | "provider">>> {
  if (config.EXECUTION_PROVIDER === "cuda" && !(await hasCudaLibrary()))
    throw demandedInVain("cuda", "ONNX Runtime's CUDA library is not installed");
  return {
    threads: config.INFERENCE_THREADS,
    provider: await untriedProvider(config.EXECUTION_PROVIDER),
  };
}
