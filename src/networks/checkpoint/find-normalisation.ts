import type { Normalisation } from "../normalisation.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { isKind, isMap, type PickleValue } from "./pickle-value.ts";
import { readElements } from "./tensor-reference.ts";
import { walkDicts } from "./walk-values.ts";

/** One number per channel, of a small tensor, a list or a tuple. */
function numbersOf(value: PickleValue | undefined, { findStorage }: Checkpoint, channels: number) {
  let numbers: unknown[] = [];
  if (isKind(value, "tensor")) {
    const fits = value.shape.length === 1 && (value.shape[0] === channels || value.shape[0] === 1);
    if (fits) numbers = Array.from(readElements(value, findStorage), (each) => Number(each.toPrecision(7)));
  } else
    numbers = [...((isKind(value, "tuple") ? value.items : Array.isArray(value) ? value : []) as unknown[])];
  const right = numbers.length === channels || numbers.length === 1;
  return right && numbers.every((each): each is number => Number.isFinite(each)) ? numbers : undefined;
}

/** The normalisation that fastai's `learner.export` writes beside the network, `data.normalize`; of pixels in [0, 1]. */
export function findNormalisation(checkpoint: Checkpoint, channels: number): Normalisation | undefined {
  for (const dict of walkDicts(checkpoint.value)) {
    const normalize = dict.get("normalize");
    if (!isMap(normalize)) continue;
    const mean = numbersOf(normalize.get("mean"), checkpoint, channels);
    const std = numbersOf(normalize.get("std"), checkpoint, channels);
    if (mean && std?.every((each) => each > 0)) return { mean, std, range: 1 };
  }
  return undefined;
}
