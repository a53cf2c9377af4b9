import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { SMALL_BODY, smallRecipeInput, writePhantoms } from "../learning/training/small-run.ts";
import { withFolder } from "../networks/agreement.ts";

const MAIN = join(import.meta.dirname, "../../dist/src/cli/main.js");
const env = { ...process.env, INFERENCE_THREADS: "2", EXECUTION_PROVIDER: "cpu" };

const roentgram = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8", env });
  return { status, stdout, stderr };
};

/** Nine pieces an epoch, dropout, an average, two phases: all that a resumed run must not lose. */
const RECIPE = {
  ...smallRecipeInput(),
  task: { kind: "multi-label", findings: ["Effusion", "Cardiomegaly", "Pneumothorax"] },
  network: { body: SMALL_BODY, head: "concat-pool", hidden: 16, dropout: [0.25, 0.5] },
  phases: [
    { name: "all layers", trains: "all", epochs: 3, size: 64, batch: 2, accumulation: 2, rate: 0.003 },
    { name: "head alone", trains: "head", epochs: 1, size: 64, batch: 4, rate: 0.001 },
  ],
  averaging: { kind: "ema", decay: 0.9 },
  augmentation: {
    rotation: { degrees: 20 },
    flip: {},
    lighting: { within: 0.3 },
    equalise: {},
    jpeg: { least: 30 },
  },
  input: { channels: 3, normalisation: "statistics" },
};

/** Trains until the log has so many lines, then sends a signal. */
async function trainUntil(args: readonly string[], log: string, lines: number, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [MAIN, "train", ...args], { env, stdio: "ignore" });
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (;;) {
    const text = await readFile(log, "utf8").catch(() => "");
    if (text.split("\n").length > lines || over) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  child.kill(signal);
  return ended;
}

describe("train", () => {
  let whole: { sha256: string; best: unknown; history: unknown[] };
  let dir = "";
  let args: (out: string) => string[];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "roentgram-train-"));
    const { images, labels } = await writePhantoms(dir, 20);
    const data = join(dir, "data");
    const prepared = roentgram(
      "data",
      "prepare",
      "--labels",
      labels,
      "--images",
      images,
      "--split",
      "column",
      "--out",
      data,
    );
    expect(prepared.status, prepared.stderr).toBe(0);
    await writeFile(join(dir, "recipe.json"), JSON.stringify(RECIPE));
    args = (out) => ["--recipe", join(dir, "recipe.json"), "--data", data, "--out", out];
    const { status, stdout, stderr } = roentgram("train", ...args(join(dir, "whole")), "--json");
    expect(stderr).toContain("phase 'head alone'");
    expect(status, stderr).toBe(0);
    whole = JSON.parse(stdout);
    expect(whole.history).toHaveLength(4);
    return () => rm(dir, { recursive: true });
  });

  test("writes a model folder that is not calibrated yet", () => {
    const info = roentgram("model", "info", join(dir, "whole/model"));
    expect(info.status).toBe(0);
    expect(info.stdout).toContain("not yet: no calibration");
    expect(info.stdout).toContain("findings    Effusion, Cardiomegaly, Pneumothorax");
  });

  test("comes to the same weights bit for bit after kill -9 in the second epoch", async () => {
    const out = join(dir, "killed");
    const [code, signal] = await trainUntil(args(out), join(out, "log.jsonl"), 6, "SIGKILL");
    expect([code, signal]).toEqual([null, "SIGKILL"]);
    const resumed = roentgram("train", "--resume", out, "--json");
    expect(resumed.status, resumed.stderr).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ ...whole, finished: true, model: join(out, "model") });
    expect(await readFile(join(out, "log.jsonl"), "utf8")).toBe(
      await readFile(join(dir, "whole/log.jsonl"), "utf8"),
    );
    expect(await readFile(join(out, "model/model.onnx"))).toEqual(
      await readFile(join(dir, "whole/model/model.onnx")),
    );
  });

  test("saves in the middle of an epoch on Ctrl-C, and goes on to the same weights", async () => {
    const out = join(dir, "stopped");
    const [code] = await trainUntil(args(out), join(out, "log.jsonl"), 2, "SIGINT");
    expect(code).toBe(130);
    const resumed = roentgram("train", "--resume", out, "--json");
    expect(JSON.parse(resumed.stdout)).toMatchObject({ sha256: whole.sha256, history: whole.history });
  });

  test("refuses to go on with another recipe or other films, and says what differs", async () => {
    const out = join(dir, "whole");
    await writeFile(join(dir, "other.json"), JSON.stringify({ ...RECIPE, seed: 7 }));
    const other = roentgram("train", "--resume", out, "--recipe", join(dir, "other.json"));
    expect(other).toMatchObject({ status: 2, stdout: "" });
    expect(other.stderr).toContain("begun with another recipe: seed was 1, is 7");

    const labels = await readFile(join(dir, "labels.csv"), "utf8");
    const changed = join(dir, "changed.csv");
    await writeFile(changed, labels.replace("phantom-03.png,Pneumothorax", "phantom-03.png,Effusion"));
    const data = join(dir, "changed");
    const images = join(dir, "images");
    const from = ["--labels", changed, "--images", images, "--split", "column"];
    expect(roentgram("data", "prepare", ...from, "--out", data).status).toBe(0);
    const films = roentgram("train", "--resume", out, "--data", data);
    expect(films.status).toBe(2);
    expect(films.stderr).toContain(
      `begun with other films than ${data} holds: changed (labels, split or file): phantom-03.png`,
    );
  });

  test("refuses a folder that holds a run, and options that are missing", () => {
    expect(roentgram("train", ...args(join(dir, "whole"))).stderr).toContain("holds a training run already");
    const missing = roentgram("train", "--recipe", "x.json");
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain("--data DIR");
  });

  test("starts from another run's best state", () =>
    withFolder(async (folder) => {
      const from = join(dir, "whole/best.state");
      const run = roentgram("train", ...args(join(folder, "run")), "--from", from);
      expect(run.status, run.stderr).toBe(0);
      expect(run.stderr).toContain(`weights: from ${from}`);
      // What each phase came to stands side by side.
      expect(run.stdout).toMatch(
        /\| best epoch of the phase, on val \| all layers \| head alone \|\n[^\n]+\n\| epoch \| \d \| 1 \|[\s\S]+\| mean AUC \| [\d.]+ \| [\d.]+ \|/,
      );
      const memory = [...run.stderr.matchAll(/memory (\d+) MB at most/g)].map(([, megabytes]) =>
        Number(megabytes),
      );
      expect(memory).toHaveLength(4);
      expect(memory.at(-1)).toBeLessThan(1.3 * (memory[0] ?? 0) + 50);
    }));

  test("learns from images and labels as they are: what is missing or broken is named, counted and passed over", () =>
    withFolder(async (folder) => {
      const { images } = await writePhantoms(folder, 9);
      await writeFile(join(images, "phantom-03.png"), "no film");
      const labels = join(folder, "labels.csv");
      await writeFile(labels, `${await readFile(labels, "utf8")}gone.png,Effusion,77,train\n`);
      const recipe = join(folder, "recipe.json");
      const [, head] = RECIPE.phases;
      await writeFile(
        recipe,
        JSON.stringify({ ...RECIPE, phases: [head], averaging: null, precision: "mixed" }),
      );
      const out = join(folder, "run");
      const run = roentgram(
        "train",
        "--recipe",
        recipe,
        "--images",
        images,
        "--labels",
        labels,
        "--out",
        out,
      );
      expect(run.status, run.stderr).toBe(0);
      expect(run.stderr).toContain(
        "1 films that cannot be read, set aside: phantom-03.png (unsupported-format)",
      );
      expect(run.stderr).toContain("1 labels without a film, set aside: gone.png");
      expect(run.stderr).toContain(
        "7 films to learn from, 1 to be judged by; computed in float32 on cpu, which has no float16: the recipe's mixed precision is passed over",
      );
    }));

  test("says of a wrong key in a recipe what was meant, before anything is written", () =>
    withFolder(async (folder) => {
      const recipe = join(folder, "recipe.json");
      await writeFile(recipe, JSON.stringify({ ...RECIPE, augmentatoin: {} }));
      const out = join(folder, "run");
      const run = roentgram("train", "--recipe", recipe, "--data", join(dir, "data"), "--out", out);
      expect(run).toMatchObject({ status: 2, stdout: "" });
      expect(run.stderr).toContain("recipe.json: unknown key 'augmentatoin'; did you mean 'augmentation'?");
      await expect(readFile(join(out, "run.json"))).rejects.toThrow("ENOENT");
    }));

  test("finds a rate: a curve per weight decay, a picture, one JSON document", () =>
    withFolder(async (folder) => {
      const { status, stdout, stderr } = roentgram(
        "train",
        "--find-rate",
        "--steps",
        "12",
        ...args(folder),
        "--json",
      );
      expect(status, stderr).toBe(0);
      const { curves, picture } = JSON.parse(stdout);
      expect(curves).toHaveLength(4);
      expect(curves[0].points[0].rate).toBe(1e-7);
      expect(await readFile(picture, "utf8")).toContain("<svg");
    }));
});
