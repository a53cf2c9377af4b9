import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { flawedFilm } from "../../src/learning/screen/flawed-film.ts";
import { appearanceOf } from "../../src/vision/appearance.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Film } from "../../src/vision/film.ts";
import { glareOf } from "../../src/vision/glare.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { gradeQuality } from "../../src/vision/quality.ts";
import { thumbnailOf } from "../../src/vision/thumbnail.ts";
import { unfitnessOf } from "../../src/vision/unfit-photo.ts";

const FILMS = new URL("../../../shared/data/nih/full-size/", import.meta.url).pathname;
const SIDE = 192;

/** A dark picture with something white on it; coordinates in shares of its sides. */
function withWhite(isWhite: (x: number, y: number) => boolean, rest = 90): Film {
  const gray = Uint8Array.from({ length: SIDE * SIDE }, (_, at) =>
    isWhite(((at % SIDE) + 0.5) / SIDE, (Math.floor(at / SIDE) + 0.5) / SIDE) ? 255 : rest,
  );
  return {
    width: SIDE,
    height: SIDE,
    gray,
    source: { format: "png", width: SIDE, height: SIDE },
    saturation: 0,
  };
}
const glare = (film: Film) => glareOf(thumbnailOf(film, 96));
const disc = (x0: number, y0: number, radius: number) => (x: number, y: number) =>
  Math.hypot(x - x0, y - y0) < radius;

test("a disc over a lung covers its share of the lung fields", () => {
  const share = (Math.PI * 0.1 ** 2) / (2 * 0.31 * 0.55);
  expect(glare(withWhite(disc(0.28, 0.4, 0.1)))).toBeCloseTo(share, 1.5);
  expect(glare(withWhite((x, y) => x > 0.6 && x < 0.85 && y > 0.2 && y < 0.6))).toBeGreaterThan(0.25);
});

test.each<[string, Film]>([
  ["a small marker", withWhite((x, y) => x > 0.8 && x < 0.84 && y > 0.2 && y < 0.25)],
  ["a bright lower edge", withWhite((_, y) => y > 0.75)],
  ["the midline", withWhite((x) => Math.abs(x - 0.5) < 0.06)],
  ["ribs", withWhite((x, y) => x > 0.1 && x < 0.4 && (20 * y + 8 * x) % 2 < 0.6)],
  ["a ring", withWhite((x, y) => disc(0.3, 0.4, 0.15)(x, y) && !disc(0.3, 0.4, 0.12)(x, y))],
  ["a film that is white nearly all over", withWhite(disc(0.5, 0.5, 0.45))],
])("%s is no glare", (_, film) => {
  expect(glare(film)).toBe(0);
});

test("glare between a fiftieth and a tenth is read with a note, beyond that refused", () => {
  const film = withWhite(disc(0.28, 0.4, 0.06));
  const seen = appearanceOf(film);
  expect(seen.glare).toBeGreaterThan(0.02);
  expect(unfitnessOf(film, { sharpness: -0.5, glare: seen.glare })).toBeUndefined();
  expect(gradeQuality(film, -0.5, seen).notes).toContain("glare");
  const more = withWhite(disc(0.28, 0.4, 0.12));
  expect(unfitnessOf(more, { sharpness: -0.5, glare: appearanceOf(more).glare })).toBe("glare");
});

/** Real films where they are; drawn ones else. */
async function someFilms(): Promise<Film[]> {
  if (!existsSync(FILMS)) return [21, 22, 23].map((seed) => phantomFilm({ size: 400, seed }));
  return Promise.all(
    readdirSync(FILMS)
      .filter((_, place) => place % 8 === 0)
      .map((name) => decodePhoto(readFileSync(`${FILMS}/${name}`))),
  );
}

test("real films have no glare and are not washed out; under a lamp's reflection and in too much light each is", async () => {
  const films = await someFilms();
  for (const [seed, film] of films.entries()) {
    const fate = async (seen: Film) =>
      unfitnessOf(seen, { sharpness: -0.5, glare: appearanceOf(seen).glare });
    expect(await fate(film)).toBeUndefined();
    expect(appearanceOf(film).glare).toBeLessThan(0.02);
    expect(await fate(await flawedFilm(film, "glare", seed))).toBe("glare");
    expect(await fate(await flawedFilm(film, "too-bright", seed))).toBe("too-bright");
    expect(await fate(await flawedFilm(film, "too-dark", seed))).toBe("too-dark");
  }
});
