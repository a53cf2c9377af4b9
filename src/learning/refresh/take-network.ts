import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../../networks/manifest.ts";
import { readManifest, writeManifest } from "../../networks/manifest-file.ts";
import { exportRun } from "../training/export-run.ts";
import { networkOf } from "../training/recipe-network.ts";
import { RUN_FILES, readRun } from "../training/run-folder.ts";
import { readState } from "../training/state-file.ts";
import { createNetworkArena } from "../training/training-state.ts";

/** `1` becomes `2`; another way of counting is its owner's to go on with. */
const nextVersion = (version: string) => (/^\d+$/.test(version) ? String(Number(version) + 1) : version);

/**
 * Puts the best network of a training run into a model folder. Name and licence are the folder's, weights are stored as
 * halves if they were there and logits stay; a network that is another than before has the next version.
 *
 * @param run the run's folder
 * @param dir of the model; changed in place
 */
export async function takeNetwork(run: string, dir: string): Promise<Manifest> {
  const before = await readManifest(dir);
  const settings = await readRun(run);
  const { progress, sections } = await readState(join(run, RUN_FILES.best));
  const arena = createNetworkArena(networkOf(settings.settings));
  arena.values.set(sections.get("network") ?? []);
  const exported = join(dir, ".exported");
  const manifest = await exportRun(exported, arena, settings, progress.best, before.weights === "float16");
  await rename(join(exported, "model.onnx"), join(dir, "model.onnx"));
  await rm(exported, { recursive: true });
  const { name, licence, version, sha256 } = before;
  const same = manifest.sha256 === sha256;
  const taken = { ...manifest, name, licence, version: same ? version : nextVersion(version) };
  await writeManifest(dir, taken);
  return taken;
}
