import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createRandom } from "../../src/core/random.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Film } from "../../src/vision/film.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { outOfFocus } from "../../src/vision/phantom/softness.ts";
import { gradeQuality } from "../../src/vision/quality.ts";
import { sharpnessOf } from "../../src/vision/sharpness.ts";
import { unfitnessOf } from "../../src/vision/unfit-photo.ts";

const FILMS = "../shared/data/nih/full-size";
/** 12 pixels of 1,024. */
const STRONG = 12 / 1024;

const film = phantomFilm({ size: 1024, seed: 6 });
const dimmed = (share: number): Film => ({ ...film, gray: film.gray.map((level) => level * share) });
const unfitness = (photo: Film) => unfitnessOf(photo, { sharpness: sharpnessOf(photo) });

test("blur lowers sharpness step by step; size, contrast and grain hardly change it", async () => {
  const blurred = await Promise.all([0.004, 0.008, 0.012].map((sigma) => outOfFocus(film, sigma)));
  const values = [film, ...blurred].map(sharpnessOf);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(values[0]! - values[3]!).toBeGreaterThan(0.3);
  expect(Math.abs(sharpnessOf(phantomFilm({ size: 512, seed: 6 })) - values[0]!)).toBeLessThan(0.06);
  expect(Math.abs(sharpnessOf(dimmed(0.5)) - values[0]!)).toBeLessThan(0.06);
  const random = createRandom(1);
  const grainy = (photo: Film) => ({
    ...photo,
    gray: Uint8Array.from(photo.gray, (level) => Math.min(Math.max(level + 4 * random.normal(), 0), 255)),
  });
  expect(sharpnessOf(grainy(blurred[2]!))).toBeLessThan(values[0]! - 0.2);
});

test("a strongly blurred film is refused as blurred or graded down with a note, never good", async () => {
  const blurred = await outOfFocus(film, STRONG);
  const { grade, notes } = gradeQuality(blurred);
  expect(grade).not.toBe("good");
  expect(notes).toContain("blurred");
  expect(unfitness(await outOfFocus(film, 2 * STRONG))).toBe("blurred");
  expect(unfitness(film)).toBeUndefined();
});

test("a film at a quarter of its brightness is too dark, at half of it fit and noted", () => {
  expect(unfitness(dimmed(0.25))).toBe("too-dark");
  expect(unfitness(dimmed(0.5))).toBeUndefined();
  expect(gradeQuality(dimmed(0.35)).notes).toContain("dark");
});

test.skipIf(!existsSync(FILMS))(
  "hospital films are sharp; none blurred by 12 pixels of 1,024 is (needs ../shared)",
  async () => {
    for (const name of readdirSync(FILMS).filter((_, place) => place % 3 === 0)) {
      const sharp = await decodePhoto(readFileSync(`${FILMS}/${name}`));
      expect(gradeQuality(sharp).notes, name).not.toContain("blurred");
      expect(gradeQuality(await outOfFocus(sharp, STRONG)).notes, name).toContain("blurred");
    }
  },
  60_000,
);
