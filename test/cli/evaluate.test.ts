import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { evaluate } from "../../src/cli/evaluate.ts";

const folder = mkdtempSync(join(tmpdir(), "evaluate-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}

const labels = write("labels.csv", [
  "Image Index,Finding Labels,Follow-up #,Patient ID,split",
  "a.png,Effusion,0,1,test",
  "b.png,No Finding,0,2,test",
  "c.png,Effusion|Mass,0,3,test",
  "d.png,No Finding,0,4,test",
  "e.png,No Finding,0,5,train",
]);
const predictions = (name: string, head: string, ...rows: string[]) =>
  write(name, [`Image Index,${head}`, ...rows]);
const run = (path: string, ...more: string[]) =>
  evaluate.run(["--predictions", path, "--labels", labels, "--split", "test", ...more]);

test("predictions are measured into JSON and CSV; what is undefined is said to be so", async () => {
  const path = predictions(
    "good.csv",
    "prob_Effusion,prob_Hernia",
    "a.png,0.9,0.1",
    "b.png,0.4,0.1",
    "c.png,0.3,0.1",
    "d.png,0.2,0.1",
  );
  expect(await run(path, "--out", folder)).toBe(0);
  const { films, findings, meanAuc } = JSON.parse(readFileSync(join(folder, "evaluation.json"), "utf8"));
  expect(films).toBe(4);
  // Of four pairs three are in order; precision 1 at recall 1/2, then 2/3.
  expect(findings[0]).toMatchObject({ label: "Effusion", positives: 2, auc: 0.75, paperAuc: 0.83 });
  expect(findings[0].averagePrecision).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3), 12);
  expect(findings[1]).toMatchObject({ label: "Hernia", auc: null, averagePrecision: null });
  expect(meanAuc).toBe(0.75);
  const table = readFileSync(join(folder, "evaluation.csv"), "utf8");
  expect(table).toMatch(/^Hernia,0,not defined,not defined,not defined,not defined,0\.89/m);
  expect(table).not.toContain("NaN");
});

test("pairs of films from one source alone are measured as well, and each source by itself", async () => {
  // Over all films the score tells the sources apart; within them it is right once and wrong once.
  const sourced = write("sourced.csv", [
    "Image Index,Finding Labels,Patient ID,source",
    ...[
      "a,Mass,1,sick",
      "b,Mass,2,sick",
      "c,No Finding,3,sick",
      "d,No Finding,4,well",
      "e,No Finding,5,well",
    ],
  ]);
  const path = predictions("sources.csv", "prob_Mass", "a,0.9", "b,0.7", "c,0.8", "d,0.1", "e,0.2");
  expect(await evaluate.run(["--predictions", path, "--labels", sourced, "--out", folder])).toBe(0);
  const found = JSON.parse(readFileSync(join(folder, "evaluation.json"), "utf8"));
  expect(found).toMatchObject({ meanWithinSource: 0.5, findings: [{ withinSource: 0.5 }] });
  expect(found.meanAuc).toBeCloseTo(5 / 6, 12);
  expect(found.sources).toEqual([
    { source: "sick", films: 3, aucs: [0.5], meanAuc: 0.5 },
    { source: "well", films: 2, aucs: [null], meanAuc: null },
  ]);
});

test.each([
  ["an unknown finding", "prob_Efusion", ["a.png,0.5"], /'Efusion' is not one of .* mean 'prob_Effusion'/],
  ["no probabilities", "score", ["a.png,0.5"], /no column 'prob_<Finding>'/],
  ["a film without a prediction", "prob_Mass", ["a.png,0.5"], /3 of 4 films have no prediction: b.png/],
  ["a film twice", "prob_Mass", ["a.png,0.5", "a.png,0.6"], /line 3: 'a.png' stands there already/],
  ["a finding twice", "prob_Mass,prob_Mass", ["a.png,0.5,0.5"], /two columns for 'Mass'/],
  ["no number", "prob_Mass", ["a.png,"], /line 2: column 'prob_Mass': '' is not a number/],
  [
    "a percentage",
    "prob_Mass",
    ["a.png,50"],
    /'50' is not a number from 0 to 1. .* a hundredth of a percentage/,
  ],
  ["a logit", "prob_Mass", ["a.png,-1.2"], /'-1.2' is not a number from 0 to 1. .* a sigmoid of a logit/],
  ["a film without a name", "prob_Mass", [",0.5"], /line 2: column 'Image Index' is empty/],
  ["a line with another separator", "prob_Mass", ["a.png,0.5", "b.png;0.5"], /line 3: .* use one separator/],
  ["a file without lines", "prob_Mass", [], /the file holds no predictions/],
])("%s is named", async (_, head, rows, message) => {
  await expect(run(predictions("bad.csv", head, ...rows))).rejects.toThrow(message);
});

test("predictions may name films with another ending; those of unknown films are counted and passed over", async () => {
  const names = ["a.jpg", "b.jpg", "c.png", "d.png", "e.png", "stranger.png"];
  const path = predictions("ending.csv", "prob_Effusion", ...names.map((name, at) => `${name},0.${9 - at}`));
  expect(await run(path, "--out", folder)).toBe(0);
  const found = JSON.parse(readFileSync(join(folder, "evaluation.json"), "utf8"));
  expect(found).toMatchObject({ films: 4, predictionsWithoutLabel: 1, findings: [{ auc: 0.75 }] });
  // Which of two is meant cannot be told.
  const twice = predictions(
    "twice.csv",
    "prob_Effusion",
    "a.jpg,0.1",
    "a.jpeg,0.2",
    "b.png,0.1",
    "c.png,0.1",
    "d.png,0.1",
  );
  await expect(run(twice)).rejects.toThrow(/1 of 4 films have no prediction: a.png/);
});

test("as published, average precision is taken on rounded scores and F1 with other weights", async () => {
  const path = predictions("paper.csv", "prob_Effusion", "a.png,0.9", "b.png,0.4", "c.png,0.3", "d.png,0.7");
  expect(await run(path, "--out", folder, "--paper-as-published")).toBe(0);
  const { method, findings } = JSON.parse(readFileSync(join(folder, "evaluation.json"), "utf8"));
  expect(method).toMatchObject({ asPublished: true, sensitivity: 0.9 });
  // Rounded: a and d are 1, of which a is right; b and c are 0. Half at recall 1/2, half at recall 1.
  expect(findings[0].averagePrecision).toBeCloseTo(0.5, 12);
  // Positives weigh 1, negatives 4 / (2 * 2) = 1: one of each kind is right.
  expect(findings[0].oneVsAll).toMatchObject({ filmWeights: [1, 1], binary: { f1: 0.5 } });
  expect(findings[0].auc).toBe(0.5);
});

test("patients with films in other splits are counted, in words and figures", async () => {
  const leaky = write("leaky.csv", [
    "Image Index,Finding Labels,Patient ID,split",
    "a.png,Effusion,1,test",
    "b.png,No Finding,2,test",
    "c.png,No Finding,1,train",
  ]);
  const path = predictions("leaky-predictions.csv", "prob_Effusion", "a.png,0.9", "b.png,0.4");
  const args = ["--predictions", path, "--labels", leaky, "--split", "test", "--out", folder];
  expect(await evaluate.run(args)).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "evaluation.json"), "utf8"))).toMatchObject({
    split: "test",
    patientsInOtherSplits: 1,
  });
  expect(readFileSync(join(folder, "evaluation.html"), "utf8")).toContain(
    "1 patient of these films has films in other splits too",
  );
});

test("a label file without splits cannot be asked for one", async () => {
  const whole = write("whole.csv", ["Image Index,Finding Labels,Patient ID", "a.png,Effusion,1"]);
  const path = predictions("whole-predictions.csv", "prob_Effusion", "a.png,0.9");
  await expect(evaluate.run(["--predictions", path, "--labels", whole, "--split", "test"])).rejects.toThrow(
    /whole.csv: no column 'split', so --split test picks nothing/,
  );
});

test("a folder that cannot be written is named before anything is read", async () => {
  const file = write("file", ["here"]);
  await expect(run("/nowhere.csv", "--out", file)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(`cannot make the folder ${file}`),
  });
});

test("without files it is a usage error", async () => {
  await expect(evaluate.run([])).rejects.toMatchObject({ exitCode: 2 });
});
