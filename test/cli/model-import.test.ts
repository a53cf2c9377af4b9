import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FIXTURES, withFolder } from "../networks/agreement.ts";
import { global, pickle, text, torchFile } from "../networks/hostile-file.ts";

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

  test("warns when the normalisation was not given", () =>
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
      expect(stderr).toMatch(/^warning: no normalisation was given, so that of imagenet is taken/);
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
