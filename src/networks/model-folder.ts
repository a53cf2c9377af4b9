import { access, rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../core/user-error.ts";
import { makeFolder } from "../runtime/make-folder.ts";
import type { Manifest } from "./manifest.ts";
import { writeManifest, writeWhole } from "./manifest-file.ts";

/** @throws {UserError} when a folder holds a model already: its calibration would be lost */
export async function requireFree(dir: string): Promise<void> {
  const taken = await access(join(dir, "model.json")).then(
    () => true,
    () => false,
  );
  if (taken) {
    throw new UserError(
      `${dir}: holds a model already. Remove it first, or choose another folder with --out.`,
      { exitCode: 2 },
    );
  }
}

/**
 * Writes a model folder's network and manifest, making the folder where needed. After a failure nothing half-made stays.
 *
 * @throws {UserError} when the folder cannot be made or written
 */
export async function writeModelFolder(dir: string, graph: Uint8Array, manifest: Manifest): Promise<void> {
  const made = await makeFolder(dir).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${dir}: cannot be made (${cause.code}). Choose another folder with --out.`, {
      cause,
    });
  });
  try {
    await writeWhole(join(dir, "model.onnx"), graph);
    await writeManifest(dir, manifest);
  } catch (error) {
    await rm(join(dir, "model.onnx"), { force: true });
    if (made !== undefined) await rm(made, { recursive: true, force: true });
    throw error;
  }
}
