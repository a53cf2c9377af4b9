import { createHash } from "node:crypto";
import { access, chmod, constants, lstat, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { UserError } from "../core/user-error.ts";
import { makeFolder } from "./make-folder.ts";

/** A unix socket's path may have 107 bytes; the rest is left to the file's name. */
const SOCKET_PATH_BYTES = 107;
/** Redis with `appendfsync always` ends when it cannot write; better not to begin with less than this free. */
export const NEEDED_BYTES = 64 * 1024 * 1024;

export type RedisFolder = {
  /** Where Redis keeps its files. */
  readonly dir: string;
  readonly lock: string;
  /** Says who holds the folder. */
  readonly owner: string;
  readonly socket: string;
};

/** Where the embedded Redis of a data folder keeps its things. Creates nothing. */
export function redisFolderOf(dataDir: string): RedisFolder {
  const dir = resolve(dataDir, "redis");
  const direct = join(dir, "redis.sock");
  const short = createHash("sha256").update(dir).digest("hex").slice(0, 16);
  const socket =
    Buffer.byteLength(direct) <= SOCKET_PATH_BYTES
      ? direct
      : join(tmpdir(), `roentgram-${process.getuid?.() ?? 0}-${short}`, "redis.sock");
  return { dir, lock: join(dir, "lock"), owner: join(dir, "owner.json"), socket };
}

function cannotWrite(dataDir: string, cause: unknown): UserError {
  const code = (cause as NodeJS.ErrnoException).code ?? "unknown";
  return new UserError(
    `DATA_DIR: cannot write to ${dataDir} (${code}). Choose a folder that this user may write to, or mend its permissions.`,
    { cause },
  );
}

/** A folder that only this user can enter; an existing one of somebody else's is refused. */
async function makePrivate(dir: string): Promise<void> {
  await makeFolder(dir, 0o700);
  const status = await lstat(dir);
  const uid = process.getuid?.();
  if (!status.isDirectory() || (uid !== undefined && uid !== 0 && status.uid !== uid)) {
    throw new UserError(`DATA_DIR: ${dir} belongs to another user; remove it or choose another DATA_DIR`);
  }
  if ((status.mode & 0o777) !== 0o700) await chmod(dir, 0o700);
}

/**
 * Makes the folders of {@link redisFolderOf}, for this user alone.
 *
 * @throws {UserError} when the data folder cannot be written to or its disk is full
 */
export async function prepareRedisFolder(
  dataDir: string,
  space: typeof statfs = statfs,
): Promise<RedisFolder> {
  const folder = redisFolderOf(dataDir);
  try {
    await makeFolder(resolve(dataDir));
    await makePrivate(folder.dir);
    await makePrivate(join(folder.socket, ".."));
    await access(folder.dir, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw cause instanceof UserError ? cause : cannotWrite(dataDir, cause);
  }
  const { bavail, bsize } = await space(folder.dir);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new UserError(
      `DATA_DIR: the disk of ${dataDir} is full (${Math.floor((bavail * bsize) / 1e6)} MB free, 64 MB needed). Free some space, or choose another disk.`,
    );
  }
  return folder;
}
