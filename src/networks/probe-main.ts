// A process of its own that tries an accelerator: what crashes or hangs in a driver ends here, and not in a worker.

import type { ComputeProvider } from "../onnx/provider.ts";
import { openSession, type Session, type Tensor } from "../onnx/session.ts";
import type { ProbeOrder, ProbeReply } from "./probe-accelerator.ts";
import { drawProbeImages, largestDifference, PROBE_IMAGES, relativeDifference } from "./probe-figures.ts";

async function timed(session: Session, image: Tensor) {
  // The first run pays for kernels and memory, the second tells the speed.
  await session.run({ image });
  const begun = performance.now();
  const outputs = await session.run({ image });
  return { outputs, milliseconds: performance.now() - begun };
}

async function probe({ model, provider, threads, input }: ProbeOrder): Promise<ProbeReply> {
  const dims = [PROBE_IMAGES, input.channels, input.size, input.size];
  const image = { dims, data: drawProbeImages(input) };
  const on = async (it: ComputeProvider) => timed(await openSession(model, { threads, provider: it }), image);
  const accelerated = await on(provider);
  const reference = await on("cpu");
  const apart = (name: string, difference: typeof largestDifference) => {
    const [values, wanted] = [accelerated.outputs[name]?.data, reference.outputs[name]?.data];
    if (!(values instanceof Float32Array && wanted instanceof Float32Array))
      throw new Error(`no output ${name}`);
    const most = difference(values, wanted);
    // JSON has no infinity.
    return Number.isFinite(most) ? most : Number.MAX_VALUE;
  };
  return {
    figures: {
      apart: {
        logits: apart("logits", largestDifference),
        probabilities: apart("probabilities", largestDifference),
        features: apart("features", relativeDifference),
        maps: apart("maps", relativeDifference),
      },
      milliseconds: accelerated.milliseconds,
      cpuMilliseconds: reference.milliseconds,
    },
  };
}

process.once("message", (order: ProbeOrder) => {
  probe(order)
    .catch(
      (error: unknown): ProbeReply => ({ trouble: error instanceof Error ? error.message : String(error) }),
    )
    // The driver's own threads would keep the process.
    .then((reply) => process.send?.(reply, () => process.exit(0)))
    .catch(() => process.exit(1));
});
// Who asked is gone.
process.once("disconnect", () => process.exit(1));
