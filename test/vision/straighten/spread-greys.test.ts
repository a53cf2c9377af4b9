import sharp from "sharp";
import { expect, test } from "vitest";
import { PhotoRefused } from "../../../src/core/refusal.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { percentilesOf } from "../../../src/vision/percentiles.ts";
import { phantomFilm } from "../../../src/vision/phantom/phantom.ts";
import { gradeQuality } from "../../../src/vision/quality.ts";
import type { Plane } from "../../../src/vision/resize-plane.ts";
import { lightFaultOf } from "../../../src/vision/unfit-photo.ts";

const phantom = phantomFilm({ size: 512, seed: 4 });
const middle = { left: 64, top: 64, right: 448, bottom: 448 };
const relit = (change: (level: number) => number): Plane => ({
  ...phantom,
  gray: phantom.gray.map((level) => Math.min(255, Math.max(0, Math.round(change(level))))),
});
const png = ({ width, height, gray }: Plane) =>
  sharp(gray, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
const spreadOf = (film: Plane) => {
  const [low, high] = percentilesOf(film, [0.02, 0.98]) as [number, number];
  return high - low;
};
const filling = { trim: true, straighten: true } as const;

test.each([
  ["a third of its contrast", (level: number) => 90 + level / 3],
  ["taken with half the light", (level: number) => level / 2],
])(
  "a film that fills the photo, %s, gets ordinary greys in the same order, and is graded by what came",
  async (_, change) => {
    const dull = relit(change);
    const film = await decodePhoto(await png(dull), filling);
    expect(spreadOf(film)).toBeGreaterThan(1.4 * spreadOf(dull));
    const [low, high] = percentilesOf(film, [0.005, 0.995], middle) as [number, number];
    expect(low).toBeGreaterThanOrEqual(0);
    expect(high).toBeLessThanOrEqual(255);
    expect(film.contrast).toBeCloseTo(spreadOf(dull), -1);
    const order = (plane: Plane) => [...Array(200).keys()].map((at) => plane.gray[at * 1301]!);
    const [before, after] = [order(dull), order(film)];
    for (const [at, level] of before.entries()) {
      for (const [other, one] of before.entries())
        if (level < one) expect(after[at]).toBeLessThanOrEqual(after[other]!);
    }
    expect(gradeQuality(film).notes.includes("low-contrast")).toBe(spreadOf(dull) < 110);
  },
);

test("a film in ordinary greys stays bit for bit", async () => {
  const film = await decodePhoto(await png(phantom), filling);
  const raw = await decodePhoto(await png(phantom), { straighten: false });
  expect(film.contrast).toBeUndefined();
  expect(Buffer.compare(film.gray, raw.gray)).toBe(0);
});

test.each([
  ["too-dark", (level: number) => level / 5],
  ["too-bright", (level: number) => 255 - (255 - level) / 12],
])("what is %s to be read is not spread, and so is refused for that", async (fault, change) => {
  const film = await decodePhoto(await png(relit(change)), filling).catch((error: unknown) => {
    if (error instanceof PhotoRefused) return error.refusal;
    throw error;
  });
  if (typeof film === "string") throw new Error(`refused while decoding: ${film}`);
  expect(film.contrast).toBeUndefined();
  expect(lightFaultOf(film)).toBe(fault);
});
