/** Share of the pixels that full scale must hold; a hot pixel or a burnt-in letter may lie beyond it. */
const HELD = 0.999;

/**
 * Scales 16-bit samples to 8. X-ray files often hold 8, 10, 12 or 14 significant bits in 16: full scale is the smallest of
 * 8, 10, 12, 14 and 16 bits that holds 999 of 1,000 samples, or such a film would come out black. What lies beyond is
 * clipped to white.
 *
 * @param data little-endian samples, interleaved
 */
export function narrow(data: Buffer): Uint8Array {
  const samples = new Uint16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
  const sizes = [8, 10, 12, 14];
  const within = sizes.map(() => 0);
  for (const sample of samples) {
    for (let size = 0; size < sizes.length; size += 1) if (sample >> sizes[size]! === 0) within[size]! += 1;
  }
  const bits = sizes.find((_, size) => within[size]! >= HELD * samples.length) ?? 16;
  const full = 2 ** bits - 1;
  return Uint8Array.from(samples, (sample) => Math.min(255, Math.round((sample / full) * 255)));
}
