import type { Random } from "../../core/random.ts";
import type { Point } from "../homography.ts";

export type Corners = readonly [Point, Point, Point, Point];
type Size = { readonly width: number; readonly height: number };

/** How far a film may hang from straight, in the middle and square on; each is drawn evenly up to its limit, either way. */
export type Hanging = {
  /** Share of the photo that the film's outline fills, in the direction in which it fills more; in (0, 1]. */
  readonly fill: number;
  /** Degrees in the plane of the photo. */
  readonly turn: number;
  /** Degrees out of it, about each axis. */
  readonly lean: number;
};

/** From the camera to the film, in longest sides of the film: an arm's length. */
const DISTANCE = 1.7;

/** Where a film's corners come to lie on a photo, clockwise from the upper left, in pixels: a pinhole camera before a leaning film. */
export function hangFilm(film: Size, photo: Size, { fill, turn, lean }: Hanging, random: Random): Corners {
  const angle = (most: number) => ((2 * random.next() - 1) * most * Math.PI) / 180;
  const [roll, pitch, yaw] = [angle(turn), angle(lean), angle(lean)];
  const long = Math.max(film.width, film.height);
  const seen = (right: number, down: number): Point => {
    const [x, y] = [(right * film.width) / long, (down * film.height) / long];
    const depth = DISTANCE - x * Math.sin(yaw) + y * Math.sin(pitch);
    const [across, along] = [(x * Math.cos(yaw)) / depth, (y * Math.cos(pitch)) / depth];
    return {
      x: across * Math.cos(roll) - along * Math.sin(roll),
      y: across * Math.sin(roll) + along * Math.cos(roll),
    };
  };
  const corners = [seen(-0.5, -0.5), seen(0.5, -0.5), seen(0.5, 0.5), seen(-0.5, 0.5)] as const;
  const xs = corners.map(({ x }) => x);
  const ys = corners.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, tall] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = fill * Math.min(photo.width / wide, photo.height / tall);
  const place = (room: number) => room * (0.5 + 0.5 * (random.next() - 0.5));
  const [x0, y0] = [place(photo.width - wide * scale), place(photo.height - tall * scale)];
  const onPhoto = ({ x, y }: Point): Point => ({ x: x0 + (x - left) * scale, y: y0 + (y - top) * scale });
  const [p0, p1, p2, p3] = corners;
  return [onPhoto(p0), onPhoto(p1), onPhoto(p2), onPhoto(p3)];
}

/** A phone's photo of a film: three to four, upright unless the film is wide. */
export function frameFor(film: Size): Size {
  // Small films need no more; large ones stay as large as Telegram leaves them.
  const long = Math.min(Math.max(1.25 * Math.max(film.width, film.height), 800), 1280);
  const short = Math.round(long * 0.75);
  return film.width > film.height * 1.1
    ? { width: Math.round(long), height: short }
    : { width: short, height: Math.round(long) };
}
