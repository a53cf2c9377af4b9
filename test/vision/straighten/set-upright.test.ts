import { existsSync, readdirSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";
import { decodePhoto } from "../../../src/vision/decode.ts";
import type { Film } from "../../../src/vision/film.ts";
import { phantomFilm } from "../../../src/vision/phantom/phantom.ts";
import { gradeQuality } from "../../../src/vision/quality.ts";

const FULL_SIZE = "../shared/data/nih/full-size";
const WAYS = [0, 90, 180, 270].flatMap((angle) => [false, true].map((inverted) => ({ angle, inverted })));

async function films(): Promise<Film[]> {
  if (!existsSync(FULL_SIZE)) return [1, 2, 3, 4, 5, 6].map((seed) => phantomFilm({ size: 400, seed }));
  const names = readdirSync(FULL_SIZE).filter((_, place) => place % 2 === 0);
  return Promise.all(
    names.map((name) => decodePhoto(readFileSync(`${FULL_SIZE}/${name}`), { straighten: false })),
  );
}

async function hung({ width, height, gray }: Film, { angle, inverted }: (typeof WAYS)[number]) {
  const picture = sharp(gray, { raw: { width, height, channels: 1 } }).rotate(angle);
  if (inverted) picture.negate();
  return decodePhoto(await picture.png().toBuffer());
}

test.each(WAYS)(
  "a film turned by $angle degrees (negative: $inverted) is set right or left as it is, never otherwise",
  async (way) => {
    const all = await films();
    let right = 0;
    for (const film of all) {
      const found = await hung(film, way);
      const done = (found.corrections ?? []).filter((it) => it === "turned" || it === "inverted");
      const wanted = [...(way.angle > 0 ? ["turned"] : []), ...(way.inverted ? ["inverted"] : [])];
      if (done.length > 0) {
        expect(done).toEqual(wanted);
        expect([found.width, found.height]).toEqual([film.width, film.height]);
      }
      if (done.length === wanted.length) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(0.8 * all.length);
  },
  60_000,
);

test("what was set right becomes a note, and does not by itself lower the grade", () => {
  const film: Film = {
    ...phantomFilm({ size: 512, seed: 1 }),
    corrections: ["cut-out", "turned", "sides-unusual"],
  };
  const { grade, notes } = gradeQuality(film);
  expect(notes).toEqual(expect.arrayContaining(["turned", "check-sides"]));
  expect(grade).toBe(gradeQuality({ ...film, corrections: [] }).grade);
});
