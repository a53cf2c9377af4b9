/**
 * Makes one grey plane of interleaved 8-bit samples. Colour is weighed by ITU-R BT.601 luma in fixed point, exactly as
 * Pillow's `convert("L")` does, which made what the network was trained on; a grey pixel keeps its value.
 *
 * @param samples `channels` bytes a pixel: grey (1), or red, green, blue (3)
 */
export function toGray(samples: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return samples;
  const gray = new Uint8Array(samples.length / channels);
  for (let at = 0, from = 0; at < gray.length; at += 1, from += channels) {
    gray[at] =
      (samples[from]! * 19595 + samples[from + 1]! * 38470 + samples[from + 2]! * 7471 + 0x8000) >> 16;
  }
  return gray;
}

/**
 * Makes one grey plane of interleaved 8-bit samples, each colour of the same weight: of a photographed screen, whose red,
 * green and blue lie side by side and beat with the camera's pixels a third of a wave apart, so that their sum hardly does.
 */
export function toEvenGray(samples: Uint8Array, channels: 1 | 3): Uint8Array {
  if (channels === 1) return samples;
  const gray = new Uint8Array(samples.length / 3);
  for (let at = 0, from = 0; at < gray.length; at += 1, from += 3) {
    gray[at] = ((samples[from]! + samples[from + 1]! + samples[from + 2]! + 1) / 3) | 0;
  }
  return gray;
}

/** Mean chroma, (largest - smallest of red, green, blue) / 255, in [0, 1]; 0 for a single channel. */
export function averageChroma(samples: Uint8Array, channels: number): number {
  if (channels === 1) return 0;
  let sum = 0;
  for (let from = 0; from < samples.length; from += channels) {
    const red = samples[from]!;
    const green = samples[from + 1]!;
    const blue = samples[from + 2]!;
    sum += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  return sum / (255 * (samples.length / channels));
}

/** Cyan, magenta, yellow, black (0 = no ink) to red, green, blue without a press profile, as Pillow converts them. */
export function inksToColour(inks: Uint8Array): Uint8Array {
  const colour = new Uint8Array((inks.length / 4) * 3);
  for (let from = 0, at = 0; from < inks.length; from += 4, at += 3) {
    const light = 255 - inks[from + 3]!;
    for (let ink = 0; ink < 3; ink += 1) {
      colour[at + ink] = light - Math.round((inks[from + ink]! * light) / 255);
    }
  }
  return colour;
}
