import { createRandom } from "../core/random.ts";
import type { Manifest } from "./manifest.ts";

type OutputName = "logits" | "probabilities" | "features" | "maps";

/** What a probe found: how far an accelerator is from the CPU on the same images, and how long each took for one run. */
export type ProbeFigures = {
  /** Largest differences: of logits as they are, of the others as a share of the CPU's largest value. */
  readonly apart: Readonly<Record<OutputName, number>>;
  readonly milliseconds: number;
  readonly cpuMilliseconds: number;
};

/** Images in a probe: more than one, since a wrong stride shows from the second on. */
export const PROBE_IMAGES = 2;

/**
 * How far an accelerator may be off. Every model computes in float32 (halved kernels are cast when they are loaded), so one
 * set is enough. Another order of summing moves a logit by some 1e-5; NVIDIA's TF32, which ONNX Runtime switches on and
 * cannot be told not to use from Node, rounds factors to 11 bits (5e-4) and moves it by some 1e-3 to 1e-2. A logit off by 0.02
 * moves a probability by at most 0.005, a quarter of it: less than any threshold's own uncertainty. Features decide what is
 * a chest film, maps are only drawn: a hundredth of the largest value changes neither. Float16 arithmetic, or a wrong
 * kernel, goes past these.
 */
const MOST_APART: ProbeFigures["apart"] = {
  logits: 0.02,
  probabilities: 0.005,
  features: 0.01,
  maps: 0.01,
};

/** Images that are the same on every machine: seeded waves under noise, over the whole range of grey. */
export function drawProbeImages({ size, channels, mean, std, range }: Manifest["input"]): Float32Array {
  const random = createRandom(4);
  const area = size * size;
  const images = new Float32Array(PROBE_IMAGES * channels * area);
  for (let image = 0; image < PROBE_IMAGES; image += 1) {
    const [across, down] = [2 + 4 * random.next(), 2 + 4 * random.next()];
    for (let at = 0; at < area; at += 1) {
      const [x, y] = [(at % size) / size, Math.floor(at / size) / size];
      const wave = 0.5 + 0.3 * Math.sin(across * x * 6.283) * Math.cos(down * y * 6.283);
      const grey = Math.min(1, Math.max(0, wave + 0.1 * random.normal()));
      for (let channel = 0; channel < channels; channel += 1) {
        const [middle, width] = [mean[channel] ?? mean[0] ?? 0, std[channel] ?? std[0] ?? 1];
        images[(image * channels + channel) * area + at] = (grey * range - middle) / width;
      }
    }
  }
  return images;
}

/** @returns the largest difference; infinite where a number is none, or where there are more or fewer numbers */
export function largestDifference(values: Float32Array, reference: Float32Array): number {
  if (values.length !== reference.length) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (const [at, value] of values.entries()) {
    const difference = Math.abs(value - (reference[at] ?? Number.NaN));
    if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
    most = Math.max(most, difference);
  }
  return most;
}

/** The largest difference as a share of the reference's largest value. */
export function relativeDifference(values: Float32Array, reference: Float32Array): number {
  const largest = reference.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largestDifference(values, reference) / (largest || 1);
}

/** @returns why the accelerator cannot be trusted, with numbers; undefined when it can */
export function disagreement({ apart }: ProbeFigures): string | undefined {
  const wrong = Object.entries(MOST_APART).flatMap(([name, most]) => {
    const difference = apart[name as OutputName];
    if (difference <= most) return [];
    return [
      `${name} ${Number.isFinite(difference) ? difference.toPrecision(2) : "no numbers"} (at most ${most})`,
    ];
  });
  return wrong.length === 0 ? undefined : `its output differs from the CPU's: ${wrong.join(", ")}`;
}
