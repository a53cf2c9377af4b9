import type { Checkpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { readPickle } from "./read-pickle.ts";
import { TORCH_RULES, torchPersistent } from "./torch-rules.ts";
import { readZipEntries } from "./zip-entries.ts";

const PICKLE = "/data.pkl";

function rootOf(names: Iterable<string>): string {
  const all = [...names];
  const pickles = all.filter((name) => name.endsWith(PICKLE) && !name.slice(0, -PICKLE.length).includes("/"));
  const [pickle] = pickles;
  if (pickle === undefined || pickles.length > 1) {
    throw new CheckpointError("it is a zip file, but not one that PyTorch's torch.save wrote (no data.pkl)");
  }
  const root = pickle.slice(0, -PICKLE.length);
  if (all.includes(`${root}/constants.pkl`)) {
    throw new CheckpointError(
      "it is a TorchScript archive, which holds a program; save the network's state_dict() with torch.save instead",
    );
  }
  return root;
}

/** Reads the container that `torch.save` writes since PyTorch 1.6: a zip file with `data.pkl` and a file per storage. */
export async function readZipContainer(file: Buffer): Promise<Checkpoint> {
  const entries = await readZipEntries(file);
  const root = rootOf(entries.keys());
  const order = entries.get(`${root}/byteorder`);
  if (order && Buffer.from(order).toString("latin1").trim() !== "little") {
    throw new CheckpointError("its numbers are in big-endian order, which is not supported");
  }
  const pickle = entries.get(root + PICKLE) as Uint8Array;
  const { value } = readPickle(pickle, 0, { rules: TORCH_RULES, persistent: torchPersistent });
  return { value, findStorage: (key) => entries.get(`${root}/data/${key}`) };
}
