import { readdirSync, rmSync } from "node:fs";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../core/user-error.ts";
import { makeFolder } from "../runtime/make-folder.ts";
import type { Manifest } from "./manifest.ts";
import { writeManifest, writeWhole } from "./manifest-file.ts";
import { withCleaning } from "./on-interrupt.ts";

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

/** Takes away what `writeWhole` had begun when its process was killed. */
function removeParts(dir: string): void {
  for (const name of readdirSync(dir)) {
    if (/^(model\.onnx|model\.json|README\.md)\.[0-9a-f]{12}\.part$/.test(name))
      rmSync(join(dir, name), { force: true });
  }
}

/**
 * Writes a model folder's network, card and manifest, making the folder where needed. After a failure or a signal nothing half-made stays.
 *
 * @throws {UserError} when the folder cannot be made or written
 */
export async function writeModelFolder(
  dir: string,
  { graph, manifest, card }: { graph: Uint8Array; manifest: Manifest; card: string },
): Promise<void> {
  const made = await makeFolder(dir).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${dir}: cannot be made (${cause.code}). Choose another folder with --out.`, {
      cause,
    });
  });
  const clean = () => {
    removeParts(dir);
    // Without a manifest there is no model: the network and the card alone are of no use.
    for (const name of ["model.onnx", "README.md", "model.json"]) rmSync(join(dir, name), { force: true });
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  };
  // Of an import that was killed.
  removeParts(dir);
  await withCleaning(clean, async () => {
    try {
      await writeWhole(join(dir, "model.onnx"), graph);
      await writeWhole(join(dir, "README.md"), card);
      // Last: with it the folder is a model.
      await writeManifest(dir, manifest);
    } catch (error) {
      clean();
      throw error;
    }
  });
}
