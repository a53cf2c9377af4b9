import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { explain } from "../../src/cli/explain.ts";
import { precisionRecallChart } from "../../src/learning/charts/precision-recall-chart.ts";
import { readFindingCurve } from "../../src/learning/evaluation/finding-curve.ts";
import { phantomPng } from "../../src/vision/phantom/phantom-png.ts";

const folder = mkdtempSync(join(tmpdir(), "explain-curve-"));
const at = (name: string) => join(folder, name);
const write = (name: string, lines: readonly string[]) => {
  writeFileSync(at(name), `${lines.join("\n")}\n`);
  return at(name);
};
const labels = write("labels.csv", [
  "Image Index,Finding Labels,Patient ID,split",
  "a.png,Effusion,1,test",
  "b.png,No Finding,2,test",
  "c.png,Effusion|Mass,3,test",
  "d.png,No Finding,4,test",
  "e.png,No Finding,5,train",
]);
const predictions = write("predictions.csv", [
  "Image Index,prob_Effusion,prob_Hernia",
  "a.png,0.9,0.1",
  "b.png,0.4,0.1",
  "c.png,0.3,0.1",
  "d.png,0.2,0.1",
]);

beforeAll(async () => writeFileSync(at("film.png"), await phantomPng({ size: 512, seed: 4 })));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const run = (...more: string[]) =>
  explain.run([at("film.png"), "--finding", "Effusion", "--out", at("out"), ...more]);

async function printed(work: Promise<number>): Promise<string> {
  const spy = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
  expect(await work).toBe(0);
  return spy.mock.calls.map(([text]) => String(text)).join("");
}

test("a finding's curve is of the films of a split, from the highest score down", async () => {
  const curve = await readFindingCurve("Effusion", { predictions, labels, split: "test" });
  expect(curve.precision).toEqual([1, 1 / 2, 2 / 3, 2 / 4]);
  expect(curve.recall).toEqual([1 / 2, 1 / 2, 1, 1]);
  expect(curve).toMatchObject({ positives: 2, films: 4 });
  expect(curve.averagePrecision).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3), 12);
  const svg = await precisionRecallChart(curve, { width: 400, height: 420 });
  expect(svg).toMatch(/^<svg [^>]*width="400"[^>]*height="420"/);
  expect(svg).toContain(">Recall<");
  expect(svg).toContain(">Precision<");
});

describe("explain with a curve", () => {
  test("draws the paper's three panels: film, map, precision over recall", async () => {
    const text = await printed(run("--curve", predictions, "--labels", labels, "--split", "test", "--json"));
    const { picture, curve } = JSON.parse(text);
    expect(curve).toMatchObject({ positives: 2, films: 4 });
    const { width = 0, height = 0 } = await sharp(picture).metadata();
    expect(width).toBeGreaterThan(1500);
    expect(height).toBeGreaterThan(500);
    // The third panel holds a white line on a dark ground.
    const left = Math.round(width * 0.7);
    const third = await sharp(picture)
      .extract({ left, top: 120, width: width - left, height: 420 })
      .greyscale()
      .stats();
    expect(third.channels[0]!.max).toBeGreaterThan(200);
    expect(third.channels[0]!.mean).toBeLessThan(80);
  });

  test("that was not given draws two panels, and says what to give", async () => {
    expect(await printed(run())).toContain("Give --curve OUT/predictions.csv --labels CSV");
  });

  test.each([
    [
      ["--finding", "Mass", "--curve", predictions, "--labels", labels],
      /no column 'prob_Mass', so there is no curve/,
    ],
    [
      ["--finding", "Hernia", "--curve", predictions, "--labels", labels, "--split", "test"],
      /none of its 4 films bears Hernia/,
    ],
    [
      ["--curve", predictions, "--labels", labels],
      /1 of 5 films have no prediction: e\.png\. .* measure a part with --split/,
    ],
    [["--curve", predictions], /--curve needs --labels CSV/],
    [["--split", "test"], /--labels and --split go with --curve/],
    [
      ["--method", "activations", "--curve", predictions, "--labels", labels],
      /--method activations draws a sheet/,
    ],
  ])("given as %j is refused and says why", async (args, message) => {
    await expect(run(...args)).rejects.toThrow(message);
  });
});
