import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LABELS } from "../../src/core/label.ts";
import { FIXTURES, withFolder } from "../networks/agreement.ts";
import { global, pickle, text, torchFile } from "../networks/hostile-file.ts";
import { madeCheckpoint, texts } from "../networks/made-checkpoint.ts";

const MAIN = join(import.meta.dirname, "../../dist/src/cli/main.js");
const CHECKPOINT = join(FIXTURES, "state_dict_zip.pth");

function roentgram(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
  return { status, stdout, stderr, lines: stderr.trimEnd().split("\n") };
}

describe("model import", () => {
  test("makes a folder that model info describes, and says what is missing", () =>
    withFolder(async (folder) => {
      const out = join(folder, "small");
      const made = roentgram(
        "model",
        "import",
        CHECKPOINT,
        "--out",
        out,
        "--size",
        "64",
        "--mean",
        ".5",
        "--std",
        ".25",
        "--labels",
        LABELS.join(","),
      );
      expect(made).toMatchObject({ status: 0, stderr: "" });
      expect(made.stdout).toContain("growth 4, blocks 2-3-2, width 8; input 3 x 64 x 64");

      const info = roentgram("model", "info", out);
      expect(info.status).toBe(0);
      expect(info.stdout).toContain("not ready: a worker refuses it");
      const json = JSON.parse(roentgram("model", "info", out, "--json").stdout);
      expect(json).toMatchObject({
        ready: false,
        manifest: { name: "small", input: { mean: [0.5, 0.5, 0.5] } },
      });
      expect(json.missing).toHaveLength(2);
      expect(json.sha256).toBe(json.manifest.sha256);
    }));

  test("warns when labels and normalisation were not given", () =>
    withFolder(async (folder) => {
      const { status, stderr } = roentgram(
        "model",
        "import",
        CHECKPOINT,
        "--out",
        join(folder, "m"),
        "--size",
        "64",
      );
      expect(status).toBe(0);
      expect(stderr).toMatch(/^warning: no labels were given; they are taken in NIH's order/);
      expect(stderr).toMatch(/^warning: no normalisation was given, so that of imagenet is taken/m);
    }));

  test("a hostile file ends in one line and status 1", () =>
    withFolder(async (folder) => {
      const file = join(folder, "evil.pth");
      writeFileSync(file, torchFile(pickle(0x80, 2, global("os", "system"), text("id"), 0x85, "R.")));
      const { status, lines } = roentgram("model", "import", file, "--out", join(folder, "m"));
      expect(status).toBe(1);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/evil\.pth: loading it with PyTorch would call os\.system/);
    }));

  test("weights that give no finite number end in one line that names the file, not in a stack trace", () =>
    withFolder(async (folder) => {
      const file = join(folder, "huge.pth");
      writeFileSync(file, madeCheckpoint({ fill: (name) => (name === "classifier.weight" ? 3e38 : 1) }));
      const { status, lines } = roentgram(
        "model",
        "import",
        file,
        "--out",
        join(folder, "m"),
        "--size",
        "64",
      );
      expect(status).toBe(1);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/huge\.pth: the network gives logits that are not finite/);
    }));

  test("what a file is called inside reaches the terminal escaped, at once and from model info", () =>
    withFolder(async (folder) => {
      const file = join(folder, "odd.pth");
      const names = ["Edema", "\u001b[31mred", ...Array.from({ length: 12 }, (_, place) => `n${place}`)];
      writeFileSync(file, madeCheckpoint({ beside: [text("classes"), texts(...names)] }));
      const out = join(folder, "m");
      const made = roentgram("model", "import", file, "--out", out, "--size", "64");
      expect(made.status).toBe(0);
      expect(made.stdout).toContain("left out: \\x1b[31mred, n0");
      const manifest = JSON.parse(readFileSync(join(out, "model.json"), "utf8"));
      // As a folder from elsewhere may say it.
      const told = { ...manifest, source: "\u001b[2Jcleared", operatingPoints: { Edema: 0.25 } };
      writeFileSync(join(out, "model.json"), JSON.stringify(told));
      const info = roentgram("model", "info", out);
      expect(info.stdout).toContain("source      \\x1b[2Jcleared");
      expect(info.stdout).toMatch(
        /came with +operating points on the uncalibrated probability .*Edema 0\.250/,
      );
      expect(made.stdout + made.stderr + info.stdout).not.toContain("\u001b");
    }));

  test.each([
    ["no checkpoint", ["--out", "m"], /name one checkpoint/],
    ["no folder", ["x.pth"], /--out DIR/],
    ["a file that is not there", ["x.pth", "--out", "m"], /x\.pth: cannot be opened \(ENOENT\)/],
    ["a size that is none", ["x.pth", "--out", "m", "--size", "big"], /--size 'big'/],
    [
      "a mean that is none",
      ["x.pth", "--out", "m", "--mean", "a", "--std", "1"],
      /--mean 'a' is not a list of numbers/,
    ],
    [
      "a deviation of nothing",
      ["x.pth", "--out", "m", "--mean", "0", "--std", "0"],
      /--std '0' must be above 0/,
    ],
    ["a mean alone", ["x.pth", "--out", "m", "--mean", "0"], /--mean and --std belong together/],
    [
      "an unknown normalisation",
      ["x.pth", "--out", "m", "--normalisation", "x"],
      /not one of imagenet, torchxrayvision/,
    ],
    ["an unknown option", ["x.pth", "--out", "m", "--sise", "3"], /--sise/],
  ])("%s is a usage error in one line", (_, args, reason) => {
    const { status, lines } = roentgram("model", "import", ...args);
    expect(status).toBe(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(reason);
  });
});
