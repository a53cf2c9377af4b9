/** A stream of pseudo-random numbers: the same seed gives the same stream on every machine. Not for secrets. */
export type Random = {
  /** Uniform in [0, 1), with 32 random bits. */
  next(): number;
  /** Uniform integer in [0, end). */
  integer(end: number): number;
  /** Standard normal. */
  normal(): number;
};

/** One step of splitmix32, which spreads a small seed over the whole state. */
function splitmix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

/**
 * Starts a seeded stream: xoshiro128** 1.1 (Blackman and Vigna 2018, public domain), its state filled by splitmix32
 * with MurmurHash3's finaliser; normals by the Box-Muller transform.
 *
 * @param seed any integer; its lower 32 bits count
 */
export function createRandom(seed: number): Random {
  const fill = splitmix(seed);
  let a = fill();
  let b = fill();
  let c = fill();
  let d = fill();

  const next = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result / 2 ** 32;
  };

  return {
    next,
    integer: (end) => Math.floor(next() * end),
    // 1 - next() lies in (0, 1], so the logarithm is finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
