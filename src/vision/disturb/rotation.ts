import type { Random } from "../../core/random.ts";
import type { Point } from "../homography.ts";
import type { Plane } from "../resize-plane.ts";
import type { Level } from "./level.ts";
import { onBlack } from "./on-black.ts";

/** Degrees a level (stanfordmlgroup/cheXphoto, rotation.py). */
const DEGREES = 5;

/** A film turned one way or the other, on a black ground as large as it then needs. */
export function rotation(film: Plane, level: Level, random: Random): Plane {
  const angle = ((random.next() < 0.5 ? -1 : 1) * DEGREES * level * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.floor(film.width * cos + film.height * Math.abs(sin));
  const height = Math.floor(film.height * cos + film.width * Math.abs(sin));
  const corner = (right: number, down: number): Point => {
    const [x, y] = [right * film.width, down * film.height];
    return { x: width / 2 + x * cos - y * sin, y: height / 2 + x * sin + y * cos };
  };
  const corners = [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)] as const;
  return onBlack(film, corners, width, height);
}
