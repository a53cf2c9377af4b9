import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeWhole } from "../../networks/manifest-file.ts";
import { decodePhoto } from "../../vision/decode.ts";
import { inFrame } from "../../vision/phantom/framing.ts";
import { phantomFilm } from "../../vision/phantom/phantom.ts";
import { toSquare } from "../../vision/preprocess.ts";
import { sha256Of } from "./inspect-file.ts";

const Index = z.object({
  format: z.literal(1),
  /** Hash of what decoding, trimming and resizing make of a known film: another one makes every square stale. */
  pipeline: z.string(),
  /** Places of squares by the hash of their file's bytes. */
  squares: z.record(z.string(), z.number().int().nonnegative()),
  /** Files by path: size in bytes, time of change in milliseconds, hash. Only a file of another size or time is read again. */
  files: z.record(z.string(), z.tuple([z.number(), z.number(), z.string()])),
});
export type CacheIndex = z.infer<typeof Index>;

/** What today's decoding, trimming and resizing make of a computed film that has margins to be cut. */
async function pipelineOf(side: number): Promise<string> {
  const framed = await inFrame(phantomFilm({ size: 256, seed: 7 }), 7);
  return sha256Of(toSquare(await decodePhoto(framed), side));
}

export const cacheFiles = (dir: string, side: number) => ({
  squares: join(dir, `squares-${side}.bin`),
  index: join(dir, `squares-${side}.json`),
});

/** Reads a cache's index; an empty one where there is none, where it is damaged, or where its squares were made another way. */
export async function readCacheIndex(dir: string, side: number): Promise<CacheIndex> {
  const { squares, index } = cacheFiles(dir, side);
  const pipeline = await pipelineOf(side);
  try {
    const found = Index.parse(JSON.parse(await readFile(index, "utf8")));
    const { size } = await stat(squares);
    const end = Object.values(found.squares).reduce((most, place) => Math.max(most, place + 1), 0);
    if (found.pipeline === pipeline && size >= end * side * side) return found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && !(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
  }
  await rm(squares, { force: true });
  return { format: 1, pipeline, squares: {}, files: {} };
}

export async function writeCacheIndex(dir: string, side: number, index: CacheIndex): Promise<void> {
  await writeWhole(cacheFiles(dir, side).index, JSON.stringify(index));
}
