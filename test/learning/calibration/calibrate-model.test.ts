import { readFileSync } from "node:fs";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import type { Label } from "../../../src/core/label.ts";
import { calibrateModel } from "../../../src/learning/calibration/calibrate-model.ts";
import { findingsTable, renderReport } from "../../../src/learning/calibration/render-report.ts";
import type { Model } from "../../../src/networks/load-model.ts";
import type { Manifest } from "../../../src/networks/manifest.ts";

const known = JSON.parse(
  readFileSync(new URL("../../fixtures/calibration/calibration.json", import.meta.url), "utf8"),
) as {
  labels: Label[];
  films: { patient: string; split: string; source: string; findings: Label[]; logits: number[] }[];
  temperature: number;
  findings: { label: Label; threshold: number; auc: number }[];
};

/** Gives the logits of the fixture's films to whoever asks for val, then test films, in the order of the file. */
function fakeModel(): Model {
  const measured = [
    ...known.films.filter(({ split }) => split === "val"),
    ...known.films.filter(({ split }) => split === "test"),
  ];
  let next = 0;
  return {
    dir: "models/fake",
    manifest: {
      labels: known.labels,
      input: { size: 2, channels: 1, mean: [0], std: [1], range: 1 },
    } as unknown as Manifest,
    identity: { name: "fake", version: "1", sha256: "0", starter: true },
    computing: { asked: "cpu", uses: "cpu" },
    run: async (_, n) => {
      const films = measured.slice(next, next + n);
      next += n;
      return {
        logits: Float32Array.from(films.flatMap(({ logits }) => logits)),
        probabilities: new Float32Array(n * known.labels.length),
        features: new Float32Array(n),
        maps: new Float32Array(n * known.labels.length),
        k: known.labels.length,
        d: 1,
        h: 1,
        w: 1,
      };
    },
    release: async () => {},
  };
}

let images: string;
const csv = (rows: readonly string[]) =>
  `Image Index,Finding Labels,Patient ID,split,source\n${rows.join("\n")}\n`;
const rows = known.films.map(
  ({ findings, patient, split, source }, film) =>
    `${film}.png,${findings.join("|") || "No Finding"},${patient},${split},${source}`,
);

async function labelFile(lines: readonly string[]): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "calibrate-")), "labels.csv");
  await writeFile(path, csv(lines));
  return path;
}

beforeAll(async () => {
  images = await mkdtemp(join(tmpdir(), "calibrate-films-"));
  const film = join(images, "0.png");
  const pixels = new Uint8Array(200 * 200).fill(120);
  await sharp(pixels, { raw: { width: 200, height: 200, channels: 1 } })
    .png()
    .toFile(film);
  await Promise.all(
    known.films.map((_, place) => (place ? copyFile(film, join(images, `${place}.png`)) : null)),
  );
});

describe("a model is calibrated from a folder and a label file", () => {
  test("as the fixture says, with evidence, false alarms and a card that holds the same figures", async () => {
    const seen: number[] = [];
    const files = { images, labels: await labelFile(rows) };
    const report = await calibrateModel(fakeModel(), files, (done, total) => seen.push(done / total));
    expect(seen.at(-1)).toBe(1);
    const { calibration } = report;
    expect(calibration.temperature).toBeCloseTo(known.temperature, 4);
    for (const { label, threshold, auc } of known.findings) {
      expect(Math.abs((calibration.findings[label]?.threshold ?? 0) - threshold)).toBeLessThan(1e-3);
      expect(calibration.findings[label]?.auc).toBeCloseTo(auc, 9);
    }
    const mean = known.findings.reduce((sum, { auc }) => sum + auc, 0) / known.findings.length;
    expect(calibration.meanAuc).toBeCloseTo(mean, 9);
    expect(calibration.starter).toBe(mean < 0.75);
    const clear = known.films.filter(({ split, findings }) => split === "test" && findings.length === 0);
    expect(report.tested.falseAlarms.of).toBe(clear.length);
    expect(calibration.falseAlarmShare).toBe(report.tested.falseAlarms.count / clear.length);

    const card = renderReport(report);
    expect(card).toContain(findingsTable(report));
    expect(card).toContain(`is not 'none': ${report.tested.falseAlarms.count} of ${clear.length}`);
    expect(card).toContain(`unproven ones too: ${report.tested.anyAbove.count} of ${clear.length}`);
    expect(card).toContain("NIH Clinical Center provided");
    expect(card).toContain("CVPR 2017");
    expect(card).toMatch(/leans on where a film came from/);
  });

  test("from what the network learnt from, named in several files: train films alone, each once", async () => {
    const trained = [
      await labelFile([
        "a.png,Hernia,p1,train,one",
        "b.png,No Finding,p2,train,one",
        "c.png,Hernia,p3,val,one",
      ]),
      await labelFile(["b.jpg,No Finding,p2,train,two", "d.png,No Finding,p4,train,two"]),
    ];
    const files = { images, labels: await labelFile(rows), trainedOn: trained };
    const { prevalences } = await calibrateModel(fakeModel(), files);
    expect(prevalences.trained.films).toBe(3);
    expect(prevalences.trained.positives.Hernia).toBe(1);
    const validationOnly = { ...files, trainedOn: [await labelFile(["c.png,Hernia,p3,val,one"])] };
    await expect(calibrateModel(fakeModel(), validationOnly)).rejects.toThrow(/no film in split 'train'/);
  });

  test.each([
    ["a patient in two splits", [...rows, `x.png,Hernia,${known.films[0]?.patient},test,one`], /is in split/],
    ["no validation films", rows.filter((row) => !row.includes(",val,")), /no film in split 'val'/],
    [
      "no film without a finding in the test",
      rows.filter((row) => !(row.includes(",test,") && row.includes("No Finding"))),
      /no 'No Finding' film in split 'test'/,
    ],
    [
      "a film that is not there",
      [...rows, "missing.png,Hernia,new,test,one"],
      /1 of 401 films are missing: missing.png/,
    ],
  ])("unless there is %s", async (_, lines, message) => {
    const files = { images, labels: await labelFile(lines) };
    await expect(calibrateModel(fakeModel(), files)).rejects.toThrow(message);
  });

  test("unless a film cannot be read: it is named", async () => {
    await writeFile(join(images, "broken.png"), "not a picture");
    const files = { images, labels: await labelFile([...rows, "broken.png,Hernia,new,test,one"]) };
    await expect(calibrateModel(fakeModel(), files)).rejects.toThrow(/broken.png: cannot be read as a film/);
    await rm(join(images, "broken.png"));
  });

  test("and a label file without splits is refused", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "calibrate-")), "nih.csv");
    await writeFile(path, "Image Index,Finding Labels,Patient ID\n0.png,Hernia,1\n");
    await expect(calibrateModel(fakeModel(), { images, labels: path })).rejects.toThrow(/no column 'split'/);
  });
});
