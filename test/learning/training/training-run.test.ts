import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { createRandom } from "../../../src/core/random.ts";
import type { Batch, BatchSource } from "../../../src/learning/batch.ts";
import { startProgress } from "../../../src/learning/training/progress.ts";
import type { Recipe } from "../../../src/learning/training/recipe.ts";
import { openRunLog } from "../../../src/learning/training/run-log.ts";
import { readState, writeState } from "../../../src/learning/training/state-file.ts";
import { type TrainingRun, trainInFolder } from "../../../src/learning/training/training-run.ts";
import { withFolder } from "../../networks/agreement.ts";
import { fixedSource, runOf, smallRecipe } from "./small-run.ts";

const random = createRandom(3);
const batches: Batch[] = Array.from({ length: 3 }, () => ({
  images: Float32Array.from({ length: 2 * 3 * 64 * 64 }, () => random.normal()),
  targets: Float32Array.from({ length: 2 * 14 }, () => random.integer(2)),
  size: 2,
}));
const listener = { phase() {}, step() {}, epoch() {}, say() {} };

async function train(dir: string, settings: Recipe, more: Partial<TrainingRun> = {}) {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "run.json"), JSON.stringify(runOf(settings)));
  return trainInFolder({
    dir,
    run: runOf(settings),
    sources: async () => ({ train: fixedSource(batches), val: fixedSource(batches) }),
    session: { threads: 1, provider: "cpu" },
    signal: new AbortController().signal,
    listener,
    resumes: false,
    ...more,
  });
}

describe("a training run", () => {
  test("that began in mixed precision goes on in float32 where there is no float16, and keeps its scale", () =>
    withFolder(async (folder) => {
      const settings = { ...smallRecipe(), precision: "mixed" as const };
      const whole = await train(join(folder, "whole"), settings);
      expect(whole.progress.lossScale).toBeUndefined();
      const dir = join(folder, "broken");
      const breaking = {
        ...listener,
        step({ step }: { step: number }) {
          if (step === 3) throw new Error("broken off");
        },
      };
      await expect(train(dir, settings, { listener: breaking, saveEvery: 0 })).rejects.toThrow("broken off");
      const path = join(dir, "last.state");
      const state = await readState(path);
      // Where float16 was: so large a scale that every gradient would leave its range.
      const lossScale = { value: 2 ** 140, steady: 9 };
      await writeState(path, { ...state, progress: { ...state.progress, lossScale } });
      const resumed = await train(dir, settings, { resumes: true });
      expect(resumed.sha256).toBe(whole.sha256);
      expect(resumed.progress.lossScale).toEqual(lossScale);
    }));

  test("that breaks off within an epoch goes on from its last timed save to the same weights", () =>
    withFolder(async (folder) => {
      const whole = await train(join(folder, "whole"), smallRecipe());
      const dir = join(folder, "broken");
      let steps = 0;
      const breaking = {
        ...listener,
        step() {
          steps += 1;
          if (steps === 5) throw new Error("broken off");
        },
      };
      await expect(train(dir, smallRecipe(), { listener: breaking, saveEvery: 0 })).rejects.toThrow(
        "broken off",
      );
      expect((await readState(join(dir, "last.state"))).progress).toMatchObject({
        epoch: 1,
        done: 1,
        step: 4,
      });
      const asked: number[] = [];
      const source: BatchSource = {
        length: batches.length,
        batches(epoch, skip = 0) {
          asked.push(skip);
          return fixedSource(batches).batches(epoch, skip);
        },
      };
      const sources = async () => ({ train: source, val: fixedSource(batches) });
      const resumed = await train(dir, smallRecipe(), { resumes: true, sources });
      expect(resumed.sha256).toBe(whole.sha256);
      expect(resumed.progress).toEqual(whole.progress);
      // Of the epoch it broke off in, the step that was saved is not loaded again.
      expect(asked).toEqual([1]);
    }));

  test("keeps its last good state where the loss is not a number, and says what to try", () =>
    withFolder(async (dir) => {
      const damaged = { ...batches[0]!, images: batches[0]!.images.slice().fill(Number.NaN) };
      const sources = async () => ({ train: fixedSource([batches[0]!, damaged]), val: fixedSource(batches) });
      await expect(train(dir, smallRecipe(), { sources, saveEvery: 0 })).rejects.toThrow(
        /phase 'all', step 2: the loss is NaN. The last good state is kept. Try a rate lower than 0.003/,
      );
      const { progress, sections } = await readState(join(dir, "last.state"));
      expect(progress.step).toBe(1);
      expect(sections.get("network")!.every(Number.isFinite)).toBe(true);
    }));

  test("does not save weights that a step spoilt although its loss was a number", () =>
    withFolder(async (dir) => {
      await train(dir, smallRecipe(), { signal: AbortSignal.abort() });
      const before = await readFile(join(dir, "last.state"));
      // A rate beyond all bounds: the loss of the first step is from before it.
      const [phase] = smallRecipe().phases;
      const wild = smallRecipe({ phases: [{ ...phase, rate: 1e39, schedule: { kind: "constant" } }] });
      await expect(train(dir, wild, { saveEvery: 0 })).rejects.toThrow(
        /phase 'all', step 1: its weights are not finite numbers. The last good state is kept. Try a rate lower/,
      );
      expect(await readFile(join(dir, "last.state"))).toEqual(before);
    }));

  test("ends a phase early after epochs without a better one", () =>
    withFolder(async (dir) => {
      const [phase] = smallRecipe().phases;
      const recipe = smallRecipe({
        earlyStopping: { patience: 1 },
        phases: [{ ...phase, epochs: 30, rate: 1e-9, schedule: { kind: "constant" } }],
      });
      const { progress } = await train(dir, recipe);
      expect(progress.history.length).toBeLessThan(30);
    }));

  test("averages weights over epochs (SWA) and exports one-vs-all as one softmax output", () =>
    withFolder(async (dir) => {
      const recipe = smallRecipe({
        task: { kind: "one-vs-all", finding: "Pneumothorax" },
        loss: { kind: "cross-entropy", weights: "none" },
        averaging: { kind: "swa", fromEpoch: 1 },
      });
      const two = batches.map((batch) => ({ ...batch, targets: Float32Array.of(1, 0, 0, 1) }));
      const sources = async () => ({ train: fixedSource(two), val: fixedSource(two) });
      const { progress, model } = await train(dir, recipe, { sources });
      expect(progress.averaged).toBe(2);
      const manifest = JSON.parse(await readFile(join(model!, "model.json"), "utf8"));
      expect(manifest).toMatchObject({ labels: ["Pneumothorax"], activation: "softmax", calibration: null });
      const { sections } = await readState(join(dir, "last.state"));
      expect(sections.get("average")).not.toEqual(sections.get("network"));
    }));
});

/** Work with a disk of a megabyte, where this user may mount one. */
const withSmallDisk = (work: (disk: string, folder: string) => Promise<void>) =>
  withFolder(async (folder) => {
    const disk = join(folder, "disk");
    await mkdir(disk);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status !== 0) {
      process.stderr.write("training-run.test: skipped, this user may not mount a small disk\n");
      return;
    }
    try {
      await work(disk, folder);
    } finally {
      spawnSync("umount", [disk]);
    }
  });

describe("a state file", () => {
  const saved = (value: number, length: number) => ({
    progress: startProgress(),
    tensors: [],
    sections: new Map([["network", new Float32Array(length).fill(value)]]),
  });

  it("stays whole where the disk is full", () =>
    withSmallDisk(async (disk) => {
      const path = join(disk, "last.state");
      await writeState(path, saved(1, 150_000));
      await expect(writeState(path, saved(2, 150_000))).rejects.toThrow(/cannot be written \(ENOSPC\)/);
      expect((await readState(path)).sections.get("network")?.[0]).toBe(1);
      expect(await readdir(disk)).toEqual(["last.state"]);
    }));

  it("and a log say what to do where the disk fills up within a run, which goes on to the same weights once there is room", () =>
    withSmallDisk(async (disk, folder) => {
      const whole = await train(join(folder, "whole"), smallRecipe());
      const filler = join(disk, "filler");
      const filling = {
        ...listener,
        step: ({ step }: { step: number }) => {
          if (step === 2) spawnSync("dd", ["if=/dev/zero", `of=${filler}`, "bs=64k"]);
        },
      };
      await expect(train(disk, smallRecipe(), { listener: filling, saveEvery: 0 })).rejects.toThrow(
        /(last\.state|log\.jsonl): cannot be written \(ENOSPC\)\. .*[Mm]ake room/,
      );
      expect((await readState(join(disk, "last.state"))).progress.step).toBe(1);
      expect(() => openRunLog(join(disk, "log.jsonl"), 1e9).write({ long: "x".repeat(1e5) })).toThrow(
        /log\.jsonl: cannot be written \(ENOSPC\)\. The last saved state is whole: make room, then go on with --resume/,
      );
      await rm(filler);
      spawnSync("mount", ["-o", "remount,size=50m", disk]);
      const resumed = await train(disk, smallRecipe(), { resumes: true });
      expect(resumed.sha256).toBe(whole.sha256);
    }));

  it("that is damaged is refused", () =>
    withFolder(async (folder) => {
      const path = join(folder, "last.state");
      await writeState(path, saved(1, 100));
      const bytes = await readFile(path);
      bytes[bytes.length - 1] = 7;
      await writeFile(path, bytes);
      await expect(readState(path)).rejects.toThrow("is no whole state");
    }));
});
