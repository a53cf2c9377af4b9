import { mkdtempSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { analyze } from "../../../src/cli/analyze.ts";
import { explain } from "../../../src/cli/explain.ts";
import { LABELS } from "../../../src/core/label.ts";
import { createRandom } from "../../../src/core/random.ts";
import type { Batch } from "../../../src/learning/batch.ts";
import { trainInFolder } from "../../../src/learning/training/training-run.ts";
import { METHODS } from "../../../src/networks/explain/explanation-graph.ts";
import { loadModel } from "../../../src/networks/load-model.ts";
import { readManifest, writeManifest } from "../../../src/networks/manifest-file.ts";
import { renderCardHead } from "../../../src/networks/model-card-head.ts";
import { decodePhoto } from "../../../src/vision/decode.ts";
import { openExplainer } from "../../../src/vision/explain/explainer.ts";
import { phantomPng } from "../../../src/vision/phantom/phantom-png.ts";
import { toInput } from "../../../src/vision/preprocess.ts";
import { mapDistance } from "../../networks/agreement.ts";
import { fixedSource, runOf, smallRecipe } from "./small-run.ts";

const folder = mkdtempSync(join(tmpdir(), "one-vs-all-"));
const film = join(folder, "film.png");
const dark = join(folder, "dark.png");
let model = "";

const random = createRandom(5);
const batches: Batch[] = Array.from({ length: 3 }, () => ({
  images: Float32Array.from({ length: 2 * 3 * 64 * 64 }, () => random.normal()),
  targets: Float32Array.of(1, 0, 0, 1),
  size: 2,
}));

beforeAll(async () => {
  const settings = smallRecipe({
    task: { kind: "one-vs-all", finding: "Pneumothorax" },
    loss: { kind: "cross-entropy", weights: "none" },
  });
  const dir = join(folder, "run");
  await mkdir(dir);
  await writeFile(join(dir, "run.json"), JSON.stringify(runOf(settings)));
  const trained = await trainInFolder({
    dir,
    run: runOf(settings),
    sources: async () => ({ train: fixedSource(batches), val: fixedSource(batches) }),
    session: { threads: 1, provider: "cpu" },
    signal: new AbortController().signal,
    listener: { phase() {}, step() {}, epoch() {}, say() {} },
    resumes: false,
  });
  model = trained.model!;
  await writeFile(film, await phantomPng({ size: 256, seed: 4 }));
  const plane = Buffer.from(await phantomPng({ size: 256, seed: 4 }));
  await writeFile(dark, await sharp(plane).linear(0.05).png().toBuffer());
}, 300_000);
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** What a command prints. */
async function printed(run: () => Promise<number>): Promise<string> {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  expect(await run()).toBe(0);
  vi.restoreAllMocks();
  return lines.join("");
}

describe("a model trained one against all", () => {
  test("is read as one finding; the reply speaks of that one alone", async () => {
    const args = [film, dark, "--model", model, "--uncalibrated", "--json"];
    const [read, refused] = JSON.parse(await printed(() => analyze.run(args)));
    expect(read.findings.map(({ label }: { label: string }) => label)).toEqual(["Pneumothorax"]);
    expect(read.notAssessed).toEqual(LABELS.filter((label) => label !== "Pneumothorax"));
    expect(read.text).toContain("Only this was looked for: Pneumothorax.");
    expect(read.text).not.toContain("Order only");
    expect(refused).toMatchObject({ outcome: "refused", refusal: "too-dark" });
  });

  test("once calibrated has a band for its finding", async () => {
    const calibrated = join(folder, "calibrated");
    await mkdir(calibrated);
    await writeFile(join(calibrated, "model.onnx"), await readFile(join(model, "model.onnx")));
    const finding = { scale: 1, shift: 9, threshold: 0.3, basis: "platt", evidence: "strong" } as const;
    await writeManifest(calibrated, {
      ...(await readManifest(model)),
      calibration: {
        fittedOn: "val",
        testedOn: "test",
        temperature: 1,
        meanAuc: 0.9,
        meanAucInterval: [0.8, 0.95],
        falseAlarmShare: 0.1,
        starter: false,
        findings: { Pneumothorax: { ...finding, auc: 0.9, interval: [0.8, 0.95], positives: 50 } },
      },
    });
    const args = [film, "--model", calibrated, "--uncalibrated", "--json", "--out", join(folder, "pictures")];
    const [read] = JSON.parse(await printed(() => analyze.run(args)));
    expect(read.findings).toMatchObject([{ label: "Pneumothorax", band: "likely" }]);
    expect(read.text).toMatch(/^🚨 ACT NOW: signs that may fit Pneumothorax/);
    expect(read.pictures[0].labels).toEqual(["Pneumothorax"]);
  });

  test.each(METHODS)("is explained by %s", async (method) => {
    const out = join(folder, "explained");
    const args = [film, "--finding", "Pneumothorax", "--method", method, "--model", model, "--out", out];
    const result = JSON.parse(await printed(() => explain.run([...args, "--json"])));
    expect(result).toMatchObject({ finding: "Pneumothorax", method, layer: "last", curve: null });
    expect(Number.isFinite(result.logit)).toBe(true);
  });

  test("is explained by the very map that it serves", async () => {
    const loaded = await loadModel(model, { threads: 1, provider: "cpu", requireReady: false });
    const opened = await decodePhoto(await readFile(film));
    const given = await loaded.run(await toInput(opened, loaded.manifest.input), 1);
    await loaded.release();
    const explainer = await openExplainer(model, {
      method: "grad-cam",
      layer: undefined,
      threads: 1,
      provider: "cpu",
    });
    const { map, logit } = await explainer.explain(opened, "Pneumothorax");
    await explainer.release();
    expect(logit).toBeCloseTo(given.logits[0]!, 4);
    expect(1 / (1 + Math.exp(-logit))).toBeCloseTo(given.probabilities[0]!, 5);
    // Where nothing speaks for the finding both are empty.
    if (given.maps.some((value) => value > 0))
      expect(mapDistance(map!.values, given.maps, map!.values.length)).toBeLessThan(1e-3);
    else expect(Math.max(...map!.values)).toBe(0);
  });

  test("refuses to explain a finding that it does not judge, and its card says what it was trained for", async () => {
    const args = [film, "--finding", "Effusion", "--model", model, "--out", folder];
    await expect(explain.run(args)).rejects.toThrow(
      "--finding Effusion: this model does not judge it. It judges Pneumothorax.",
    );
    expect(renderCardHead(await readManifest(model))).toContain(
      "- trained: one against all: Pneumothorax against every other film",
    );
  });
});
