import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import { foreignFormat } from "./foreign-format.ts";
import { readLegacyContainer } from "./legacy-container.ts";
import { readZipContainer } from "./zip-container.ts";

/** DenseNet-201 with its optimizer's state takes a quarter of it. */
const MOST_BYTES = 1024 ** 3;
const ZIP = 0x04034b50;
const PICKLE = 0x80;

async function readBounded(path: string): Promise<Buffer> {
  const refuse = (cause: NodeJS.ErrnoException) => {
    throw new UserError(`${path}: cannot be opened (${cause.code}). Check the path and its permissions.`, {
      exitCode: 2,
      cause,
    });
  };
  // Before it is opened: opening a pipe waits for a writer.
  if (!(await stat(path).catch(refuse)).isFile()) {
    throw new UserError(`${path}: not a file. Name the checkpoint file itself.`, { exitCode: 2 });
  }
  const file = await open(path).catch(refuse);
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES) throw new CheckpointError("it is larger than 1 GB, more than any DenseNet needs");
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** @throws {CheckpointError} for what is no PyTorch file or a broken one */
export async function parseCheckpoint(file: Buffer): Promise<Checkpoint> {
  if (file.length >= 4 && file.readUInt32LE(0) === ZIP) return readZipContainer(file);
  const foreign = foreignFormat(file);
  if (foreign !== undefined) throw new CheckpointError(foreign);
  if (file[0] === PICKLE) return readLegacyContainer(file);
  throw new CheckpointError("it is not a file that PyTorch's torch.save wrote");
}

/**
 * Reads a PyTorch file without running anything of it.
 *
 * @returns what it holds, and the file's hash
 * @throws {UserError} when it cannot be opened
 * @throws {CheckpointError} for what is no PyTorch file or a broken one
 */
export async function readCheckpoint(path: string): Promise<{ checkpoint: Checkpoint; sha256: string }> {
  const file = await readBounded(path);
  return { checkpoint: await parseCheckpoint(file), sha256: createHash("sha256").update(file).digest("hex") };
}
