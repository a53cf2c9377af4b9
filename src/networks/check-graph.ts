import { createRandom } from "../core/random.ts";
import { openSession, type Session } from "../onnx/session.ts";
import { CheckpointError } from "./checkpoint/checkpoint-error.ts";
import { showName } from "./printable.ts";

/** Images in a network's units: noise, an even field, and a slope from dark to bright. */
function probes([channels = 1, height = 1, width = 1]: readonly number[]): Float32Array[] {
  const size = channels * height * width;
  const random = createRandom(1);
  const image = (pixel: (index: number) => number) =>
    Float32Array.from({ length: size }, (_, at) => pixel(at));
  return [image(() => random.normal()), image(() => 1), image((index) => ((index % width) / width) * 4 - 2)];
}

/** The runtime's own errors are for programmers; a graph that it refuses comes from a checkpoint it cannot compute. */
function toCheckpointError(error: unknown): CheckpointError {
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return new CheckpointError(
    `the network cannot be run here (${showName(reason, 200)}): its weights may be damaged, or the machine lacks memory`,
    { cause: error },
  );
}

async function probe(session: Session, shape: readonly number[], data: Float32Array): Promise<Float32Array> {
  const outputs = await session
    .run({ image: { dims: [1, ...shape], data } }, ["logits", "maps"])
    .catch((error) => {
      throw toCheckpointError(error);
    });
  for (const name of ["logits", "maps"]) {
    const values = outputs[name]?.data;
    if (!(values instanceof Float32Array) || !values.every(Number.isFinite)) {
      throw new CheckpointError(
        `the network gives ${name} that are not finite: its weights are damaged or far too large; take another copy or checkpoint`,
      );
    }
  }
  return outputs["logits"]?.data as Float32Array;
}

/**
 * Runs a graph on seeded images.
 *
 * @param shape of one image: channels, height, width
 * @returns the logits of all
 * @throws {CheckpointError} when it cannot be run, or when a logit or a map is not finite
 */
export async function probeGraph(graph: Uint8Array, shape: readonly number[]): Promise<Float32Array> {
  const session = await openSession(graph, { threads: 1, provider: "cpu" }).catch((error) => {
    throw toCheckpointError(error);
  });
  try {
    const logits: number[] = [];
    // One at a time: large images of a deep network take a gigabyte each.
    for (const image of probes(shape)) logits.push(...(await probe(session, shape, image)));
    return Float32Array.from(logits);
  } finally {
    await session.release();
  }
}
