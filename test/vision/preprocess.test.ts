import { existsSync, readdirSync, readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Film } from "../../src/vision/film.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { toInput } from "../../src/vision/preprocess.ts";
import { readFloats } from "./npy-file.ts";

const INPUT = { size: 224, channels: 1 as const, mean: [0.5], std: [0.25], range: 1 };
const BASELINE = "../shared/checkpoints/baseline";
const FILMS = "../shared/data/nih/full-size";
const fixture = (name: string) => readFileSync(new URL(`../fixtures/photos/${name}`, import.meta.url));

const GREY_LEVELS = { size: 224, channels: 1 as const, mean: [0], std: [1], range: 255 };

/**
 * How far two versions of a film may differ at the network's input, in grey levels of 255: on average, and in all but one
 * of a hundred pixels. Edges of lead letters may differ by more.
 */
const AGREEMENT = { mean: 1, most: 7 };

/** The same for films whose margins were cut: to a pixel, of which the small version has four times fewer. */
const TRIMMED_MEAN = 1.25;

async function inputDifference(one: Film, other: Film): Promise<{ mean: number; most: number }> {
  const [a, b] = [await toInput(one, GREY_LEVELS), await toInput(other, GREY_LEVELS)];
  const differences = a.map((level, at) => Math.abs(level - b[at]!)).sort();
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  return { mean, most: differences[Math.floor(differences.length * 0.99)]! };
}

function expectAgreement({ mean, most }: { mean: number; most: number }): void {
  expect(mean).toBeLessThanOrEqual(AGREEMENT.mean);
  expect(most).toBeLessThanOrEqual(AGREEMENT.most);
}

const asImage = ({ gray, width, height }: Film) => sharp(gray, { raw: { width, height, channels: 1 } });

test("the 1024 px and the 256 px version of a phantom agree at the network's input", async () => {
  const large = phantomFilm({ size: 1024, seed: 4 });
  const small = await asImage(large).resize(256, 256).toColourspace("b-w").png().toBuffer();
  expectAgreement(await inputDifference(large, await decodePhoto(small)));
});

test("shrinking a large photo while it is decoded changes the network's input by a fraction of a grey level", async () => {
  const film = phantomFilm({ size: 1024, seed: 4 });
  const { data, info } = await asImage(film)
    .resize(4096, 4096, { kernel: "cubic" })
    .toColourspace("b-w")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const large = { ...film, width: info.width, height: info.height, gray: new Uint8Array(data) };
  const shrunk = await decodePhoto(await asImage(large).jpeg({ quality: 95 }).toBuffer());
  expect(shrunk.width).toBe(2048);
  const { mean, most } = await inputDifference(large, shrunk);
  expect(mean).toBeLessThanOrEqual(0.3);
  expect(most).toBeLessThanOrEqual(1);
});

test("each channel is the same plane under its own mean and deviation", async () => {
  const film = await decodePhoto(fixture("reference.png"));
  const one = await toInput(film, { ...INPUT, mean: [0], std: [1], range: 255 });
  const three = await toInput(film, { ...INPUT, channels: 3, mean: [0.5, 0.4, 0.3], std: [0.25, 0.5, 1] });
  const area = 224 * 224;
  expect(three.length).toBe(3 * area);
  for (const at of [0, 1234, area - 1]) {
    expect(three[at]).toBeCloseTo((one[at]! / 255 - 0.5) / 0.25, 5);
    expect(three[area + at]).toBeCloseTo((one[at]! / 255 - 0.4) / 0.5, 5);
    expect(three[2 * area + at]).toBeCloseTo(one[at]! / 255 - 0.3, 5);
  }
});

describe.skipIf(!existsSync(BASELINE) || !existsSync(FILMS))(
  "against PyTorch's inputs (needs ../shared)",
  () => {
    test("six full-size films become what Pillow made of them, to the last bit of a grey level", async () => {
      const names = readFileSync(`${BASELINE}/images.txt`, "utf8").trim().split("\n");
      const expected = readFloats(`${BASELINE}/inputs.npy`);
      const area = 224 * 224;
      for (const [index, name] of names.entries()) {
        // PyTorch was given the whole picture, black frame and all.
        const film = await decodePhoto(readFileSync(`${FILMS}/${name}`), { trim: false });
        const image = await toInput(film, INPUT);
        let worst = 0;
        for (let at = 0; at < area; at += 1) {
          worst = Math.max(worst, Math.abs(image[at]! - expected[index * area + at]!));
        }
        // One grey level is 1 / (255 * 0.25) = 0.0157.
        expect(worst).toBeLessThan(1e-6);
      }
      expect(names.length).toBe(6);
    });
  },
);

const SMALL = "../shared/data/nih/images";

test.skipIf(!existsSync(FILMS) || !existsSync(SMALL))(
  "real films at 1024 px agree with NIH's 256 px versions of them (needs ../shared)",
  async () => {
    const small = new Map(readdirSync(SMALL).map((name) => [name.replace(/\..*/, ""), name]));
    let pairs = 0;
    let astride = 0;
    for (const name of readdirSync(FILMS)) {
      const twin = small.get(name.replace(/\..*/, ""));
      if (!twin) continue;
      const [one, other] = [readFileSync(`${FILMS}/${name}`), readFileSync(`${SMALL}/${twin}`)];
      const [large, little] = [await decodePhoto(one), await decodePhoto(other)];
      pairs += 1;
      // A margin of just the least width that is cut, or a scan's border that is only just seen as an outline, may be cut in
      // one and stay in the other.
      const wide = (film: Film) => film.width / film.source.width;
      const tall = (film: Film) => film.height / film.source.height;
      if (Math.abs(wide(large) - wide(little)) > 0.01 || Math.abs(tall(large) - tall(little)) > 0.01) {
        astride += 1;
        continue;
      }
      const { mean, most } = await inputDifference(large, little);
      expect(mean).toBeLessThanOrEqual(large.width === large.source.width ? AGREEMENT.mean : TRIMMED_MEAN);
      expect(most).toBeLessThanOrEqual(AGREEMENT.most);
    }
    expect(pairs).toBeGreaterThan(20);
    expect(astride).toBeLessThanOrEqual(pairs / 10);
  },
);
