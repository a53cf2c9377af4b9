import { createRandom } from "../core/random.ts";
import { openSession } from "../onnx/session.ts";

/** Images in a network's units: noise, an even field, and a slope from dark to bright. */
function probes([channels = 1, height = 1, width = 1]: readonly number[]): Float32Array {
  const size = channels * height * width;
  const random = createRandom(1);
  const images = new Float32Array(3 * size);
  for (let index = 0; index < size; index += 1) {
    images[index] = random.normal();
    images[size + index] = 1;
    images[2 * size + index] = ((index % width) / width) * 4 - 2;
  }
  return images;
}

/**
 * Runs a graph on seeded images.
 *
 * @param shape of one image: channels, height, width
 * @returns its logits
 * @throws {Error} when one is not finite
 */
export async function probeGraph(graph: Uint8Array, shape: readonly number[]): Promise<Float32Array> {
  const session = await openSession(graph, { threads: 1, provider: "cpu" });
  try {
    const { logits } = await session.run({ image: { dims: [3, ...shape], data: probes(shape) } }, [
      "logits",
      "maps",
    ]);
    if (!(logits?.data instanceof Float32Array) || !logits.data.every(Number.isFinite)) {
      throw new Error("the network gives numbers that are not finite");
    }
    return logits.data;
  } finally {
    await session.release();
  }
}
