import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Rectangle } from "../../src/vision/margin-lines.ts";
import { type FrameShape, inFrame, type Surround } from "../../src/vision/phantom/framing.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import type { Plane } from "../../src/vision/resize-plane.ts";
import { cutOut, findFilm } from "../../src/vision/trim-margins.ts";

const FILMS = "../shared/data/nih/images";
const film = phantomFilm({ size: 512, seed: 3 });

/** The phantom within margins of one level, grain and falling light as given. */
function framed(
  box: Rectangle,
  size: { width: number; height: number },
  { level, grain = 0, fall = 0 }: { level: number; grain?: number; fall?: number },
): Plane {
  const random = createRandom(5);
  const gray = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y += 1) {
    for (let x = 0; x < size.width; x += 1) {
      const inside = x >= box.left && x < box.right && y >= box.top && y < box.bottom;
      const column = Math.floor(((x - box.left) / (box.right - box.left)) * film.width);
      const row = Math.floor(((y - box.top) / (box.bottom - box.top)) * film.height);
      const seen = inside ? film.gray[row * film.width + column]! : level;
      const away = (x / size.width - 0.5) ** 2 + (y / size.height - 0.5) ** 2;
      const lit = seen / (1 + fall * away) + grain * random.normal();
      gray[y * size.width + x] = Math.min(Math.max(Math.round(lit), 0), 255);
    }
  }
  return { ...size, gray };
}

/** Largest distance between the sides of two boxes. */
const apart = (one: Rectangle, other: Rectangle) =>
  Math.max(...(["left", "top", "right", "bottom"] as const).map((side) => Math.abs(one[side] - other[side])));

const BOXES = [
  [
    { left: 0, top: 280, right: 720, bottom: 1000 },
    { width: 720, height: 1280 },
  ],
  [
    { left: 150, top: 350, right: 750, bottom: 950 },
    { width: 900, height: 1200 },
  ],
  [
    { left: 360, top: 40, right: 1000, bottom: 680 },
    { width: 1280, height: 720 },
  ],
] as const;

test.each(
  BOXES.flatMap(([box, size]) =>
    [
      { level: 0 },
      { level: 24, grain: 3 },
      { level: 85, grain: 3 },
      { level: 130, grain: 4, fall: 0.4 },
      { level: 221, grain: 2, fall: 0.3 },
      { level: 255 },
    ].map((margin) => ({ box, size, margin })),
  ),
)("a film at $box within margins of $margin is found", ({ box, size, margin }) => {
  const found = findFilm(framed(box, size, margin));
  // The phantom has dark air at its own sides, which a dark margin may run into; never into the body.
  expect(apart(found, box)).toBeLessThanOrEqual(0.04 * (box.right - box.left));
});

test.each(["dark", "grey", "bright"] satisfies Surround[])(
  "a phone's photo with a %s surround shows the film alone, at any shape and fill",
  async (surround) => {
    const own = findFilm(film);
    for (const shape of ["3:4", "9:16", "4:3"] satisfies FrameShape[]) {
      for (const fill of [0.62, 0.8, 1]) {
        const photo = await decodePhoto(await inFrame(film, 7, { shape, surround, fill }));
        const side = fill * Math.min(photo.source.width, photo.source.height);
        expect(photo.width / (((own.right - own.left) / film.width) * side)).toBeGreaterThan(0.93);
        expect(photo.width / side).toBeLessThan(1.08);
        expect(photo.height / side).toBeGreaterThan(0.9);
        expect(photo.height / side).toBeLessThan(1.08);
      }
    }
  },
  60_000,
);

test("a film that was trimmed is not trimmed again", () => {
  for (const [box, size] of BOXES) {
    const photo = framed(box, size, { level: 90, grain: 3, fall: 0.3 });
    const found = findFilm(photo);
    const [width, height] = [found.right - found.left, found.bottom - found.top];
    const once = { width, height, gray: cutOut(photo.gray, photo.width, 1, found) };
    expect(findFilm(once)).toEqual({ left: 0, top: 0, right: width, bottom: height });
  }
});

test("blank, noisy and graded pictures, and a film without margins, are left whole", () => {
  const random = createRandom(2);
  const of = (level: (x: number, y: number) => number): Plane => ({
    width: 300,
    height: 300,
    gray: Uint8Array.from({ length: 90_000 }, (_, at) => level(at % 300, Math.floor(at / 300))),
  });
  const whole = { left: 0, top: 0, right: 300, bottom: 300 };
  for (const level of [0, 128, 255]) expect(findFilm(of(() => level))).toEqual(whole);
  expect(findFilm(of(() => random.integer(256)))).toEqual(whole);
  expect(findFilm(of((_, y) => (y * 255) / 300))).toEqual(whole);
  // Bright and even at its foot as an abdomen is, which fades into the lung: no margin.
  expect(findFilm(of((x, y) => (y > 180 ? 200 : 200 - (180 - y) * (x < 150 ? 0.9 : 1))))).toEqual(whole);
});

test("next to nothing is never left of a picture", () => {
  const speck = framed(
    { left: 350, top: 350, right: 430, bottom: 430 },
    { width: 800, height: 800 },
    { level: 0 },
  );
  expect(findFilm(speck)).toEqual({ left: 0, top: 0, right: 800, bottom: 800 });
});

test("colours are cut where grey is", () => {
  const rgb = Uint8Array.from({ length: 4 * 3 * 3 }, (_, at) => at);
  const box = { left: 1, top: 1, right: 3, bottom: 3 };
  expect([...cutOut(rgb, 4, 3, box)]).toEqual([15, 16, 17, 18, 19, 20, 27, 28, 29, 30, 31, 32]);
});

test.skipIf(!existsSync(FILMS))(
  "nine in ten hospital films stay as they are, and hardly any loses more than a fifth (needs ../shared)",
  async () => {
    const names = readdirSync(FILMS).filter((_, place) => place % 12 === 0);
    const kept = await Promise.all(
      names.map(async (name) => {
        const { width, height, source } = await decodePhoto(readFileSync(`${FILMS}/${name}`));
        return (width * height) / (source.width * source.height);
      }),
    );
    expect(kept.filter((share) => share === 1).length / kept.length).toBeGreaterThanOrEqual(0.85);
    expect(kept.filter((share) => share < 0.8).length / kept.length).toBeLessThanOrEqual(0.03);
  },
  60_000,
);
