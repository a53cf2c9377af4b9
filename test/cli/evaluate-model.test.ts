import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { evaluate } from "../../src/cli/evaluate.ts";
import { logit, sigmoid } from "../../src/core/sigmoid.ts";
import { importCheckpoint } from "../../src/networks/import-checkpoint.ts";
import { writePhantoms } from "../learning/training/small-run.ts";
import { FIXTURES, options, withFolder } from "../networks/agreement.ts";

const OUTPUTS = 14;
let folder = "";
let leave = () => {};
let done = Promise.resolve();
let films = { images: "", labels: "" };
const dirs = { sigmoid: "", softmax: "" };

beforeAll(async () => {
  await new Promise<void>((ready) => {
    done = withFolder((made) => {
      folder = made;
      ready();
      return new Promise<void>((resolve) => {
        leave = resolve;
      });
    });
  });
  films = await writePhantoms(folder, 10);
  const checkpoint = join(FIXTURES, "state_dict_zip.pth");
  for (const activation of ["sigmoid", "softmax"] as const) {
    const out = join(folder, activation);
    // One against all: the other outputs have no name among the findings, so they are left out after the softmax.
    const labels =
      activation === "softmax"
        ? ["Pneumothorax", ...Array.from({ length: OUTPUTS - 1 }, (_, at) => `Other ${at}`)]
        : undefined;
    await importCheckpoint(options(checkpoint, out, { activation, ...(labels ? { labels } : {}) }));
    dirs[activation] = join(out, "model");
  }
});
afterAll(async () => {
  leave();
  await done;
});

/** Probabilities of the first finding by film, as `evaluate` saved them. */
function savedIn(out: string, name = "predictions.csv"): Map<string, number[]> {
  const [, ...lines] = readFileSync(join(out, name), "utf8").trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [image = "", ...cells] = line.split(",");
      return [image, cells.map(Number)];
    }),
  );
}
const json = (out: string) => JSON.parse(readFileSync(join(out, "evaluation.json"), "utf8"));
const base = () => ["--images", films.images, "--labels", films.labels, "--split", "train"];

test("a model is measured, its predictions are saved, and measure to the same figures without it", async () => {
  const [out, again] = [join(folder, "out"), join(folder, "again")];
  expect(await evaluate.run(["--model", dirs.sigmoid, ...base(), "--out", out])).toBe(0);
  expect(readdirSync(out).toSorted()).toEqual([
    "curves.csv",
    "evaluation.csv",
    "evaluation.html",
    "evaluation.json",
    "predictions.csv",
  ]);
  const csv = join(out, "predictions.csv");
  expect(
    await evaluate.run(["--predictions", csv, "--labels", films.labels, "--split", "train", "--out", again]),
  ).toBe(0);
  const [{ of: model, ...figures }, { of: file, ...same }] = [json(out), json(again)];
  expect(same).toEqual(figures);
  expect(model).toMatchObject({ kind: "model", name: "model", flip: false });
  expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(file).toMatchObject({ kind: "predictions", file: "predictions.csv" });
  expect(readFileSync(join(out, "evaluation.html"), "utf8")).toContain(model.sha256);
});

test("--flip gives the mean of the log odds of each film and of its mirror image", async () => {
  const mirror = join(folder, "mirror");
  mkdirSync(mirror);
  for (const name of readdirSync(films.images)) {
    await sharp(join(films.images, name)).flop().toFile(join(mirror, name));
  }
  const run = async (images: string, ...more: string[]) => {
    const out = join(folder, `flip-${more.length}-${images.length}`);
    const args = ["--model", dirs.sigmoid, "--images", images, "--labels", films.labels, "--split", "train"];
    expect(await evaluate.run([...args, "--out", out, ...more])).toBe(0);
    return savedIn(out);
  };
  const [plain, turned, both] = [
    await run(films.images),
    await run(mirror),
    await run(films.images, "--flip"),
  ];
  for (const [image, values] of both) {
    for (const [at, value] of values.entries()) {
      const mean = (logit(plain.get(image)![at]!) + logit(turned.get(image)![at]!)) / 2;
      expect(Math.abs(value - sigmoid(mean)), `${image} ${at}`).toBeLessThan(1e-5);
    }
  }
  expect([...both.values()]).not.toEqual([...plain.values()]);
});

test("a two-class model is measured one against all, and compared with another over the finding they share", async () => {
  const out = join(folder, "compared");
  expect(
    await evaluate.run(["--model", dirs.softmax, ...base(), "--compare", dirs.sigmoid, "--out", out]),
  ).toBe(0);
  const { findings, comparison, classification } = json(out);
  expect(findings.map(({ label }: { label: string }) => label)).toEqual(["Pneumothorax"]);
  const { half } = findings[0].operatingPoints;
  // No film reaches one half among 14 outputs: eq. 6 makes half of the weight right.
  expect(half.counts).toMatchObject({ truePositives: 0, falsePositives: 0 });
  expect(findings[0].oneVsAll.accuracy).toBeCloseTo(0.5, 12);
  expect(findings[0].oneVsAll.perClass[0].f1).toBeCloseTo(2 / 3, 12);
  expect(classification.half.plain.accuracy[0]).toBe(half.accuracy);
  expect(comparison.with).toMatchObject({ kind: "model" });
  expect(comparison.findings).toHaveLength(1);
  expect(comparison.notCompared).toHaveLength(13);
  expect(savedIn(out, "predictions-compared.csv").get("phantom-00.png")).toHaveLength(OUTPUTS);
  expect(readFileSync(join(out, "comparison.csv"), "utf8")).toMatch(/^Pneumothorax,/m);
});

test.each([
  ["a model without films", () => ["--model", dirs.sigmoid, "--labels", films.labels], /--images DIR/],
  [
    "a compared model without films",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--compare", dirs.sigmoid],
    /is a model, which runs over films: say where they are with --images DIR/,
  ],
  [
    "something compared that is not there",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--compare", "/nowhere"],
    /--compare \/nowhere: cannot be opened \(ENOENT\)/,
  ],
  [
    "mirror images of a file of predictions",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--flip"],
    /--flip runs a model/,
  ],
  [
    "a sensitivity in percent",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--sensitivity", "90"],
    /--sensitivity 90 is not a number over 0 and up to 1/,
  ],
  [
    "an unknown split",
    () => ["--predictions", "p.csv", "--labels", films.labels, "--split", "tset"],
    /--split tset is not one of train, val, test. Did you mean 'test'\?/,
  ],
])("%s is a usage error that says what to do", async (_, args, message) => {
  const run = evaluate.run(args());
  await expect(run).rejects.toThrow(message);
  await expect(run).rejects.toMatchObject({ exitCode: 2 });
});
