import { spawnSync } from "node:child_process";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceFolder } from "../../../src/learning/refresh/replace-folder.ts";
import { withFolder } from "../../networks/agreement.ts";

const anything = async () => {};

/** A folder `model` with two files, and what stands in and beside it. */
async function modelFolder(root: string) {
  const dir = join(root, "model");
  await mkdir(join(dir, "training"), { recursive: true });
  await writeFile(join(dir, "model.json"), "old");
  await writeFile(join(dir, "training", "log"), "log");
  return {
    dir,
    read: () => readFile(join(dir, "model.json"), "utf8"),
    around: () => readdir(root),
  };
}

test("a folder that was worked on comes in the old one's place, with what was not touched", () =>
  withFolder(async (root) => {
    const { dir, read, around } = await modelFolder(root);
    const result = await replaceFolder(`${dir}/`, anything, async (beside) => {
      await writeFile(join(beside, "model.json"), "new");
      expect(await read()).toBe("old");
      return 7;
    });
    expect(result).toBe(7);
    expect(await read()).toBe("new");
    expect(await readFile(join(dir, "training", "log"), "utf8")).toBe("log");
    expect(await around()).toEqual(["model"]);
  }));

test("work that fails leaves the folder as it was, and nothing beside it", () =>
  withFolder(async (root) => {
    const { dir, read, around } = await modelFolder(root);
    const failing = replaceFolder(dir, anything, async (beside) => {
      await writeFile(join(beside, "model.json"), "half");
      throw new Error("no more room");
    });
    await expect(failing).rejects.toThrow("no more room");
    expect(await read()).toBe("old");
    expect(await around()).toEqual(["model"]);
  }));

test("what a person writes into the folder meanwhile is not lost, nor is the work", () =>
  withFolder(async (root) => {
    const { dir, read, around } = await modelFolder(root);
    const late = replaceFolder(dir, anything, async (beside) => {
      await writeFile(join(beside, "model.json"), "measured for an hour");
      await writeFile(join(dir, "model.json"), "by hand");
    });
    await expect(late).rejects.toThrow(
      /was changed by somebody else meanwhile, .* lies in .*model\.measured: take over/,
    );
    expect(await read()).toBe("by hand");
    expect(await around()).toEqual(["model", "model.measured"]);
    expect(await readFile(join(`${dir}.measured`, "model.json"), "utf8")).toBe("measured for an hour");
  }));

test("a second one at the same time is refused", () =>
  withFolder(async (root) => {
    const { dir, read } = await modelFolder(root);
    await replaceFolder(dir, anything, async (beside) => {
      await expect(replaceFolder(dir, anything, async () => {})).rejects.toThrow(
        /under way in another process/,
      );
      await writeFile(join(beside, "model.json"), "first");
    });
    expect(await read()).toBe("first");
  }));

test("a kill between the two renames is put right by the next call, before it asks whether the folder is one", () =>
  withFolder(async (root) => {
    const { dir, read, around } = await modelFolder(root);
    await rename(dir, `${dir}.old`);
    await mkdir(`${dir}.new`);
    await writeFile(join(`${dir}.new`, "model.json"), "half");
    const refusing = async (place: string) => {
      expect(await readFile(join(place, "model.json"), "utf8")).toBe("old");
      throw new Error("not now");
    };
    await expect(replaceFolder(dir, refusing, async () => {})).rejects.toThrow("not now");
    expect(await read()).toBe("old");
    expect(await around()).toEqual(["model"]);
    // Killed after both: the old one is only in the way.
    await mkdir(`${dir}.old`);
    await replaceFolder(dir, anything, async () => {});
    expect(await around()).toEqual(["model"]);
  }));

test("a full disk is said in words, and the folder stays whole", () =>
  withFolder(async (root) => {
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", root]).status !== 0) {
      process.stderr.write("replace-folder.test: skipped, this user may not mount a small disk\n");
      return;
    }
    try {
      const { dir, read, around } = await modelFolder(root);
      await writeFile(join(dir, "model.onnx"), new Uint8Array(600_000));
      await expect(replaceFolder(dir, anything, async () => {})).rejects.toThrow(
        /model\.new: cannot be written \(ENOSPC\)\. Make room/,
      );
      expect(await read()).toBe("old");
      expect(await around()).toEqual(["model"]);
    } finally {
      spawnSync("umount", [root]);
    }
  }));
