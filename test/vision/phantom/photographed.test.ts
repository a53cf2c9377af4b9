import { expect, test } from "vitest";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { onLightBox, reencode } from "../../../src/vision/phantom/light-box.ts";
import { drawNegative, NEGATIVE_KINDS } from "../../../src/vision/phantom/negatives.ts";
import { phantomFilm } from "../../../src/vision/phantom/phantom.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";

const film = phantomFilm({ size: 512, seed: 8 });

test("a film on a light box comes back as a photo, brighter at its rim than in the film's corners", async () => {
  const photo = await decodePhoto(await onLightBox(film, 4), { trim: false });
  expect(photo.source.format).toBe("jpeg");
  expect(Math.max(photo.width, photo.height)).toBe(640);
  const { gray, width } = photo;
  const row = Math.round(photo.height / 10);
  // The phantom's upper corners are air, which is black; the panel beside them shines.
  expect(gray[row * width + 1]! - gray[row * width + Math.round(width * 0.12)]!).toBeGreaterThan(60);
  expect(photo.saturation).toBeLessThan(0.3);
});

test("the same film and seed give the same photo, another seed another", async () => {
  const one = Buffer.from(await onLightBox(film, 4));
  expect(one.equals(await onLightBox(film, 4))).toBe(true);
  expect(one.equals(await onLightBox(film, 5))).toBe(false);
});

test("a messenger's re-encoding shrinks to 1280 pixels and changes little", async () => {
  const large = phantomFilm({ size: 1536, seed: 8, noise: 0 });
  expect(await decodePhoto(await reencode(large))).toMatchObject({ width: 1280, height: 1280 });
  const small = await decodePhoto(await reencode(film));
  let sum = 0;
  for (const [at, level] of film.gray.entries()) sum += Math.abs(level - small.gray[at]!);
  expect(sum / film.gray.length).toBeLessThan(4);
});

test.each(NEGATIVE_KINDS)("a drawn %s can be read as a photo and differs by seed", async (kind) => {
  const one = Buffer.from(await drawNegative(kind, 1));
  const photo = await decodePhoto(one);
  expect(photo.source.format).toBe("jpeg");
  expect(one.equals(await drawNegative(kind, 1))).toBe(true);
  expect(one.equals(await drawNegative(kind, 2))).toBe(false);
});

test("a phantom's file holds the phantom", async () => {
  const photo = await decodePhoto(await phantomPng({ size: 512, seed: 8 }));
  expect(Buffer.compare(photo.gray, film.gray)).toBe(0);
});
