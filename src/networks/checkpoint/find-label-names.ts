import { showName } from "../printable.ts";
import { isKind, type PickleValue } from "./pickle-value.ts";
import { walkDicts } from "./walk-values.ts";

/** Where training code keeps the names of outputs: fastai, TorchXRayVision. */
const KEYS = ["classes", "pathologies", "targets"];

/** Names of the outputs, where a file holds a list of them with the right length; fit for a person's terminal. */
export function findLabelNames(root: PickleValue, outputs: number): string[] | undefined {
  for (const dict of walkDicts(root)) {
    for (const key of KEYS) {
      const value = dict.get(key);
      const items = isKind(value, "tuple") ? value.items : value;
      if (!Array.isArray(items) || items.length !== outputs) continue;
      if (items.every((item): item is string => typeof item === "string"))
        return items.map((item) => showName(item));
    }
  }
  return undefined;
}
