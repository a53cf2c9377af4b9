const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * Rounds a number to IEEE 754 binary16, to nearest, ties to even, with subnormals. Too large becomes infinite.
 *
 * @returns the bit pattern
 */
export function toHalf(value: number): number {
  float[0] = value;
  const pattern = bits[0] as number;
  const sign = (pattern >>> 16) & 0x8000;
  const magnitude = pattern & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  // 65520, halfway between the largest half and the next power of two, rounds up to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude < 0x38800000) {
    // Below 2^-14 halves are multiples of 2^-24.
    const scaled = Math.abs(float[0] as number) * 2 ** 24;
    const floor = Math.floor(scaled);
    const rest = scaled - floor;
    const up = rest > 0.5 || (rest === 0.5 && floor % 2 === 1);
    return sign | (floor + (up ? 1 : 0));
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

/** The number that a binary16 bit pattern stands for. */
export function fromHalf(pattern: number): number {
  const sign = pattern & 0x8000 ? -1 : 1;
  const exponent = (pattern >>> 10) & 0x1f;
  const fraction = pattern & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Bit patterns of the nearest halves. */
export function toHalves(values: ArrayLike<number>): Uint16Array {
  return Uint16Array.from(values, toHalf);
}
