import { showName } from "../printable.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import type { StateDict } from "./state-dict.ts";

/** A checkpoint's tensors by what they belong to; values are names in the file. */
export type NetworkNames = {
  /** Names of the body's tensors, by their name below torchvision's `features.`. */
  readonly body: ReadonlyMap<string, string>;
  /** Names in the file of all that is not the body. */
  readonly rest: readonly string[];
  /** What stands before `conv0` in the file, such as `module.features.`. */
  readonly prefix: string;
};

const FIRST = "conv0.weight";

/** Whether a name is that of a DenseNet's first kernel. */
export function isFirstKernel(name: string): boolean {
  return name === FIRST || name.endsWith(`.${FIRST}`);
}

/** Path of the network that a body at `prefix` belongs to: `module.` for `module.features.`. */
function rootOf(prefix: string): string {
  return prefix.replace(/((^|\.)(features|\d+))+\.$/, "$2").replace(/^\.$/, "");
}

/** Weights that a training script's loss keeps beside the network, such as `criterion.pos_weight`. */
function isOfLoss(state: StateDict, name: string, root: string): boolean {
  if (/(^|\.)(criterion|\w*loss\w*)\./i.test(name)) return true;
  const layer = name.slice(0, name.lastIndexOf(".") + 1);
  const single = (state.get(`${layer}weight`) ?? state.get(name))?.shape.length === 1;
  return !name.startsWith(root) && single && !state.has(`${layer}running_mean`);
}

/** PyTorch 0.3 wrote `denselayer1.norm.1.weight` for `denselayer1.norm1.weight`. */
const modern = (name: string) => name.replace(/\.(norm|conv)\.([12])\./, ".$1$2.");

const sample = (names: Iterable<string>) =>
  [...names]
    .slice(0, 3)
    .map((name) => showName(name))
    .join(", ");

/**
 * Finds a DenseNet's body in a state dict, whatever stands before its names. The batch norms' counters are left out.
 *
 * @throws {CheckpointError} when there is none or more than one
 */
export function nameBody(state: StateDict): NetworkNames {
  const first = [...state.keys()].filter(isFirstKernel);
  const [found] = first;
  if (found === undefined) {
    throw new CheckpointError(
      `its tensors are not a DenseNet's: none is called ${FIRST}; there are ${sample(state.keys())}, ...`,
    );
  }
  if (first.length > 1) throw new CheckpointError(`it holds more than one network: ${sample(first)}`);
  const prefix = found.slice(0, -FIRST.length);
  const root = rootOf(prefix);
  const body = new Map<string, string>();
  const rest: string[] = [];
  for (const name of state.keys()) {
    if (name.endsWith("num_batches_tracked")) continue;
    const below = name.startsWith(prefix) ? name.slice(prefix.length) : "";
    if (/^(conv0|norm0|norm5|denseblock\d+|transition\d+)\./.test(below)) body.set(modern(below), name);
    else if (!isOfLoss(state, name, root)) rest.push(name);
  }
  return { body, rest, prefix };
}
