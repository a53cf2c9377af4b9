import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readProvenance } from "../../src/learning/refresh/provenance.ts";
import { refreshModel } from "../../src/learning/refresh/refresh-model.ts";
import type { ScreenReport } from "../../src/learning/screen/screen-model.ts";
import { loadModel } from "../../src/networks/load-model.ts";
import { readManifest } from "../../src/networks/manifest-file.ts";
import { drawNegative, NEGATIVE_KINDS } from "../../src/vision/phantom/negatives.ts";
import { SMALL_BODY, smallRecipeInput, writePhantoms } from "../learning/training/small-run.ts";

const MAIN = join(import.meta.dirname, "../../dist/src/cli/main.js");
const env = { ...process.env, INFERENCE_THREADS: "2", EXECUTION_PROVIDER: "cpu" };
const roentgram = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8", env });
  return { status, stdout, stderr };
};

const recipe = (seed: number) => ({
  ...smallRecipeInput(),
  task: { kind: "multi-label", findings: ["Effusion", "Cardiomegaly", "Pneumothorax"] },
  network: { body: SMALL_BODY, head: "linear" },
  phases: [{ name: "all", trains: "all", epochs: 1, size: 64, batch: 8, rate: 0.003 }],
  sampling: { kind: "balanced" },
  seed,
});

/** Milliseconds: a screen is fitted on hundreds of drawings, whatever the model. */
const PATIENCE = 600_000;

let root = "";
let films: string[];
const at = (...names: string[]) => join(root, ...names);
const card = (dir: string) => readFileSync(join(dir, "README.md"), "utf8");
const manifest = (dir: string) => JSON.parse(readFileSync(join(dir, "model.json"), "utf8"));

const hash = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** A refresh within this process, whose screen is the one first fitted: fitting one takes a minute whatever the model. */
async function refresh(dir: string, run?: string) {
  const [, images = "", , labels = "", , other = ""] = films;
  const { screen } = await readManifest(at("first", "model"));
  const known = {
    screen,
    chosen: { rank: 8, ridge: 0.01, loss: 0 },
    trials: [],
    fittedOn: new Map(),
    measured: [],
    undecodable: 0,
  };
  return refreshModel(
    dir,
    { images, labels, other, run, usuallyTrainedOn: [labels] },
    {
      open: (place) => loadModel(place, { threads: 2, provider: "cpu", requireReady: false }),
      onProgress: () => () => {},
      screen: async () => known as unknown as ScreenReport,
    },
  );
}

/** Hashes of all files of a folder. */
function contents(dir: string): Record<string, string> {
  const names = (readdirSync(dir, { recursive: true }) as string[]).filter((name) =>
    statSync(join(dir, name)).isFile(),
  );
  return Object.fromEntries(names.toSorted().map((name) => [name, hash(join(dir, name))]));
}

/** Drawings that are no chest films, as the photos and CT slices that a screen is fitted on. */
async function writeOthers(): Promise<void> {
  for (const [seed, name] of ["photos", "ct"].entries()) {
    await mkdir(at("other", name), { recursive: true });
    for (const kind of NEGATIVE_KINDS.slice(0, 4)) {
      await writeFile(at("other", name, `${kind}.png`), await drawNegative(kind, 50 + seed));
    }
  }
}

/** Two runs, each with another seed; the first begins from nothing, the second from the first's best weights. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "roentgram-refresh-"));
  const { images, labels } = await writePhantoms(root, 24);
  const lines = readFileSync(labels, "utf8").trim().split("\n");
  const withTest = lines.map((line, place) => (place % 5 === 1 ? line.replace(/,train$/, ",test") : line));
  writeFileSync(labels, `${withTest.join("\n")}\n`);
  await writeOthers();
  films = ["--images", images, "--labels", labels, "--other", at("other")];
  const data = ["--images", images, "--labels", labels];
  for (const [seed, name, ...more] of [
    [1, "first"],
    [2, "second", "--from", at("first", "best.state")],
  ] as const) {
    writeFileSync(at(`${name}.json`), JSON.stringify(recipe(seed)));
    const run = roentgram("train", "--recipe", at(`${name}.json`), ...data, "--out", at(name), ...more);
    expect(run.status, run.stderr).toBe(0);
  }
}, PATIENCE);
afterAll(() => rm(root, { recursive: true }));

vi.setConfig({ testTimeout: PATIENCE });

test("a run's model is measured and gets thresholds, screen, card and the run's papers in one go", () => {
  const dir = at("first", "model");
  appendFileSync(join(dir, "README.md"), "\nBy hand: ask Dr A. before use.\n");
  const { status, stdout, stderr } = roentgram("model", "refresh", dir, ...films);
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("| Effusion |");
  expect(stdout).toMatch(/before: version 1, sha256 [0-9a-f]{16}, mean AUC not measured/);
  expect(JSON.parse(roentgram("model", "info", dir, "--json").stdout)).toMatchObject({
    ready: true,
    missing: [],
  });
  const { sha256, measuredWith, calibration } = manifest(dir);
  expect(measuredWith).toEqual({ calibration: sha256, screen: sha256, uncertainty: sha256 });
  expect(Object.keys(calibration.findings)).toEqual(["Effusion", "Cardiomegaly", "Pneumothorax"]);
  expect(readdirSync(join(dir, "training")).toSorted()).toEqual([
    "curves.svg",
    "log.jsonl",
    "recipe.json",
    "training.json",
  ]);
  expect(readFileSync(join(dir, "training", "recipe.json"))).toEqual(readFileSync(at("first.json")));
  const text = card(dir);
  expect(text).toContain("By hand: ask Dr A. before use.");
  expect(text).not.toContain("Before a worker accepts it");
  expect(text).toContain(`\`roentgram model refresh\` on the network with sha256 ${sha256}`);
  expect(text).toMatch(
    /## What was measured[\s\S]+## Screen[\s\S]+## Not sure[\s\S]+## Training[\s\S]+!\[.*\]\(training\/curves\.svg\)/,
  );
  expect(text).toContain("drawn or weighted evenly over their sources");
});

test("a refresh without a run takes what the folder remembers of its training, and comes to the same figures", async () => {
  const dir = at("elsewhere");
  await cp(at("first", "model"), dir, { recursive: true });
  const { before, now, calibrated } = await refresh(dir);
  expect({ ...now, screen: before.screen }).toEqual(before);
  expect(calibrated.prevalences.trained).toEqual(
    JSON.parse(readFileSync(join(dir, "training", "training.json"), "utf8")).learnt,
  );
  const measured = (text: string) => text.slice(0, text.indexOf("## Screen"));
  expect(measured(card(dir))).toBe(measured(card(at("first", "model"))));
  // Papers of another network are not taken for this one's.
  const other = manifest(dir);
  expect(await readProvenance(dir, other.sha256)).toBeDefined();
  expect(await readProvenance(dir, "3".repeat(64))).toBeUndefined();
});

test("another run's network comes into a model folder: name, licence and remarks stay, all figures are new", async () => {
  const dir = at("first", "model");
  const before = manifest(dir);
  writeFileSync(
    join(dir, "README.md"),
    card(dir).replace(/- licence: .*/, "- licence: as the hospital says"),
  );
  const report = await refresh(dir, at("second"));
  const now = manifest(dir);
  expect(now).toMatchObject({
    name: before.name,
    licence: before.licence,
    version: "2",
    labels: before.labels,
    measuredWith: { calibration: now.sha256, screen: now.sha256, uncertainty: now.sha256 },
  });
  expect(report).toMatchObject({ before, now, kept: [] });
  expect(now.sha256).not.toBe(before.sha256);
  expect(now.sha256).toBe(hash(join(dir, "model.onnx")));
  const text = card(dir);
  expect(text).toContain("- licence: as the hospital says");
  expect(text).toContain("By hand: ask Dr A. before use.");
  expect(text).toContain(`- sha256 of model.onnx: ${now.sha256}`);
  expect(text).not.toContain(before.sha256);
  expect(text.match(/## What was measured/g)).toHaveLength(1);
  // The run that gave the first weights stands with it; no path of this machine does.
  expect(existsSync(join(dir, "training", "before", "log.jsonl"))).toBe(true);
  for (const file of [
    text,
    JSON.stringify(now),
    readFileSync(join(dir, "training", "training.json"), "utf8"),
  ]) {
    expect(file).not.toContain(root);
  }
  expect(text).toContain("from the weights of first/best.state");
});

test("a film that cannot be read ends it, and the folder is as it was, byte for byte", () => {
  const dir = at("first", "model");
  const before = contents(dir);
  const film = at("images", "phantom-20.png");
  const whole = readFileSync(film);
  writeFileSync(film, "no film");
  const failed = roentgram("model", "refresh", dir, "--run", at("second"), ...films);
  writeFileSync(film, whole);
  expect(failed.status).toBe(1);
  expect(failed.stderr).toMatch(/phantom-20\.png: cannot be read as a film/);
  expect(contents(dir)).toEqual(before);
  expect(readdirSync(at("first")).filter((name) => name.startsWith("model"))).toEqual(["model"]);
});

test.each(["SIGTERM", "SIGKILL"] as const)("%s in the middle leaves the folder as it was", async (signal) => {
  const dir = at("first", "model");
  const before = contents(dir);
  const child = spawn(process.execPath, [MAIN, "model", "refresh", dir, ...films], { env, stdio: "ignore" });
  const ended = once(child, "exit");
  while (!existsSync(`${dir}.new`)) await new Promise((wait) => setTimeout(wait, 20));
  child.kill(signal);
  expect((await ended)[1]).toBe(signal);
  expect(contents(dir)).toEqual(before);
});

test("folders that are not there, and a run that is none, are named", () => {
  const dir = at("first", "model");
  expect(roentgram("model", "refresh", at("nowhere"), ...films).stderr).toContain("nowhere: no model there");
  expect(roentgram("model", "refresh", dir, ...films.slice(0, 4), "--other", at("gone")).stderr).toContain(
    "gone/photos: cannot open the folder (ENOENT)",
  );
  const none = roentgram("model", "refresh", dir, "--run", at("images"), ...films);
  expect(none).toMatchObject({ status: 2, stdout: "" });
  expect(none.stderr).toContain("images: no training run there");
  expect(roentgram("model", "refresh").stderr).toContain("model refresh DIR [--run RUN]");
});
