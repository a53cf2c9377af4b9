import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { UserError } from "../../core/user-error.ts";
import { writeWhole } from "../../networks/manifest-file.ts";
import { Progress } from "./progress.ts";

/** First bytes of a state file. */
const MAGIC = "roentgram training state 1\n";

const Header = z.object({
  progress: Progress,
  /** Of the network's tensors, in order: a state only fits the network it was made for. */
  tensors: z.array(z.object({ name: z.string(), dims: z.array(z.number().int()) })),
  /** Float32 numbers that follow, little-endian. */
  sections: z.array(z.object({ name: z.string(), length: z.number().int() })),
  sha256: z.string(),
});

type Shapes = readonly { readonly name: string; readonly dims: readonly number[] }[];

/** A run's numbers at one moment, by section: `network`, `moments`, `average`. */
export type SavedState = {
  readonly progress: Progress;
  readonly tensors: Shapes;
  readonly sections: ReadonlyMap<string, Float32Array>;
};

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A hash of numbers as they stand in memory. */
export function hashNumbers(values: Iterable<Float32Array>): string {
  const hash = createHash("sha256");
  for (const each of values) hash.update(bytesOf(each));
  return hash.digest("hex");
}

/**
 * Saves a state; the file before it stays whole until the new one is.
 *
 * @throws {UserError} when there is no room or no permission
 */
export async function writeState(path: string, { progress, tensors, sections }: SavedState): Promise<void> {
  const header = {
    progress,
    tensors,
    sections: [...sections].map(([name, { length }]) => ({ name, length })),
    sha256: hashNumbers(sections.values()),
  };
  const text = Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`);
  await writeWhole(path, [text, ...[...sections.values()].map(bytesOf)]);
}

/** Whether a file begins as a state file does. */
export const isState = (file: Uint8Array) =>
  Buffer.from(file.subarray(0, MAGIC.length)).toString("latin1") === MAGIC;

/** @throws {UserError} for what is no whole state file */
export function parseState(file: Buffer, path: string): SavedState {
  const damaged = (cause?: unknown) =>
    new UserError(`${path}: is no whole state of a training run; take another copy of the run's folder`, {
      cause,
    });
  if (!isState(file)) throw damaged();
  const end = file.indexOf("\n", MAGIC.length);
  let header: z.output<typeof Header>;
  try {
    header = Header.parse(JSON.parse(file.toString("utf8", MAGIC.length, end)));
  } catch (cause) {
    throw damaged(cause);
  }
  let start = end + 1;
  const sections = new Map<string, Float32Array>();
  for (const { name, length } of header.sections) {
    const values = new Float32Array(length);
    if (start + 4 * length > file.length) throw damaged();
    bytesOf(values).set(file.subarray(start, start + 4 * length));
    sections.set(name, values);
    start += 4 * length;
  }
  if (hashNumbers(sections.values()) !== header.sha256) throw damaged();
  return { progress: header.progress, tensors: header.tensors, sections };
}

/** @throws {UserError} when it cannot be read or is no whole state file */
export async function readState(path: string): Promise<SavedState> {
  const file = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${path}: cannot be read (${cause.code}). Is it the folder of a training run?`, {
      cause,
    });
  });
  return parseState(file, path);
}
