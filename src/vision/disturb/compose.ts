import type { Random } from "../../core/random.ts";
import { PHOTOS, type PhotoKind, PLANE_CHANGES, type PlaneKind } from "./kinds.ts";
import type { MessengerName } from "./messenger.ts";

/** Up to three disturbances, in the order in which they happen. */
export type Composition = {
  readonly changes: readonly PlaneKind[];
  readonly photo: PhotoKind | undefined;
  readonly messenger: MessengerName | undefined;
};

/** Opposites, which would undo each other, and kinds that come with a photo by themselves. */
const EXCLUDES: Partial<Record<PlaneKind, PlaneKind>> = {
  "brightness-up": "brightness-down",
  "brightness-down": "brightness-up",
  "contrast-up": "contrast-down",
  "contrast-down": "contrast-up",
};

const pick = <T>(random: Random, choices: readonly T[]): T => choices[random.integer(choices.length)]!;

/**
 * Draws two or three disturbances that can follow each other: changes of the film's picture, then at most one photo of it, then
 * at most one messenger (CheXphoto's synthesize.py stacks up to three as well).
 */
export function drawComposition(random: Random): Composition {
  const photo = random.next() < 0.5 ? pick(random, Object.keys(PHOTOS) as PhotoKind[]) : undefined;
  const messenger = random.next() < 0.5 ? pick(random, ["telegram", "whatsapp"] as const) : undefined;
  const taken = (photo ? 1 : 0) + (messenger ? 1 : 0);
  const most = 3 - taken;
  const least = Math.max(2 - taken, 0);
  const count = least + random.integer(most - least + 1);
  const changes: PlaneKind[] = [];
  while (changes.length < count) {
    const next = pick(random, Object.keys(PLANE_CHANGES) as PlaneKind[]);
    if (changes.includes(next) || changes.some((kind) => EXCLUDES[kind] === next)) continue;
    changes.push(next);
  }
  return { changes, photo, messenger };
}
