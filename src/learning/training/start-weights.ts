import { readFile } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";
import { CheckpointError } from "../../networks/checkpoint/checkpoint-error.ts";
import { parseCheckpoint } from "../../networks/checkpoint/read-checkpoint.ts";
import { type CheckpointNetwork, readNetwork } from "../../networks/checkpoint/read-network.ts";
import type { TrainingNetwork } from "../../networks/training/training-network.ts";
import { type Arena, createArena } from "./arena.ts";
import { fillInitial } from "./initial-weights.ts";
import { randomFor } from "./seed.ts";
import { isState, parseState } from "./state-file.ts";

/** A checkpoint's tensors by the names of `networkShapes`, as far as it has them in a form that can go on learning. */
type Tensors = (name: string) => Float32Array | undefined;

function ofState(file: Buffer, path: string): Tensors {
  const { tensors, sections } = parseState(file, path);
  const arena = createArena(tensors);
  arena.values.set(sections.get("network") ?? []);
  return (name) => arena.tensors[name]?.data;
}

async function ofPyTorch(file: Buffer, path: string): Promise<Tensors> {
  let network: CheckpointNetwork;
  try {
    network = readNetwork(await parseCheckpoint(file));
  } catch (cause) {
    if (cause instanceof CheckpointError) throw new UserError(`${path}: ${cause.message}`, { cause });
    throw cause;
  }
  const { head, weightOf } = network;
  return (name) => {
    if (name === "classifier.weight") return head.kind === "pooled-linear" ? head.last.matrix : undefined;
    if (name === "classifier.bias") return head.kind === "pooled-linear" ? head.last.bias : undefined;
    if (!name.startsWith("features.")) return undefined;
    try {
      return weightOf(name.slice("features.".length));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
}

/**
 * Fills a network before its first step: from a PyTorch checkpoint or a state of another run, else from the seed. A head
 * that does not fit the recipe's starts afresh.
 *
 * @returns what a person should know of it
 * @throws {UserError} when the checkpoint cannot be read, or its body is not the recipe's
 */
export async function fillStart(
  arena: Arena,
  { hyper }: TrainingNetwork,
  { from, seed }: { from: string | undefined; seed: number },
): Promise<string> {
  fillInitial(arena, randomFor(seed));
  if (from === undefined) return `weights: new, from seed ${seed}`;
  const file = await readFile(from).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      `${from}: cannot be opened (${cause.code}). Name a checkpoint file, or a run's best.state.`,
      {
        exitCode: 2,
        cause,
      },
    );
  });
  const found = isState(file) ? ofState(file, from) : await ofPyTorch(file, from);
  const fresh: string[] = [];
  for (const [name, { data, dims }] of Object.entries(arena.tensors)) {
    const values = found(name);
    if (values?.length === data.length) data.set(values);
    else if (name.startsWith("features.")) {
      throw new UserError(
        `${from}: its ${name} holds ${values?.length ?? "no"} numbers; the recipe's network (blocks ${hyper.blocks.join("-")}, growth ${hyper.growth}, ${hyper.channels} channels) needs [${dims.join(", ")}]`,
      );
    } else fresh.push(name);
  }
  const heads = Object.keys(arena.tensors).filter((name) => !name.startsWith("features."));
  // Half a head is none.
  if (fresh.length === 0) return `weights: from ${from}`;
  const initial = createArena(heads.map((name) => ({ name, dims: arena.tensors[name]?.dims ?? [] })));
  fillInitial(initial, randomFor(seed, 1));
  for (const name of heads) arena.tensors[name]?.data.set(initial.tensors[name]?.data ?? []);
  return `weights: body from ${from}; the head does not fit the recipe's and starts from seed ${seed}`;
}
