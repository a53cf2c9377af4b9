import { rename } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../../core/user-error.ts";
import { type ContentHash, type Fingerprint, fingerprint, hexOf } from "./content-hash.ts";
import { makeFolderFor } from "./made-folder.ts";
import { createPartFile, type PartFile } from "./part-file.ts";
import { Interrupted } from "./request.ts";
import { megabytes, type Transfer, transferOnce } from "./transfer.ts";

export type DownloadOptions = Pick<Transfer, "onProgress"> & {
  readonly address: string;
  /** Path of the whole file; until then `<to>.part` and its note `<to>.part.json` stand beside it. */
  readonly to: string;
  /** Null when nobody published one. */
  readonly hash: ContentHash | null;
  /** Longest file that is taken; default 512 MB. */
  readonly limitBytes?: number;
  /** How long nothing may come; default 60,000. */
  readonly stallMilliseconds?: number;
  /** Fewest bytes a second, over as long a time; default 500, a third of the slowest mobile network. */
  readonly slowestRate?: number;
  /** How many times to try when the connection breaks; default 5. */
  readonly tries?: number;
  /** Wait before the second try, doubled before each further one; default 1,000. */
  readonly backOffMilliseconds?: number;
};

async function giveUp(why: Interrupted, options: DownloadOptions, part: PartFile): Promise<never> {
  const { address, hash } = options;
  const bytes = await part.bytes();
  const note = await part.readNote();
  if (bytes > 0 && note && (note.validator !== null || hash)) {
    throw new UserError(
      `${address}: ${why.message} after ${megabytes(bytes)}. They stay in ${part.path}: run the same command again and it goes on from there.`,
      { cause: why },
    );
  }
  await part.remove();
  throw new UserError(`${address}: ${why.message}. Nothing was kept; run the same command again.`, {
    cause: why,
  });
}

async function transfer(options: DownloadOptions, part: PartFile): Promise<void> {
  const { tries = 5, backOffMilliseconds = 1000, hash } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      await transferOnce({
        address: options.address,
        part,
        expectedBytes: hash?.bytes ?? null,
        verified: hash !== null,
        limitBytes: options.limitBytes ?? 512e6,
        stallMilliseconds: options.stallMilliseconds ?? 60_000,
        slowestRate: options.slowestRate ?? 500,
        onProgress: options.onProgress,
      });
      return;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (attempt >= tries) await giveUp(error, options, part);
    }
    await wait(backOffMilliseconds * 2 ** (attempt - 1));
  }
}

/** @throws {UserError} naming both hashes when a file is not the one that is known */
export function verify(found: Fingerprint, hash: ContentHash, what: string): void {
  const hex = hexOf(hash, found);
  if (hex === hash.hex) return;
  throw new UserError(
    `${what}: its ${hash.kind} is ${hex}, but the checkpoint's is ${hash.hex} (${hash.source}): it is another file, or was damaged on the way.`,
  );
}

/**
 * Downloads a file: several tries, each going on where the last broke off; checked before it gets its name. After a
 * failure at most a part stays that the next call goes on with, and the error names it.
 *
 * @throws {UserError} for an address, a file or a disk that is not as it should be
 */
export async function download(options: DownloadOptions): Promise<Fingerprint> {
  const { to, hash, address } = options;
  const part = createPartFile(to);
  const folder = await makeFolderFor(dirname(to));
  try {
    await transfer(options, part);
    const found = await fingerprint(part.path);
    try {
      if (hash) verify(found, hash, address);
    } catch (error) {
      await part.remove();
      throw error;
    }
    await rename(part.path, to);
    await part.removeNote();
    return found;
  } catch (error) {
    // A note alone says nothing that helps.
    if ((await part.bytes()) === 0) await part.remove();
    await folder.undo();
    throw error;
  }
}
