import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { disturb } from "../../../src/vision/disturb/disturb.ts";
import type { Film } from "../../../src/vision/film.ts";
import { inFrame } from "../../../src/vision/phantom/framing.ts";
import { onLightBox, reencode } from "../../../src/vision/phantom/light-box.ts";
import { phantomFilm } from "../../../src/vision/phantom/phantom.ts";
import { type Plane, resizePlane } from "../../../src/vision/resize-plane.ts";
import { straighten } from "../../../src/vision/straighten/straighten.ts";
import { type Corners, photograph, SURROUNDS } from "./photograph.ts";

const FULL_SIZE = "../shared/data/nih/full-size";
const FILMS = "../shared/data/nih/images";
const PHOTOS = "../shared/data/other/film-photos";
const PATIENCE = 120_000;

const phantom = phantomFilm({ size: 512, seed: 4 });
const ASKEW: Corners = [
  { x: 130, y: 210 },
  { x: 760, y: 260 },
  { x: 800, y: 960 },
  { x: 90, y: 900 },
];
const LEVEL: Corners = [
  { x: 150, y: 250 },
  { x: 750, y: 250 },
  { x: 750, y: 900 },
  { x: 150, y: 900 },
];

const plain = (photo: Buffer) => decodePhoto(photo, { trim: false });

/** Mean difference of two films of any size, in grey levels, after each was given the same mean and deviation. */
function unlike(one: Plane, other: Plane): number {
  const [a, b] = [one, other].map((film) => {
    const gray = resizePlane(film, 64, 64);
    const mean = gray.reduce((sum, level) => sum + level, 0) / gray.length;
    const deviation = Math.sqrt(gray.reduce((sum, level) => sum + (level - mean) ** 2, 0) / gray.length);
    return Array.from(gray, (level) => (50 * (level - mean)) / deviation);
  }) as [number[], number[]];
  return a.reduce((sum, level, at) => sum + Math.abs(level - b[at]!), 0) / a.length;
}

test.each(Object.entries(SURROUNDS))(
  "a film before a %s is found to a fiftieth of its side, and set straight",
  async (_, surround) => {
    for (const corners of [LEVEL, ASKEW]) {
      const photo = await photograph(phantom, corners, surround);
      const found = straighten(await plain(photo));
      const away = found?.corners.map(({ x, y }, at) => Math.hypot(x - corners[at]!.x, y - corners[at]!.y));
      expect(Math.max(...(away ?? [Number.POSITIVE_INFINITY]))).toBeLessThan(13);
      const [raw, straight] = [await decodePhoto(photo, { straighten: false }), await decodePhoto(photo)];
      expect(unlike(straight, phantom)).toBeLessThan(6);
      if (corners === ASKEW) expect(unlike(straight, phantom)).toBeLessThan(unlike(raw, phantom) / 2);
    }
  },
);

test("strong perspective is told, and a film held level is not said to have been set straight", async () => {
  const corrections = async (corners: Corners) =>
    (await decodePhoto(await photograph(phantom, corners, () => 120))).corrections;
  expect(await corrections(LEVEL)).toEqual(["cut-out"]);
  const oblique: Corners = [
    { x: 100, y: 200 },
    { x: 800, y: 330 },
    { x: 780, y: 850 },
    { x: 120, y: 1000 },
  ];
  expect(await corrections(oblique)).toEqual(["cut-out", "perspective"]);
});

test("a panel's uneven light is taken out of the film before it", async () => {
  const photo = await photograph(phantom, LEVEL, () => 255, { fall: 1 });
  const film = await decodePhoto(photo);
  expect(film.corrections).toEqual(["cut-out", "lighting"]);
  const raw = await decodePhoto(photo, { straighten: false });
  expect(unlike(film, phantom)).toBeLessThan(unlike(raw, phantom) / 1.5);
});

test("the part of the photo that a straightened film is holds the film", async () => {
  const { part } = await decodePhoto(await photograph(phantom, ASKEW, () => 120));
  expect(part?.left).toBeCloseTo(90 / 900, 1);
  expect((part?.left ?? 0) + (part?.width ?? 0)).toBeCloseTo(800 / 900, 1);
  expect(part?.top).toBeCloseTo(210 / 1200, 1);
});

test("a screen's dark frame is cut off with its outline, however thin", async () => {
  for (const seed of [1, 2, 3]) {
    const { width, height } = await decodePhoto(await disturb(phantom, "screen", 2, seed));
    expect(Math.abs(Math.log(width / height))).toBeLessThan(0.05);
  }
});

test("a straight spine is not taken for a film's side, nor a flash for a film", async () => {
  for (const surround of ["dark", "grey", "bright"] as const) {
    const photo = await inFrame(phantomFilm({ size: 512, seed: 21 }), 0, {
      shape: "3:4",
      surround,
      fill: 0.75,
    });
    const { width, height } = await decodePhoto(photo);
    expect(Math.abs(Math.log(width / height))).toBeLessThan(0.1);
  }
  const flash = await decodePhoto(await disturb(phantom, "glare-glossy", 4, 4));
  expect(flash.corrections).toBeUndefined();
  expect(flash.width).toBe(phantom.width);
});

test("no outline is found where there is none: exported films, noise, a blank", async () => {
  for (const seed of [1, 2, 3]) {
    const bytes = await reencode(phantomFilm({ size: 512, seed }));
    expect((await decodePhoto(bytes)).gray).toEqual((await decodePhoto(bytes, { straighten: false })).gray);
  }
  const blank = { width: 400, height: 300, gray: new Uint8Array(120_000).fill(90) };
  expect(straighten(blank)).toBeUndefined();
  const noise = { ...blank, gray: Uint8Array.from(blank.gray, (_, at) => (at * 2_654_435_761) >>> 24) };
  expect(straighten(noise)).toBeUndefined();
});

test.skipIf(!existsSync(FILMS))(
  "of hospital films nine in ten come out bit for bit as they are, and none is turned or inverted (needs ../shared)",
  async () => {
    const names = readdirSync(FILMS).filter((_, place) => place % 40 === 0);
    const films = await Promise.all(names.map((name) => decodePhoto(readFileSync(`${FILMS}/${name}`))));
    const turned = films.filter(({ corrections = [] }) =>
      corrections.some((it) => it === "turned" || it === "inverted"),
    );
    expect(turned).toEqual([]);
    expect(films.filter(({ corrections }) => corrections === undefined).length).toBeGreaterThan(
      0.9 * films.length,
    );
  },
  PATIENCE,
);

test.skipIf(!existsSync(FULL_SIZE))(
  "hospital films on a light box come out more like themselves than without (needs ../shared)",
  async () => {
    const names = readdirSync(FULL_SIZE).filter((_, place) => place % 4 === 0);
    const closer: boolean[] = [];
    for (const [seed, name] of names.entries()) {
      const film: Film = await decodePhoto(readFileSync(`${FULL_SIZE}/${name}`), { trim: false });
      const photo = await onLightBox(film, seed);
      const [raw, straight] = [await decodePhoto(photo, { straighten: false }), await decodePhoto(photo)];
      closer.push(unlike(straight, film) < unlike(raw, film));
    }
    expect(closer.filter(Boolean).length).toBeGreaterThanOrEqual(0.75 * names.length);
  },
  PATIENCE,
);

test.skipIf(!existsSync(PHOTOS))(
  "photographed films of the field are neither turned nor inverted (needs ../shared)",
  async () => {
    for (const name of readdirSync(PHOTOS)) {
      const { corrections = [], width, height } = await decodePhoto(readFileSync(`${PHOTOS}/${name}`));
      expect([
        name,
        corrections.filter((it) => it !== "cut-out" && it !== "lighting" && it !== "perspective"),
      ]).toEqual([name, []]);
      expect(Math.min(width, height)).toBeGreaterThan(200);
    }
  },
);
