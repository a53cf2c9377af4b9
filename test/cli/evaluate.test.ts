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
  ["a percentage", "prob_Mass", ["a.png,50"], /'50' is not a number from 0 to 1/],
])("%s is named", async (_, head, rows, message) => {
  await expect(run(predictions("bad.csv", head, ...rows))).rejects.toThrow(message);
});

test("without files it is a usage error", async () => {
  await expect(evaluate.run([])).rejects.toMatchObject({ exitCode: 2 });
});
