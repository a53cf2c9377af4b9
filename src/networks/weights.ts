/** A tensor's elements in C order by its name, such as `conv0.weight`; throws for a name there is none of. */
export type WeightOf = (name: string) => Float32Array;

/** A batch norm at inference as one multiplication and one addition per channel. */
export type Affine = { readonly scale: Float64Array; readonly shift: Float64Array };

/** What PyTorch adds to a variance when a checkpoint does not say otherwise. */
export const EPSILON = 1e-5;

/** The batch norm called `name` as y = scale * x + shift (Ioffe and Szegedy 2015, inference form), in double precision. */
export function affineOf(weightOf: WeightOf, name: string): Affine {
  const weight = weightOf(`${name}.weight`);
  const bias = weightOf(`${name}.bias`);
  const mean = weightOf(`${name}.running_mean`);
  const variance = weightOf(`${name}.running_var`);
  const scale = Float64Array.from(
    weight,
    (value, channel) => value / Math.sqrt((variance[channel] ?? 0) + EPSILON),
  );
  const shift = Float64Array.from(
    bias,
    (value, channel) => value - (mean[channel] ?? 0) * (scale[channel] ?? 0),
  );
  return { scale, shift };
}

/**
 * Folds the batch norm that follows a convolution without bias into it: each output channel's kernel is scaled, the shift
 * becomes the bias. In double precision.
 */
export function foldInto(
  kernel: Float32Array,
  { scale, shift }: Affine,
): { kernel: Float64Array; bias: Float64Array } {
  const perChannel = kernel.length / scale.length;
  const folded = Float64Array.from(
    kernel,
    (value, index) => value * (scale[Math.floor(index / perChannel)] ?? 0),
  );
  return { kernel: folded, bias: shift };
}
