import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { PACKAGE_ROOT } from "../../config/paths.ts";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { PhotoRefused, type Refusal } from "../../core/refusal.ts";
import type { DicomPicture } from "../../dicom/dicom-picture.ts";

/** Built code: worker threads take no TypeScript. */
const PROGRAM = join(PACKAGE_ROOT, "dist", "src", "vision", "dicom", "pixel-thread.js");

/** Pixels of 8 bits, one sample (0 = black) or three of them each; or why there are none. First comes `ready`. */
export type PixelAnswer = "ready" | { readonly pixels: Uint8Array } | { readonly refusal: Refusal };

/** What a thread is given. `started` is set to 1 as it begins to decode: a message may come after the thread's end. */
export type PixelTask = { readonly picture: DicomPicture; readonly started: Int32Array };

/** For JavaScript's own values; pixels and the codec's memory are bounded by what they are made for. */
const HEAP_MEGABYTES = 128;
/**
 * What a picture may take: more for a long stream, up to what any photo may. A busy machine with two cores decoded 9 million pixels
 * of JPEG 2000 (6 MB) in 4 seconds, of the other compressions in 2.
 */
const patienceFor = ({ pixels }: DicomPicture) =>
  Math.min(PHOTO_LIMITS.decodeMilliseconds, 4_000 + pixels.byteLength / 1_000);
/** Against a machine that hangs alone. */
const START_MILLISECONDS = 30_000;

/** Ours to mend, and not the file's fault: a code tells it from those. */
const notStarted = (cause: unknown) =>
  Object.assign(new Error("the thread for pixels did not start", { cause }), { code: "THREAD_NOT_STARTED" });

/**
 * Decodes pixels in a thread of their own, so that a stream that makes the codec abort or loop costs that thread alone, and
 * what it took goes back with it.
 *
 * @throws {PhotoRefused} `unreadable`, also for what killed the thread; `too-large` for what did not end in time
 * @throws {Error} when the thread did not start
 */
export async function runPixelThread(
  picture: DicomPicture,
  { milliseconds = patienceFor(picture), program = PROGRAM } = {},
): Promise<Uint8Array> {
  // A copy: a part of a buffer would be handed over with the whole of it, names included.
  const pixels = Uint8Array.from(picture.pixels);
  const started = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(program, {
    workerData: { picture: { ...picture, pixels }, started } satisfies PixelTask,
    transferList: [pixels.buffer],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    // Neither the environment with its keys nor the arguments are the codec's business.
    env: {},
    argv: [],
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<Exclude<PixelAnswer, "ready">>((resolve, reject) => {
      const fail = (cause?: unknown) => {
        if (Atomics.load(started, 0) === 1) reject(new PhotoRefused("unreadable", { cause }));
        else reject(notStarted(cause));
      };
      timer = setTimeout(() => fail(), START_MILLISECONDS);
      thread.on("message", (message: PixelAnswer) => {
        if (message !== "ready") {
          resolve(message);
          return;
        }
        clearTimeout(timer);
        timer = setTimeout(() => reject(new PhotoRefused("too-large")), milliseconds);
      });
      thread.once("error", fail);
      thread.once("exit", () => fail());
    });
    if ("refusal" in answer) throw new PhotoRefused(answer.refusal);
    return answer.pixels;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
