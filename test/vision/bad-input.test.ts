import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { pngFile } from "../../bench/damaged/png-file.ts";
import { damageFile, randomBytes } from "../../bench/damaged/wound-file.ts";
import { PHOTO_LIMITS } from "../../src/core/budgets.ts";
import { createRandom } from "../../src/core/random.ts";
import { PhotoRefused, type Refusal, type RefusalDetail } from "../../src/core/refusal.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Film } from "../../src/vision/film.ts";
import { WORKING_SIDE } from "../../src/vision/raster.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/photos/${name}`, import.meta.url));
const cut = (name: string, share: number) => {
  const whole = fixture(name);
  return whole.subarray(0, Math.floor(whole.length * share));
};
const text = (content: string) => Buffer.from(content, "utf8");
const padded = (start: string) => Buffer.concat([Buffer.from(start, "latin1"), Buffer.alloc(4000, 7)]);

/** Ends in a film or a refusal; anything else thrown fails the test. */
async function outcomeOf(bytes: Uint8Array): Promise<Film | PhotoRefused> {
  return decodePhoto(bytes).catch((error: unknown) => {
    if (error instanceof PhotoRefused) return error;
    throw error;
  });
}

const SVG = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
  <svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><text y="40">&secret;</text></svg>`;
/** 20000 x 20000 at 1 bit: 50 MB of rows in about 50 KB, and 400 million pixels once decoded. */
const bomb = () => pngFile(20_000, 20_000, Buffer.alloc(20_000 * 2501), { bits: 1 });

type Refused = [name: string, bytes: () => Uint8Array, refusal: Refusal, detail?: RefusalDetail["format"]];

describe("a file that cannot be read is refused with a reason", () => {
  test.each<Refused>([
    ["an empty file", () => Buffer.alloc(0), "unreadable"],
    ["one pixel", () => pngFile(1, 1, Buffer.alloc(2)), "too-small"],
    ["a film of 199 pixels", () => pngFile(300, 199, Buffer.alloc(301 * 199)), "too-small"],
    ["a strip of 300 x 3001 pixels", () => pngFile(300, 3001, Buffer.alloc(301 * 3001)), "not-a-chest-xray"],
    ["a 20000 x 20000 PNG of 50 KB", bomb, "too-large"],
    ["more bytes than the limit", () => Buffer.alloc(PHOTO_LIMITS.bytes + 1, 0xff), "too-large"],
    ["a JPEG of which half came", () => cut("gray.jpg", 0.5), "unreadable"],
    ["a JPEG without its last tenth", () => cut("gray.jpg", 0.9), "unreadable"],
    ["a progressive JPEG of which half came", () => cut("progressive.jpg", 0.5), "unreadable"],
    ["a PNG of which half came", () => cut("reference.png", 0.5), "unreadable"],
    ["a TIFF of which half came", () => cut("lzw.tif", 0.5), "unreadable"],
    ["a GIF of which a quarter came", () => cut("animation.gif", 0.25), "unreadable"],
    ["a WebP of which half came", () => cut("lossless.webp", 0.5), "unreadable"],
    ["the start of a JPEG and nothing else", () => Buffer.from([0xff, 0xd8, 0xff]), "unreadable"],
    [
      "a PNG signature before random bytes",
      () => Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), randomBytes(5000, 3)]),
      "unreadable",
    ],
    ["an SVG with an external entity", () => text(SVG), "unsupported-format", "svg"],
    ["an SVG in UTF-16", () => Buffer.from(`\ufeff${SVG}`, "utf16le"), "unsupported-format", "svg"],
    ["a PDF", () => padded("%PDF-1.7\n"), "unsupported-format", "pdf"],
    ["a ZIP", () => padded("PK\x03\x04"), "unsupported-format", "other"],
    ["an iPhone's HEIC", () => padded("\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "unsupported-format", "heic"],
    ["an AVIF", () => padded("\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"), "unsupported-format", "heic"],
    [
      "a HEIC that names its kind late",
      () => padded("\0\0\0\x1cftypXXXX\0\0\0\0MiHEmiafheix"),
      "unsupported-format",
      "heic",
    ],
    ["a video", () => padded("\0\0\0\x18ftypmp42\0\0\0\0isommp42"), "unsupported-format", "other"],
    [
      "a DICOM file with nothing in it",
      () => Buffer.concat([Buffer.alloc(128), padded("DICM")]),
      "unreadable",
    ],
    ["a BMP", () => fixture("gray.bmp"), "unsupported-format", "bmp"],
    ["text", () => text("Bonjour, voici la radio de ma mère. ".repeat(50)), "unsupported-format", "other"],
    ["random bytes", () => randomBytes(20_000, 1), "unsupported-format", "other"],
  ])("%s", async (_, bytes, refusal, detail) => {
    const outcome = await outcomeOf(bytes());
    expect(outcome).toBeInstanceOf(PhotoRefused);
    expect(outcome).toMatchObject({ refusal, detail: detail ? { format: detail } : {} });
  });
});

describe("an unusual file is read as the plain picture it holds", () => {
  const reference = decodePhoto(fixture("reference.png"));
  /** Mean difference in grey levels allowed: none for lossless files, a little for JPEG. */
  test.each([
    ["gray.jpg", "jpeg", 1],
    ["progressive.jpg", "jpeg", 1],
    ["colour.jpg", "jpeg", 1],
    ["cmyk.jpg", "jpeg", 1],
    ["hostile-icc.jpg", "jpeg", 1],
    ["hostile-exif.jpg", "jpeg", 1],
    ["hostile-icc.png", "png", 0],
    ["palette.png", "png", 0],
    ["opaque.png", "png", 0],
    ["gray-16.png", "png", 0],
    ["gray-12-in-16.png", "png", 0],
    ["gray-16.tif", "tiff", 0],
    ["gray.tif", "tiff", 0],
    ["lzw.tif", "tiff", 0],
    ["min-is-white.tif", "tiff", 0],
    ["pages.tif", "tiff", 0],
    ["lossless.webp", "webp", 0],
    ["animation.webp", "webp", 0],
    ["animation.gif", "gif", 0],
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((turn): [string, string, number] => [
      `orientation-${turn}.jpg`,
      "jpeg",
      1,
    ]),
  ])("%s", async (name, format, allowed) => {
    const film = await decodePhoto(fixture(name));
    expect(film).toMatchObject({ width: 240, height: 300, source: { format, width: 240, height: 300 } });
    expect(difference(film.gray, (await reference).gray)).toBeLessThanOrEqual(allowed);
  });

  test("what lies behind a transparent part becomes black, the rest stays", async () => {
    const { gray } = await decodePhoto(fixture("transparent.png"), { trim: false });
    const plain = (await reference).gray;
    expect(gray.subarray(0, 20).every((level) => level === 0)).toBe(true);
    expect(gray.subarray(20, 240)).toEqual(plain.subarray(20, 240));
  });

  test("a single dark stroke of colour counts as colour, grey does not", async () => {
    expect((await reference).saturation).toBe(0);
    const rows = Buffer.concat(
      Array.from({ length: 200 }, () =>
        Buffer.concat([Buffer.alloc(1), Buffer.alloc(600, Buffer.from([255, 0, 0]))]),
      ),
    );
    const red = await decodePhoto(pngFile(200, 200, rows, { colour: 2 }));
    expect(red.saturation).toBe(1);
    // 0.299 of 255, as Pillow has it.
    expect(red.gray[0]).toBe(76);
  });

  test("16 bits that hold only 8 significant ones are read as those 8", async () => {
    const sample = (at: number) => (at * 7) % 256;
    const rows = Buffer.concat(
      Array.from({ length: 200 }, () =>
        Buffer.concat([
          Buffer.alloc(1),
          Buffer.from(Array.from({ length: 256 }, (_, x) => [0, sample(x)]).flat()),
        ]),
      ),
    );
    const film = await decodePhoto(pngFile(256, 200, rows, { bits: 16 }), { trim: false });
    expect([...film.gray.subarray(0, 256)]).toEqual(Array.from({ length: 256 }, (_, x) => sample(x)));
  });

  test("one hot sample among 12 significant bits of 16 is clipped and darkens nothing", async () => {
    const sample = (at: number) => (at * 61) % 4096;
    const line = (hot: boolean) =>
      Buffer.from(
        Array.from({ length: 256 }, (_, x) => {
          const value = hot && x === 5 ? 65_535 : sample(x);
          return [value >> 8, value & 255];
        }).flat(),
      );
    const rows = Buffer.concat(
      Array.from({ length: 200 }, (_, y) => Buffer.concat([Buffer.alloc(1), line(y === 100)])),
    );
    const { gray } = await decodePhoto(pngFile(256, 200, rows, { bits: 16 }), { trim: false });
    const expected = Array.from({ length: 256 }, (_, x) => Math.round((sample(x) / 4095) * 255));
    expect([...gray.subarray(0, 256)]).toEqual(expected);
    expect(gray[100 * 256 + 5]).toBe(255);
  });

  test("a large photo is shrunk to the working size and says what it was", async () => {
    const film = await decodePhoto(pngFile(3000, 6000, Buffer.alloc(3001 * 6000)));
    expect(film).toMatchObject({
      width: WORKING_SIDE / 2,
      height: WORKING_SIDE,
      source: { width: 3000, height: 6000 },
    });
  });
});

const FUZZED = 600;
const SEEDS = [
  "gray.jpg",
  "progressive.jpg",
  "cmyk.jpg",
  "reference.png",
  "gray-16.png",
  "transparent.png",
  "lzw.tif",
  "pages.tif",
  "animation.gif",
  "animation.webp",
  "hostile-exif.jpg",
  "orientation-6.jpg",
];

test(`${FUZZED} damaged files each end in a film or a refusal`, async () => {
  const random = createRandom(20_261_124);
  const seeds = SEEDS.map(fixture);
  const ends = { film: 0, refused: 0 };
  for (let round = 0; round < FUZZED; round += 1) {
    const outcome = await outcomeOf(damageFile(seeds[round % seeds.length]!, random));
    if (outcome instanceof PhotoRefused) ends.refused += 1;
    else {
      ends.film += 1;
      expect(outcome.gray.length).toBe(outcome.width * outcome.height);
      expect(Math.min(outcome.source.width, outcome.source.height)).toBeGreaterThanOrEqual(
        PHOTO_LIMITS.minimumSide,
      );
    }
  }
  // Both ways out are really taken.
  expect(ends.film).toBeGreaterThan(FUZZED / 20);
  expect(ends.refused).toBeGreaterThan(FUZZED / 4);
});

/** Mean absolute difference in grey levels. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += Math.abs(a[at]! - b[at]!);
  return sum / a.length;
}
