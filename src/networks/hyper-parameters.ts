/** The sizes that make a DenseNet (Huang et al., CVPR 2017; names as torchvision's). */
export type HyperParameters = {
  /** Channels of the image. */
  readonly channels: number;
  /** Channels after the stem. */
  readonly initialWidth: number;
  /** Channels each dense layer adds. */
  readonly growth: number;
  /** Width of a dense layer's inner convolution, in growths. */
  readonly bottleneck: number;
  /** Dense layers of each block. */
  readonly blocks: readonly number[];
};

/** Channels that enter and leave each dense block; each transition halves them. */
export function blockWidths({
  initialWidth,
  growth,
  blocks,
}: HyperParameters): { enters: number; leaves: number }[] {
  let enters = initialWidth;
  return blocks.map((layers) => {
    const leaves = enters + layers * growth;
    const widths = { enters, leaves };
    enters = Math.floor(leaves / 2);
    return widths;
  });
}

/** Channels of the last feature map. */
export function featureWidth(hyper: HyperParameters): number {
  return blockWidths(hyper).at(-1)?.leaves ?? hyper.initialWidth;
}

/**
 * Side of the last feature map for a square image: the stem's convolution and pooling halve, rounding up; each transition
 * halves, rounding down.
 */
export function mapSide({ blocks }: HyperParameters, imageSide: number): number {
  const stem = Math.ceil(Math.ceil(imageSide / 2) / 2);
  return blocks.slice(1).reduce((side) => Math.floor(side / 2), stem);
}

/** Shape of every tensor of a DenseNet's body, by its name below torchvision's `features.`. */
export function bodyShapes(hyper: HyperParameters): Map<string, readonly number[]> {
  const { channels, initialWidth, growth, bottleneck, blocks } = hyper;
  const shapes = new Map<string, readonly number[]>();
  const norm = (name: string, width: number) => {
    for (const part of ["weight", "bias", "running_mean", "running_var"])
      shapes.set(`${name}.${part}`, [width]);
  };
  shapes.set("conv0.weight", [initialWidth, channels, 7, 7]);
  norm("norm0", initialWidth);
  for (const [block, { enters, leaves }] of blockWidths(hyper).entries()) {
    for (let layer = 0; layer < (blocks[block] ?? 0); layer += 1) {
      const name = `denseblock${block + 1}.denselayer${layer + 1}`;
      const width = enters + layer * growth;
      norm(`${name}.norm1`, width);
      shapes.set(`${name}.conv1.weight`, [bottleneck * growth, width, 1, 1]);
      norm(`${name}.norm2`, bottleneck * growth);
      shapes.set(`${name}.conv2.weight`, [growth, bottleneck * growth, 3, 3]);
    }
    if (block + 1 < blocks.length) {
      norm(`transition${block + 1}.norm`, leaves);
      shapes.set(`transition${block + 1}.conv.weight`, [Math.floor(leaves / 2), leaves, 1, 1]);
    }
  }
  norm("norm5", featureWidth(hyper));
  return shapes;
}
