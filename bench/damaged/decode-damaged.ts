import { PhotoRefused } from "../../src/core/refusal.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import { createDamagedFiles, type Damage } from "./damaged-file.ts";

/** What a process that decodes tells of one file. */
export type Decoded = {
  readonly number: number;
  readonly damage: Damage;
  /** `film`, or the reason why there is none; `broken` for anything else thrown. */
  readonly outcome: string;
  /** Of the clock, and of a processor's time, all threads together. */
  readonly milliseconds: number;
  readonly busy: number;
  /** Bytes resident after it. */
  readonly resident: number;
};

async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { width, height, gray } = await decodePhoto(bytes);
    return gray.length === width * height ? "film" : "broken: a film of another size than it says";
  } catch (error) {
    return error instanceof PhotoRefused ? error.refusal : `broken: ${String(error)}`;
  }
}

/** Decodes damaged files one after the other and tells of each as it is done. */
export async function decodeDamaged(
  seed: number,
  from: number,
  to: number,
  tell: (decoded: Decoded) => void,
): Promise<void> {
  const damaged = createDamagedFiles(seed);
  for (let number = from; number < to; number += 1) {
    const { damage, bytes } = await damaged(number);
    const begun = performance.now();
    const before = process.cpuUsage();
    const outcome = await outcomeOf(bytes);
    const { user, system } = process.cpuUsage(before);
    tell({
      number,
      damage,
      outcome,
      milliseconds: performance.now() - begun,
      busy: (user + system) / 1_000,
      resident: process.memoryUsage.rss(),
    });
  }
}
