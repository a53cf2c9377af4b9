import { open } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";
import type { PartFile } from "./part-file.ts";
import { createWatch, Interrupted, request, toFailure, type Watch } from "./request.ts";

/** What one try of a download needs. */
export type Transfer = {
  readonly address: string;
  readonly part: PartFile;
  /** Exact length, where it is known; else null. */
  readonly expectedBytes: number | null;
  /** Whether the whole file will be checked against a hash, so that a wrong beginning is found out. */
  readonly verified: boolean;
  readonly limitBytes: number;
  readonly stallMilliseconds: number;
  /** Fewest bytes a second over each stretch of `stallMilliseconds`: a trickle would hold the command for ever. */
  readonly slowestRate: number;
  /** @param total null when the server does not say */
  readonly onProgress: (bytes: number, total: number | null) => void;
};

/** Bytes as a person reads them. */
export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What a full or write-protected disk means to a person. */
function toDiskError(cause: unknown, part: PartFile): UserError {
  const { code = "" } = cause as NodeJS.ErrnoException;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new UserError(
      `${part.path}: the disk is full. Make room and run the same command again: it goes on from here.`,
      { cause },
    );
  }
  return new UserError(
    `${part.path}: cannot be written (${code}). Choose another folder with --out, or make this one writable.`,
    { cause },
  );
}

/** A strong ETag or the time of the last change; both tell one version of a file from another. */
function validatorOf({ headers }: Response): string | null {
  const etag = headers.get("etag");
  return etag?.startsWith('"') ? etag : headers.get("last-modified");
}

async function rangeHeaders({ address, part, verified }: Transfer): Promise<Record<string, string>> {
  // Bytes of a compressed reply could not be counted.
  const headers = { "accept-encoding": "identity" };
  const bytes = await part.bytes();
  const note = await part.readNote();
  if (bytes === 0 || note?.address !== address || (note.validator === null && !verified)) return headers;
  const range = { ...headers, range: `bytes=${bytes}-` };
  return note.validator === null ? range : { ...range, "if-range": note.validator };
}

/** Where in the file a reply begins, and how long the file is. */
function placeOf({ status, headers }: Response): { start: number; total: number | null } {
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(headers.get("content-range") ?? "");
  const length = headers.get("content-encoding") === null ? headers.get("content-length") : null;
  const total = status === 200 ? length : range?.[2];
  return {
    start: status === 200 ? 0 : Number(range?.[1] ?? Number.NaN),
    total: total && /^\d+$/.test(total) ? Number(total) : null,
  };
}

/** @param whole whether `total` is all there will be, or what has come so far */
async function checkLength(total: number | null, transfer: Transfer, whole: boolean): Promise<void> {
  const { address, expectedBytes, limitBytes, part } = transfer;
  const known = total !== null && expectedBytes !== null;
  const wrong = known && (whole ? total !== expectedBytes : total > expectedBytes);
  if (!wrong && (total ?? 0) <= limitBytes) return;
  await part.remove();
  throw new UserError(
    wrong
      ? `${address}: offers ${total} bytes, but the checkpoint has ${expectedBytes}: it is another file. Nothing was kept.`
      : `${address}: ${megabytes(total ?? 0)} are more than the ${megabytes(limitBytes)} a checkpoint may have. Nothing was kept.`,
  );
}

/** A body that ends with its connection looks the same whether it came whole or was cut short. */
function requireKnownEnd({ headers }: Response, { address, verified }: Transfer): void {
  if (verified || headers.has("content-length") || /chunked/i.test(headers.get("transfer-encoding") ?? ""))
    return;
  throw new UserError(
    `${address}: the server does not say how long the file is, and no hash of it is known, so a file cut short could not be told from a whole one. Download it elsewhere, compare it with its page, and give its path with --from.`,
  );
}

/** @returns a check to make whenever bytes come; it throws {Interrupted} when they come too slowly */
function createPace({ stallMilliseconds, slowestRate }: Transfer): (bytes: number) => void {
  let since = performance.now();
  let came = 0;
  return (bytes) => {
    came += bytes;
    const milliseconds = performance.now() - since;
    if (milliseconds < stallMilliseconds) return;
    const rate = (came / milliseconds) * 1000;
    if (rate < slowestRate) {
      throw new Interrupted(`only ${Math.round(rate)} bytes a second came, fewer than ${slowestRate}`);
    }
    since = performance.now();
    came = 0;
  };
}

async function receive(
  response: Response,
  start: number,
  total: number | null,
  transfer: Transfer,
  watch: Watch,
) {
  const { address, part, onProgress } = transfer;
  const file = await open(part.path, start > 0 ? "a" : "w").catch((cause) => {
    throw toDiskError(cause, part);
  });
  let bytes = start;
  const keepPace = createPace(transfer);
  try {
    const reader = response.body?.getReader();
    for (;;) {
      onProgress(bytes, total);
      watch.start();
      const read = await reader?.read().catch((error) => {
        throw toFailure(error, address);
      });
      watch.stop();
      if (!read || read.done) break;
      bytes += read.value.byteLength;
      await checkLength(total === null ? bytes : Math.max(bytes, total), transfer, total !== null);
      await file.writeFile(read.value).catch((cause) => {
        throw toDiskError(cause, part);
      });
      keepPace(read.value.byteLength);
    }
    await file.sync().catch((cause) => {
      throw toDiskError(cause, part);
    });
  } finally {
    await file.close();
  }
  if (bytes < (total ?? transfer.expectedBytes ?? 0)) throw new Interrupted("the connection broke off");
}

/**
 * One try of a download: goes on with the part that has come where that is safe, else starts again. When it returns, the
 * part is as long as the server says the file is.
 *
 * @throws {Interrupted} when another try may help; what came stays
 * @throws {UserError} when it would not
 */
export async function transferOnce(transfer: Transfer): Promise<void> {
  const { address, part, stallMilliseconds } = transfer;
  const watch = createWatch(stallMilliseconds);
  try {
    const headers = await rangeHeaders(transfer);
    const asked = "range" in headers ? await part.bytes() : 0;
    const response = await request(address, headers, watch);
    const { start, total } = placeOf(response);
    if (response.status === 416 && asked > 0 && total === asked) return;
    if (response.status === 416 || (response.status === 206 && start !== asked)) {
      await part.remove();
      throw new Interrupted("the server's file no longer fits the part that had come");
    }
    await checkLength(total, transfer, true);
    requireKnownEnd(response, transfer);
    await part.writeNote({ address, validator: validatorOf(response) }).catch((cause) => {
      throw toDiskError(cause, part);
    });
    await receive(response, start, total, transfer, watch);
  } finally {
    watch.end();
  }
}
