import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { replaceSection, writeCardSection } from "../../src/learning/model-card.ts";
import { readManifest } from "../../src/networks/manifest-file.ts";
import { renderCardHead, updateCardHead } from "../../src/networks/model-card-head.ts";
import { modelGaps } from "../../src/networks/model-gaps.ts";
import { withMeasured } from "../../src/networks/with-measured.ts";

test("a section is added at the end, and replaced where it stands when written again", () => {
  const first = replaceSection("# A model\n\nBy hand.\n", "calibrate", "one");
  const second = replaceSection(first, "screen", "two");
  const third = replaceSection(second, "calibrate", "three");
  expect(third).not.toContain("one");
  expect(third.indexOf("By hand.")).toBeLessThan(third.indexOf("three"));
  expect(third.indexOf("three")).toBeLessThan(third.indexOf("two"));
  expect(third.match(/written by: roentgram model calibrate/g)).toHaveLength(1);
});

test("what a person wrote between and around the sections stays", async () => {
  const dir = await mkdtemp(join(tmpdir(), "card-"));
  await writeFile(join(dir, "README.md"), "# By hand\n");
  await writeCardSection(dir, "calibrate", "figures");
  await writeFile(
    join(dir, "README.md"),
    `${await readFile(join(dir, "README.md"), "utf8")}\nMore by hand.\n`,
  );
  await writeCardSection(dir, "calibrate", "new figures");
  const card = await readFile(join(dir, "README.md"), "utf8");
  expect(card).toMatch(/^# By hand\n.*new figures.*More by hand\.\n$/s);
  expect(card).not.toContain("\nfigures");
});

test("another network brings the card's facts up to it; what a person wrote stays, and what may no longer hold is named", async () => {
  const before = await readManifest(STARTER_MODEL_DIR);
  const now = {
    ...before,
    source: "another run",
    training: { data: "other films", split: before.training.split },
    weights: "float32" as const,
    sha256: "1".repeat(64),
  };
  const card = renderCardHead(before)
    .replace(/- licence: .*/, "- licence: asked the hospital, it agreed")
    .replace(/- trained on: .*/, "- trained on: films of our own")
    .replace(/- weights stored as: .*/, "- weights stored as: I forgot")
    .replace("## Before a worker", "## Remarks\n\n- source: mine\n\n## Before a worker");
  const { card: updated, kept } = updateCardHead(card, before, now);
  expect(updated).toContain("- licence: asked the hospital, it agreed");
  expect(updated).toContain("- trained on: films of our own");
  expect(updated).toContain("## Remarks\n\n- source: mine");
  expect(updated).toContain("- source: another run");
  expect(updated).toContain("- weights stored as: float32");
  expect(updated).toContain(`- sha256 of model.onnx: ${"1".repeat(64)}`);
  expect(updated).not.toContain("Before a worker accepts it");
  expect(kept).toEqual(["trained on"]);
});

test("a network that did not change leaves a card's facts as they stand, in older spelling too", async () => {
  const manifest = await readManifest(STARTER_MODEL_DIR);
  const card = await readFile(join(STARTER_MODEL_DIR, "README.md"), "utf8");
  expect(updateCardHead(card, manifest, manifest)).toEqual({ card, kept: [] });
});

test("a calibration or screen of another network is a gap that names the command", async () => {
  const manifest = await readManifest(STARTER_MODEL_DIR);
  expect(modelGaps(manifest, "m")).toEqual([]);
  const { calibration, sha256 } = manifest;
  expect(modelGaps(withMeasured(manifest, { calibration }, sha256), "m")).toEqual([]);
  expect(modelGaps(withMeasured(manifest, { calibration }, "2".repeat(64)), "m")).toEqual([
    "own calibration: another network's stand there (run: roentgram model refresh m)",
  ]);
});
