import { expect, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { drawComposition } from "../../../src/vision/disturb/compose.ts";
import { disturb } from "../../../src/vision/disturb/disturb.ts";
import { HELD_OUT, KINDS, type Kind, levelsOf, MOVING } from "../../../src/vision/disturb/kinds.ts";
import type { Level } from "../../../src/vision/disturb/level.ts";
import { contain } from "../../../src/vision/draw/contain.ts";
import { phantomFilm } from "../../../src/vision/phantom/phantom.ts";
import { resizePlane } from "../../../src/vision/resize-plane.ts";

const film = phantomFilm({ size: 256, seed: 5 });
const SEED = 11;
const shown = async (kind: Kind, level: Level) =>
  decodePhoto(await disturb(film, kind, level, SEED), { trim: false, straighten: false });

/** Mean difference from the film as it was, both as squares. */
async function distance(kind: Kind, level: Level): Promise<number> {
  const [before, after] = [resizePlane(film, 128, 128), contain(await shown(kind, level), 128)];
  let sum = 0;
  for (const [at, grey] of before.entries()) sum += Math.abs(grey - after[at]!);
  return sum / before.length;
}

test("the undisturbed film comes out bit for bit", async () => {
  const { width, height, gray } = await shown("identity", 1);
  expect([width, height]).toEqual([film.width, film.height]);
  expect(Buffer.compare(gray, film.gray)).toBe(0);
});

test.each(KINDS)("%s: the same seed gives the same picture, and another seed another scene", async (kind) => {
  for (const level of levelsOf(kind)) {
    const one = Buffer.from(await disturb(film, kind, level, SEED));
    expect(one.equals(await disturb(film, kind, level, SEED))).toBe(true);
  }
  if (!MOVING.includes(kind)) return;
  const others = await Promise.all([1, 2, 3].map((seed) => disturb(film, kind, 4, seed)));
  expect(new Set(others.map((bytes) => Buffer.from(bytes).toString("base64"))).size).toBeGreaterThan(1);
});

test.each(KINDS.filter((kind) => levelsOf(kind).length > 1))(
  "%s: level 4 lies farther from the film than level 1",
  async (kind) => {
    expect(await distance(kind, 4)).toBeGreaterThan(await distance(kind, 1));
  },
);

test.each(KINDS)("%s: what comes out is a picture of a sensible size", async (kind) => {
  for (const level of levelsOf(kind)) {
    const { source, width, height } = await shown(kind, level);
    const photo = ["film-on-light-box", "film-on-window", "screen"].includes(kind);
    if (photo) expect([width, height, source.format]).toEqual([600, 800, "jpeg"]);
    else if (kind === "telegram" || kind === "whatsapp") expect(source.format).toBe("jpeg");
    else if (kind !== "composed") expect(source.format).toBe("png");
    if (!MOVING.includes(kind)) expect([width, height]).toEqual([256, 256]);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(256);
  }
});

test("messengers shrink a large film to 1280 and 1600 pixels", async () => {
  const large = phantomFilm({ size: 1800, seed: 5, noise: 0 });
  for (const [kind, side] of [
    ["telegram", 1280],
    ["whatsapp", 1600],
  ] as const) {
    const photo = await decodePhoto(await disturb(large, kind, 1, SEED), { trim: false });
    expect(photo.source).toEqual({ format: "jpeg", width: side, height: side });
  }
});

test("compositions are of two or three disturbances and never of opposites", () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const { changes, photo, messenger } = drawComposition(createRandom(seed));
    const count = changes.length + (photo ? 1 : 0) + (messenger ? 1 : 0);
    expect([2, 3]).toContain(count);
    expect(new Set(changes).size).toBe(changes.length);
    for (const what of ["brightness", "contrast"]) {
      expect(changes.filter((kind) => kind.startsWith(what)).length).toBeLessThan(2);
    }
  }
});

test("three kinds are held out of all tuning", () => {
  expect(HELD_OUT).toEqual(["motion", "glare-glossy", "film-on-window"]);
});
