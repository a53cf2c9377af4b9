import type { Random } from "../../core/random.ts";
import type { Plane } from "../resize-plane.ts";
import type { Corners } from "./hang-film.ts";
import type { Level } from "./level.ts";
import { onBlack } from "./on-black.ts";

/** Share of a side by which each corner may move inwards, a level (stanfordmlgroup/cheXphoto, transforms/tilt.py). */
const SHARE = 0.05;

type Size = { readonly width: number; readonly height: number };

/** Where the film's corners come to lie, clockwise from the upper left, in pixels. */
export function tiltedCorners({ width, height }: Size, level: Level, random: Random): Corners {
  const inwards = () => random.next() * SHARE * level;
  return [
    { x: width * inwards(), y: height * inwards() },
    { x: width * (1 - inwards()), y: height * inwards() },
    { x: width * (1 - inwards()), y: height * (1 - inwards()) },
    { x: width * inwards(), y: height * (1 - inwards()) },
  ];
}

/** A film seen from the side, on black. */
export function tilt(film: Plane, level: Level, random: Random): Plane {
  return onBlack(film, tiltedCorners(film, level, random), film.width, film.height);
}
