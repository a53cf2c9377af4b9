import { randomBytes } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../core/user-error.ts";
import { Manifest } from "./manifest.ts";

const NAME = "model.json";

/**
 * Reads and checks a model folder's manifest.
 *
 * @throws {UserError} naming the folder, or the field that is wrong
 */
export async function readManifest(dir: string): Promise<Manifest> {
  const path = join(dir, NAME);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      cause.code === "ENOENT"
        ? `${dir}: no model there (${NAME} is missing). Name a folder made by: roentgram model import`
        : `${path}: cannot be read (${cause.code})`,
      { cause },
    );
  });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${path}: not JSON (${(cause as Error).message}). Import the model again.`, {
      cause,
    });
  }
  const manifest = Manifest.safeParse(parsed);
  if (!manifest.success) {
    const [issue] = manifest.error.issues;
    throw new UserError(`${path}: ${issue?.path.join(".") || "manifest"}: ${issue?.message}`, {
      cause: manifest.error,
    });
  }
  return manifest.data;
}

/**
 * Writes a file, given whole or in parts, so that a reader sees the old one or the whole new one, also after a crash.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | readonly Uint8Array[],
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString("hex")}.part`;
  try {
    const file = await open(temporary, "wx");
    try {
      // Each call goes on where the one before ended.
      for (const part of Array.isArray(content) ? content : [content]) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new UserError(
      `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code}). Make room, or choose a folder that is writable.`,
      { cause },
    );
  }
}

/**
 * Writes a model folder's manifest, whole or not at all.
 *
 * @throws {UserError} when the folder cannot be written
 */
export async function writeManifest(dir: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(dir, NAME), `${JSON.stringify(Manifest.parse(manifest), null, 2)}\n`);
}
