import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/core/user-error.ts";
import { importCheckpoint } from "../../src/networks/import-checkpoint.ts";
import { loadModel } from "../../src/networks/load-model.ts";
import type { Manifest } from "../../src/networks/manifest.ts";
import { readManifest, writeManifest } from "../../src/networks/manifest-file.ts";
import { FIXTURES, options, withFolder } from "./agreement.ts";

const CHECKPOINT = join(FIXTURES, "state_dict_zip.pth");
const cpu = { threads: 1, provider: "cpu" } as const;

/** A small model folder, changed before it is opened. */
async function withModel(
  change: (dir: string, manifest: Manifest) => Promise<void>,
  use: (dir: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const { manifest } = await importCheckpoint(options(CHECKPOINT, folder));
    const dir = join(folder, "model");
    await change(dir, manifest);
    await use(dir);
  });
}

async function expectUserError(opened: Promise<unknown>, reason: RegExp): Promise<void> {
  const error = await opened.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(reason);
  expect((error as UserError).message).not.toContain("\n");
}

describe("a model that should not be trusted is not opened", () => {
  test("a network whose hash differs: both hashes are named", () =>
    withModel(
      async (dir) => {
        const file = await readFile(join(dir, "model.onnx"));
        file[file.length - 1000] = (file[file.length - 1000] ?? 0) ^ 1;
        await writeFile(join(dir, "model.onnx"), file);
      },
      (dir) =>
        expectUserError(
          loadModel(dir, { ...cpu, requireReady: false }),
          /sha256 is [0-9a-f]{64}, but model\.json says [0-9a-f]{64}/,
        ),
    ));

  test("one without calibration and screen, unless asked for", () =>
    withModel(
      async () => {},
      async (dir) => {
        await expectUserError(
          loadModel(dir, cpu),
          /lacks its calibration.*model calibrate.*screen.*model screen/,
        );
        const model = await loadModel(dir, { ...cpu, requireReady: false });
        expect(model.identity).toMatchObject({ name: "model", version: "1", starter: true });
        await model.release();
      },
    ));

  test("one whose network is missing", () =>
    withModel(
      (dir) => copyFile(join(dir, "model.json"), join(dir, "model.onnx")),
      (dir) => expectUserError(loadModel(dir, { ...cpu, requireReady: false }), /sha256 is/),
    ));

  test("a folder without a model", () =>
    withFolder((folder) =>
      expectUserError(loadModel(folder, cpu), /no model there \(model\.json is missing\)/),
    ));

  test.each([
    ["not JSON", "{", /not JSON/],
    ["a field of the wrong kind", { input: "224" }, /model\.json: input: /],
    ["a field out of range", { sha256: "x" }, /model\.json: sha256: /],
    ["an unknown label", { labels: ["Cold"] }, /model\.json: labels\.0: /],
  ])("a manifest with %s: the field is named", (_, change, reason) =>
    withModel(
      (dir, manifest) =>
        writeFile(
          join(dir, "model.json"),
          typeof change === "string" ? change : JSON.stringify({ ...manifest, ...change }),
        ),
      (dir) => expectUserError(loadModel(dir, cpu), reason),
    ),
  );
});

test("images of the wrong size are refused, not guessed at", () =>
  withModel(
    async () => {},
    async (dir) => {
      const model = await loadModel(dir, { ...cpu, requireReady: false });
      await expect(model.run(new Float32Array(3 * 64 * 64), 2)).rejects.toThrow(RangeError);
      await model.release();
    },
  ));

test("a manifest is written whole: what was there stays when writing fails", () =>
  withModel(
    async () => {},
    async (dir) => {
      const manifest = await readManifest(dir);
      await expect(writeManifest(dir, { ...manifest, sha256: "wrong" })).rejects.toThrow();
      expect(await readManifest(dir)).toEqual(manifest);
      await expectUserError(writeManifest(join(dir, "nowhere"), manifest), /cannot be written \(ENOENT\)/);
    },
  ));

describe("import", () => {
  test("leaves nothing behind when it fails", () =>
    withFolder(async (folder) => {
      await expectUserError(
        importCheckpoint(options(join(FIXTURES, "make_checkpoints.py"), folder)),
        /make_checkpoints\.py: it is not a file that PyTorch's torch\.save wrote/,
      );
      await expect(readFile(join(folder, "model", "model.json"))).rejects.toThrow();
      await mkdir(join(folder, "model"));
    }));

  test("never writes over a model, whose calibration would be lost", () =>
    withModel(
      async () => {},
      (dir) =>
        expectUserError(importCheckpoint(options(CHECKPOINT, join(dir, ".."))), /holds a model already/),
    ));

  test.each([
    ["too few labels", { labels: ["Mass"] }, /names 1 labels, but the network has 14 outputs/],
    [
      "no known label",
      { labels: Array.from({ length: 14 }, (_, place) => `L${place}`) },
      /--labels \(L0, L1, L2, \.\.\.\) names none of the 14 findings/,
    ],
    ["a label twice", { labels: Array.from({ length: 14 }, () => "Mass") }, /names Mass twice/],
    [
      "a mean for the wrong number of channels",
      { normalisation: { mean: [0, 1], std: [1], range: 1 } },
      /takes 3 channels/,
    ],
    ["images too small for the network", { size: 8 }, /--size 8 is too small/],
  ])("refuses %s", (_, more, reason) =>
    withFolder((folder) => expectUserError(importCheckpoint(options(CHECKPOINT, folder, more)), reason)),
  );

  test("asks for labels where the number of outputs does not tell them", () =>
    withFolder((folder) =>
      expectUserError(
        importCheckpoint(options(join(FIXTURES, "wide.pth"), folder, { size: 70 })),
        /has 3 outputs, not NIH's 14: name them in order with --labels/,
      ),
    ));

  test("keeps what is among the 14 findings, in the network's order, and names the rest", () =>
    withFolder(async (folder) => {
      const labels = ["edema", "Tuberculosis", "Pleural Thickening"];
      const { manifest } = await importCheckpoint(
        options(join(FIXTURES, "wide.pth"), folder, { size: 70, labels }),
      );
      expect(manifest.labels).toEqual(["Edema", "Pleural_Thickening"]);
      expect(manifest.dropped).toEqual(["Tuberculosis"]);
    }));

  test("says so when it had to assume a normalisation", () =>
    withFolder(async (folder) => {
      const { manifest, warnings } = await importCheckpoint(
        options(CHECKPOINT, folder, { normalisation: undefined }),
      );
      expect(manifest.input.mean).toEqual([0.485, 0.456, 0.406]);
      expect(warnings.join()).toMatch(/no normalisation was given, so that of imagenet is taken/);
    }));
});
