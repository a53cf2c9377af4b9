import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coOccurrenceChart } from "../../../src/learning/charts/co-occurrence-chart.ts";
import { labelStatistics } from "../../../src/learning/dataset/label-statistics.ts";
import { renderStatistics } from "../../../src/learning/dataset/render-statistics.ts";
import { type LabelRow, readLabels } from "../../../src/learning/labels.ts";

const row = (findings: LabelRow["findings"], more: Partial<LabelRow> = {}): LabelRow => ({
  image: "a.png",
  findings,
  patient: "1",
  split: undefined,
  source: undefined,
  line: 2,
  ...more,
});

const FEW = [
  row(new Set(["Edema", "Mass"]), { age: 40, view: "PA" }),
  row(new Set(["Edema"]), { age: 414, view: "AP", patient: "2" }),
  row(new Set(["Edema"]), { age: 60, view: "PA" }),
  row(new Set(), { age: 20 }),
];

test("weights follow the paper's formulas, and are absent where they would divide by nothing", () => {
  const { figures, films, patients, noFinding } = labelStatistics(FEW);
  expect({ films, patients, noFinding }).toEqual({ films: 4, patients: 2, noFinding: 1 });
  expect(figures.find(({ label }) => label === "Edema")).toEqual({
    label: "Edema",
    films: 3,
    classWeights: [4 / (2 * 1), 4 / (2 * 3)],
    positiveWeights: { balanced: 4 / (14 * 3), ratio: 1 / 3, "co-occurrence": 3 / 1 },
  });
  expect(figures.find(({ label }) => label === "Hernia")).toMatchObject({
    classWeights: [4 / 8, null],
    positiveWeights: { balanced: null, ratio: null, "co-occurrence": null },
  });
});

test("ages beyond any human's are counted and left out", () => {
  const { ages, views, findingsPerFilm } = labelStatistics(FEW);
  expect(ages).toEqual({
    known: 4,
    implausible: 1,
    quantiles: { min: 20, q25: 30, median: 40, q75: 50, max: 60 },
    decades: { 20: 1, 40: 1, 60: 1 },
  });
  expect(views).toEqual({ PA: 2, AP: 1 });
  expect(findingsPerFilm).toEqual([1, 2, 1]);
});

test("the co-occurrence matrix is drawn with every finding and count, and findings without films as a dash", async () => {
  const statistics = labelStatistics(FEW);
  const svg = await coOccurrenceChart(statistics, "normalised");
  expect(svg).toContain(">Pleural Thickening<");
  expect(svg).toContain(">0.33<");
  expect(svg).toContain(">-<");
  expect(await coOccurrenceChart(statistics, "raw")).toContain(">3<");
  expect(renderStatistics(statistics)).toContain("| Edema | 3 | 75.00 % |");
});

const NIH = new URL("../../../../shared/data/nih/Data_Entry_2017_v2020.csv.gz", import.meta.url).pathname;

test.skipIf(!existsSync(NIH))("all of NIH's metadata gives NumPy's figures", async () => {
  const expected = JSON.parse(
    readFileSync(new URL("../../fixtures/dataset/nih-statistics.json", import.meta.url), "utf8"),
  );
  const found = labelStatistics(await readLabels(NIH));
  const close = (values: readonly unknown[], wanted: readonly unknown[]) => {
    const flat = (nested: readonly unknown[]) => nested.flat(2) as number[];
    expect(flat(values)).toHaveLength(flat(wanted).length);
    for (const [at, value] of flat(values).entries()) expect(value).toBeCloseTo(flat(wanted)[at]!, 12);
  };
  expect(found).toMatchObject({
    films: expected.films,
    patients: expected.patients,
    noFinding: expected.noFinding,
    findingsPerFilm: expected.findingsPerFilm,
    views: expected.views,
  });
  expect(found.coOccurrence.raw).toEqual(expected.raw);
  close(found.coOccurrence.normalised, expected.normalised);
  expect(found.figures.map(({ films }) => films)).toEqual(expected.counts);
  close(
    found.figures.map(({ classWeights }) => classWeights),
    expected.classWeights,
  );
  const weights = found.figures.map(({ positiveWeights }) => positiveWeights);
  close(
    weights.map(({ balanced }) => balanced),
    expected.balanced,
  );
  close(
    weights.map(({ ratio }) => ratio),
    expected.ratio,
  );
  close(
    weights.map((weight) => weight["co-occurrence"]),
    expected.coOccurrence,
  );
  expect(Object.values(found.ages.quantiles ?? {})).toEqual(expected.ageQuantiles);
  expect(found.ages.implausible).toBe(expected.implausibleAges);
});
