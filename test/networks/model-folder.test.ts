import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeCardSection } from "../../src/learning/model-card.ts";
import { importCheckpoint } from "../../src/networks/import-checkpoint.ts";
import { FIXTURES, options, withFolder } from "./agreement.ts";

const CHECKPOINT = join(FIXTURES, "xrv.pt");

test("an imported model has a card, which calibrate and screen add to", () =>
  withFolder(async (folder) => {
    const given = { licence: "as `they` say\u001b[31m", source: "<b>there</b>", normalisation: undefined };
    const { warnings } = await importCheckpoint(options(CHECKPOINT, folder, given));
    const dir = join(folder, "model");
    const head = readFileSync(join(dir, "README.md"), "utf8");
    expect(head).toMatch(
      /^# model\n\n- version: 1\n- licence: as \\`they\\` say\\\\x1b\\\[31m\n- source: \\<b\\>there/,
    );
    expect(head).toContain("- outputs left out: Lung Lesion, Fracture, Enlarged Cardiomediastinum");
    expect(head).toContain("## Operating points that came with the weights");
    expect(head).toContain(`- ${warnings[0]}`);
    expect(head).toMatch(/## Before a worker accepts it\n\nIt needs a calibration/);
    await writeCardSection(dir, "calibrate", "## What was measured");
    await writeCardSection(dir, "screen", "## The screen");
    const card = readFileSync(join(dir, "README.md"), "utf8");
    expect(card.startsWith(head)).toBe(true);
    expect(card).toMatch(/## What was measured[\s\S]+## The screen/);
  }));

test("parts of an import that was killed are taken away by the next", () =>
  withFolder(async (folder) => {
    const dir = join(folder, "model");
    mkdirSync(dir);
    writeFileSync(join(dir, "model.onnx.0123456789ab.part"), "half");
    writeFileSync(join(dir, "notes.part"), "a person's");
    await importCheckpoint(options(CHECKPOINT, folder));
    expect(readdirSync(dir).toSorted()).toEqual(["README.md", "model.json", "model.onnx", "notes.part"]);
  }));

test("a signal in the middle of writing leaves nothing and ends the process", () =>
  withFolder(async (folder) => {
    const module = JSON.stringify(join(import.meta.dirname, "../../dist/src/networks/model-folder.js"));
    // Large enough that the signal comes while it is written.
    const script = `import { writeModelFolder } from ${module};
      const graph = new Uint8Array(400e6);
      setTimeout(() => process.kill(process.pid, "SIGINT"), 5);
      await writeModelFolder(${JSON.stringify(join(folder, "new", "model"))}, { graph, manifest: {}, card: "" });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" });
    const [, signal] = await new Promise<unknown[]>((ended) => child.once("exit", (...how) => ended(how)));
    expect(signal).toBe("SIGINT");
    expect(readdirSync(folder)).toEqual([]);
  }));
