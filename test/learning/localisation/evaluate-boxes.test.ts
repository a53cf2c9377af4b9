import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Label } from "../../../src/core/label.ts";
import { chooseExamples, drawExamples } from "../../../src/learning/localisation/draw-examples.ts";
import { evaluateBoxes } from "../../../src/learning/localisation/evaluate-boxes.ts";
import { publishedFor } from "../../../src/learning/localisation/published-localisation.ts";
import {
  localisationJson,
  renderBoxesCsv,
  renderLocalisation,
} from "../../../src/learning/localisation/render-localisation.ts";
import { summariseBoxes } from "../../../src/learning/localisation/summarise-boxes.ts";
import type { Model } from "../../../src/networks/load-model.ts";
import type { Manifest } from "../../../src/networks/manifest.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";
import { withFolder } from "../../networks/agreement.ts";

const GRID = 8;
const LABELS: Label[] = ["Effusion", "Mass"];

/** A network that looks, on every film, at the left upper quarter for the first finding and nowhere for the second. */
function lookingLeft(batches: number[] = []): Model {
  return {
    dir: "models/fake",
    manifest: {
      labels: LABELS,
      input: { size: 2, channels: 1, mean: [0], std: [1], range: 1 },
    } as unknown as Manifest,
    identity: { name: "fake", version: "1", sha256: "0", starter: true },
    computing: { asked: "cpu", uses: "cpu" },
    run: async (_, n) => {
      batches.push(n);
      const maps = new Float32Array(n * 2 * GRID * GRID);
      for (let film = 0; film < n; film += 1) {
        for (let y = 0; y < GRID / 2; y += 1) {
          const at = film * 2 * GRID * GRID + y * GRID;
          maps.fill(1, at, at + GRID / 2);
        }
      }
      const nothing = new Float32Array(n * 2);
      return {
        logits: nothing,
        probabilities: nothing,
        features: nothing,
        maps,
        k: 2,
        d: 1,
        h: GRID,
        w: GRID,
      };
    },
    release: async () => {},
  };
}

const LEFT_UPPER = "0,0,512,512";
const RIGHT_LOWER = "512,512,512,512";
const HEAD = "Image Index,Finding Label,Bbox [x,y,w,h],,,";

async function measure(
  lines: readonly string[],
  films: Readonly<Record<string, Uint8Array>>,
  model = lookingLeft(),
) {
  return withFolder(async (dir) => {
    const images = join(dir, "images/deeper");
    await mkdir(images, { recursive: true });
    const boxes = join(dir, "boxes.csv");
    await writeFile(boxes, `${[HEAD, ...lines].join("\n")}\n`);
    for (const [name, bytes] of Object.entries(films)) await writeFile(join(images, name), bytes);
    const labels = join(dir, "labels.csv");
    const rows = Object.keys(films).map((name, at) => `${name},Mass,${at},${at === 0 ? "test" : "train"}`);
    await writeFile(labels, `Image Index,Finding Labels,Patient ID,split\n${rows.join("\n")}\n`);
    const files = { boxes, images: join(dir, "images") };
    const all = await evaluateBoxes(model, files, { level: 0.5 });
    const test = await evaluateBoxes(model, { ...files, only: { labels, split: "test" } }, { level: 0.5 });
    return { all, test, sheet: await drawExamples(model, all) };
  });
}

const line = (image: string, label: string, box: string) => `${image},${label},${box},,,`;

describe("boxes on films", () => {
  test("are measured where the film is there; missing, broken and foreign ones are counted and named", async () => {
    const film = new Uint8Array(await phantomPng({ size: 256, seed: 1 }));
    const { all, test: only } = await measure(
      [
        line("a.png", "Effusion", LEFT_UPPER),
        line("a.png", "Mass", LEFT_UPPER),
        line("b.png", "Effusion", RIGHT_LOWER),
        line("broken.png", "Effusion", LEFT_UPPER),
        line("gone.png", "Effusion", LEFT_UPPER),
        line("a.png", "Nodule", LEFT_UPPER),
      ],
      { "a.png": film, "b.jpg": film, "broken.png": film.slice(0, 900) },
    );
    expect(all.boxes).toEqual({
      inFile: 6,
      measured: 3,
      filmMissing: 1,
      filmUnreadable: 1,
      notJudged: 1,
      otherSplit: 0,
    });
    expect(all.missing).toEqual({ films: 1, names: "gone.png" });
    expect(all.unreadable).toMatchObject([
      { path: expect.stringMatching(/broken\.png$/), reason: "unreadable" },
    ]);
    expect(all.measured.map(({ image, label, hit, empty }) => [image, label, hit, empty])).toEqual([
      ["a.png", "Effusion", true, false],
      ["a.png", "Mass", false, true],
      ["b.png", "Effusion", false, false],
    ]);
    expect(all.measured[0]!.rectangleIou).toBeCloseTo(1, 2);
    expect(only.boxes).toMatchObject({ measured: 2, otherSplit: 3 });
    const text = renderLocalisation(all);
    expect(text).toContain("3 of 6 boxes measured");
    expect(text).toContain("1 are on 1 films that are not in the folder: gone.png.");
    expect(text).toMatch(/on films that cannot be read: .*broken\.png \(unreadable\)/);
    expect(text).toContain("Fewer than 20 boxes, so not by themselves: Effusion 2, Mass 1.");
    expect(renderBoxesCsv(all).split("\n")[2]).toBe("a.png,Mass,0,0.0000,0.0000");
  });

  test("are found in the picture as it was, whatever margins were cut off and at whatever size", async () => {
    // The film fills the right lower quarter of a black picture, so its left upper quarter begins at the middle.
    const phantom = await phantomPng({ size: 512, seed: 2 });
    const picture = await sharp({ create: { width: 1024, height: 1024, channels: 3, background: "black" } })
      .composite([{ input: Buffer.from(phantom), left: 512, top: 512 }])
      .png()
      .toBuffer();
    const small = await sharp(picture).resize(512, 512).png().toBuffer();
    const lines = ["whole.png", "small.png"].flatMap((name) => [line(name, "Effusion", "512,512,256,256")]);
    const { all } = await measure(lines, { "whole.png": picture, "small.png": small });
    expect(all.measured.map(({ hit }) => hit)).toEqual([true, true]);
    for (const { rectangleIou } of all.measured) expect(rectangleIou).toBeGreaterThan(0.95);
  });

  test("run through in batches of eight films, each film once", async () => {
    const film = new Uint8Array(await phantomPng({ size: 256, seed: 1 }));
    const names = Array.from({ length: 18 }, (_, at) => `${at}.png`);
    const batches: number[] = [];
    const lines = names.flatMap((name) => [
      line(name, "Effusion", LEFT_UPPER),
      line(name, "Mass", LEFT_UPPER),
    ]);
    const films = Object.fromEntries(names.map((name) => [name, film]));
    const { all, sheet } = await measure(lines, films, lookingLeft(batches));
    // The second run is of the test split's one film; then the sheet reads its films one by one.
    expect(batches.slice(0, 4)).toEqual([8, 8, 2, 1]);
    expect(all.summary.all).toMatchObject({
      boxes: 36,
      emptyMaps: 18,
      pointing: { count: 18, of: 36 },
      rectangle: { 0.5: { count: 18 } },
    });
    const { width = 0, height = 0 } = await sharp(sheet).metadata();
    expect([width, height > 900]).toEqual([4 * 308 + 8, true]);
  });

  test("none of which has its film here are an error that names some", async () => {
    const film = new Uint8Array(await phantomPng({ size: 256, seed: 1 }));
    await expect(measure([line("gone.png", "Mass", LEFT_UPPER)], { "a.png": film })).rejects.toThrow(
      /none of the 1 films with boxes is there: gone\.png/,
    );
    await expect(measure([line("a.png", "Nodule", LEFT_UPPER)], { "a.png": film })).rejects.toThrow(
      /of 1 boxes none is of a finding this model judges/,
    );
  });
});

/** Boxes of a finding of which some agree so much. */
const measured = (label: Label, agreements: readonly number[]) =>
  agreements.map((rectangleIou, at) => ({
    image: `${at}.png`,
    path: `${at}.png`,
    label,
    box: { left: 0, top: 0, right: 1, bottom: 1 },
    empty: false,
    hit: rectangleIou > 0.2,
    rectangleIou,
    regionIou: rectangleIou / 2,
  }));

describe("a summary", () => {
  const twenty = measured("Effusion", [0.6, 0.5, 0.4, 0.3, 0.1, ...new Array(15).fill(0)]);
  const nineteen = measured("Mass", new Array(19).fill(1));
  const summary = summariseBoxes([...twenty, ...nineteen]);

  test("gives a finding's shares with Wilson's intervals from 20 boxes up, counts alone below", () => {
    expect(summary.findings.map(({ label }) => label)).toEqual(["Effusion"]);
    expect(summary.tooFew).toEqual([{ label: "Mass", boxes: 19 }]);
    const [effusion] = summary.findings;
    expect(effusion!.rectangle[0.1]).toMatchObject({ count: 5, of: 20 });
    // Wilson 1927 for 5 of 20.
    expect(effusion!.rectangle[0.1].interval[0]).toBeCloseTo(0.1119, 4);
    expect(effusion!.rectangle[0.1].interval[1]).toBeCloseTo(0.4687, 4);
    expect(effusion!.rectangle[0.3].count).toBe(4);
    expect(effusion!.rectangle[0.5].count).toBe(2);
    expect(effusion!.region[0.3].count).toBe(1);
    expect(effusion!.pointing.count).toBe(4);
    expect(summary.all).toMatchObject({ boxes: 39, pointing: { count: 23 } });
    expect(summariseBoxes(nineteen).all).toBeNull();
  });

  test("stands beside the published figures, in text and JSON", () => {
    const report = {
      boxes: { inFile: 39, measured: 39, filmMissing: 0, filmUnreadable: 0, notJudged: 0, otherSplit: 0 },
      missing: { films: 0, names: "" },
      unreadable: [],
      level: 0.5,
      summary,
      measured: [...twenty, ...nineteen],
    };
    const text = renderLocalisation(report);
    expect(text).toContain("| Effusion | 20 | 0.200 (0.081-0.416) | 0.250 (0.112-0.469) |");
    expect(text).toContain("| - Wang et al. 2017 |  |  | 0.66 | 0.30 | 0.11 |");
    expect(text).toContain("| - Li et al. 2018 |  |  | 0.87 | 0.56 | 0.22 |");
    expect(text).not.toMatch(/NaN|undefined/);
    expect(localisationJson(report).findings[0]).toMatchObject({
      label: "Effusion",
      published: { wang: { 0.1: 0.66 }, li: { 0.5: 0.22 } },
    });
    expect(publishedFor("Hernia")).toBeUndefined();
    expect(publishedFor("Pneumothorax")?.wang[0.3]).toBe(0.13);
  });

  test("picks examples from the best agreement to the worst, evenly, not the best ones", () => {
    const chosen = chooseExamples(twenty).map(({ rectangleIou }) => rectangleIou);
    expect(chosen).toHaveLength(6);
    expect(chosen[0]).toBe(0.6);
    expect(chosen.at(-1)).toBe(0);
    expect(chosen.filter((iou) => iou === 0).length).toBeGreaterThanOrEqual(4);
  });
});
