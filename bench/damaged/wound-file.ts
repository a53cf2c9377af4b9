import { createRandom, type Random } from "../../src/core/random.ts";

export function randomBytes(length: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length }, () => random.integer(256));
}

/** Flips, overwrites, cuts, repeats or splices a file at random places; headers are hit as often as the rest. */
export function damageFile(file: Uint8Array, random: Random, { header = 200 } = {}): Uint8Array {
  let bytes = Buffer.from(file);
  for (let wound = 0; wound <= random.integer(4); wound += 1) {
    const end = random.next() < 0.5 ? Math.min(header, bytes.length) : bytes.length;
    const at = random.integer(Math.max(end, 1));
    const length = 1 + random.integer(64);
    switch (random.integer(6)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(8));
        break;
      case 1:
        bytes.subarray(at, at + length).fill(random.integer(2) * 255);
        break;
      case 2:
        bytes.set(randomBytes(Math.max(0, Math.min(length, bytes.length - at)), random.integer(2 ** 31)), at);
        break;
      case 3:
        bytes = bytes.subarray(0, Math.max(at, 1));
        break;
      case 4:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)]);
        break;
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    }
    if (bytes.length < 2) break;
  }
  return bytes;
}
