import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Film } from "../../src/vision/film.ts";
import { gradeQuality, QUALITY_NOTES } from "../../src/vision/quality.ts";

const FILMS = "../shared/data/nih/full-size";

/** A film whose levels run evenly from `low` to `high`. */
function ramp({ low = 10, high = 240, side = 500, saturation = 0 }): Film {
  const gray = Uint8Array.from(
    { length: side * side },
    (_, at) => low + Math.round(((high - low) * (at % side)) / (side - 1)),
  );
  return {
    width: side,
    height: side,
    gray,
    source: { format: "png", width: side, height: side },
    saturation,
  };
}

test.each([
  ["an even, wide, large film", {}, "good", []],
  ["a film of 300 pixels", { side: 300 }, "fair", ["low-resolution"]],
  ["a film of 220 pixels", { side: 220 }, "poor", ["low-resolution"]],
  ["a film of few greys", { low: 80, high: 170 }, "fair", ["low-contrast"]],
  ["a film of hardly any greys", { low: 100, high: 130 }, "poor", ["low-contrast"]],
  ["a film in the dark", { low: 0, high: 40 }, "poor", ["low-contrast", "dark"]],
  ["a film washed out", { low: 225, high: 255 }, "poor", ["low-contrast", "bright"]],
  ["a film under yellow light", { saturation: 0.25 }, "fair", ["colour-cast"]],
])("%s", (_, shape, grade, notes) => {
  // A ramp has no detail to judge blur by.
  expect(gradeQuality(ramp(shape), 0)).toEqual({ grade, notes });
});

test.each(["en"])("every note has its sentence in %s", (language) => {
  const catalogue = readFileSync(`locales/${language}.ftl`, "utf8");
  expect(QUALITY_NOTES.filter((note) => !catalogue.includes(`quality-note-${note} =`))).toEqual([]);
});

test.skipIf(!existsSync(FILMS))(
  "hospital films at 1024 px are of good quality (needs ../shared)",
  async () => {
    const grades = [];
    for (const name of readdirSync(FILMS)) {
      grades.push(gradeQuality(await decodePhoto(readFileSync(`${FILMS}/${name}`))).grade);
    }
    expect(grades.filter((grade) => grade === "good").length).toBeGreaterThanOrEqual(grades.length * 0.95);
  },
);
