import { isKind, isMap, type PickleValue } from "./pickle-value.ts";

/** Where training code keeps the names of outputs: fastai, TorchXRayVision. */
const KEYS = ["classes", "pathologies", "targets"];
const MOST_VALUES = 200_000;

function namesIn(value: PickleValue | undefined): string[] | undefined {
  const items = isKind(value, "tuple") ? value.items : value;
  return Array.isArray(items) && items.every((item) => typeof item === "string")
    ? (items as string[])
    : undefined;
}

/** Names of the outputs, where a file holds a list of them with the right length. */
export function findLabelNames(root: PickleValue, outputs: number): string[] | undefined {
  const seen = new Set<PickleValue>([root]);
  for (const value of seen) {
    if (seen.size > MOST_VALUES) return undefined;
    let children: Iterable<PickleValue> = [];
    if (isMap(value)) {
      for (const key of KEYS) {
        const names = namesIn(value.get(key));
        if (names?.length === outputs) return names;
      }
      children = value.values();
    } else if (Array.isArray(value)) children = value;
    else if (isKind(value, "tuple")) children = value.items;
    else if (isKind(value, "record")) children = [value.state];
    for (const child of children) if (typeof child === "object" && child !== null) seen.add(child);
  }
  return undefined;
}
