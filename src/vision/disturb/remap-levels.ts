import type { Plane } from "../resize-plane.ts";

/** Changes each grey level by itself. @param change gives a level of any size; it is cut to [0, 255] and its fraction dropped, as Pillow does */
export function remapLevels({ width, height, gray }: Plane, change: (level: number) => number): Plane {
  const table = Uint8Array.from({ length: 256 }, (_, level) => Math.min(Math.max(change(level), 0), 255));
  return { width, height, gray: gray.map((level) => table[level]!) };
}
