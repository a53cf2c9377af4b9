import { isKind, isMap, type PickleValue } from "./pickle-value.ts";

const MOST_VALUES = 200_000;

/** The dicts in what a file holds, outermost first, each once; the attributes of objects are dicts. Ends within bounds. */
export function* walkDicts(root: PickleValue): Generator<ReadonlyMap<PickleValue, PickleValue>> {
  const seen = new Set<PickleValue>([root]);
  for (const value of seen) {
    let children: Iterable<PickleValue> = [];
    if (isMap(value)) {
      yield value;
      children = value.values();
    } else if (Array.isArray(value)) children = value;
    else if (isKind(value, "tuple")) children = value.items;
    else if (isKind(value, "record")) children = [value.state, value.items ?? null];
    for (const child of children) {
      if (typeof child !== "object" || child === null) continue;
      seen.add(child);
      if (seen.size > MOST_VALUES) return;
    }
  }
}
