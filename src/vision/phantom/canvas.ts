/** A plane of numbers over a rectangle in millimetres; (0, 0) is its centre, y points down. */
export type Canvas = {
  readonly width: number;
  readonly height: number;
  /** Millimetres from one pixel to the next. */
  readonly pitch: number;
  readonly values: Float32Array;
};

/** An empty canvas of `width * height` pixels, `span` millimetres wide. */
export function createCanvas(width: number, height: number, span: number): Canvas {
  return { width, height, pitch: span / width, values: new Float32Array(width * height) };
}

/** Fills a canvas from a function of millimetres and of the index of the pixel. */
export function fillCanvas(canvas: Canvas, value: (x: number, y: number, at: number) => number): void {
  const { width, height, pitch, values } = canvas;
  for (let row = 0; row < height; row += 1) {
    const y = (row + 0.5 - height / 2) * pitch;
    for (let column = 0; column < width; column += 1) {
      const at = row * width + column;
      values[at] = value((column + 0.5 - width / 2) * pitch, y, at);
    }
  }
}

/** Computes a canvas at half the resolution and enlarges it: for organs, which have no fine detail. */
export function fillSmoothly(size: number, span: number, value: (x: number, y: number) => number): Canvas {
  const half = createCanvas(size / 2, size / 2, span);
  fillCanvas(half, value);
  return enlarge(half, 2);
}

/** The same plane with `factor` times the pixels each way, bilinear. */
export function enlarge({ width, height, pitch, values }: Canvas, factor: number): Canvas {
  const large: Canvas = {
    width: width * factor,
    height: height * factor,
    pitch: pitch / factor,
    values: new Float32Array(width * height * factor * factor),
  };
  const [left, leftShare] = neighbours(width, factor);
  const [top, topShare] = neighbours(height, factor);
  for (let row = 0; row < large.height; row += 1) {
    const upper = top[row]! * width;
    const lower = Math.min(top[row]! + 1, height - 1) * width;
    for (let column = 0; column < large.width; column += 1) {
      const x = left[column]!;
      const next = Math.min(x + 1, width - 1);
      const share = leftShare[column]!;
      const above = values[upper + x]! * (1 - share) + values[upper + next]! * share;
      const below = values[lower + x]! * (1 - share) + values[lower + next]! * share;
      large.values[row * large.width + column] = above * (1 - topShare[row]!) + below * topShare[row]!;
    }
  }
  return large;
}

/** The same plane with `factor` times fewer pixels each way, each the mean of those it stands for. */
export function reduce({ width, height, pitch, values }: Canvas, factor: number): Canvas {
  const small = createCanvas(width / factor, height / factor, width * pitch);
  for (let row = 0; row < small.height * factor; row += 1) {
    const to = Math.floor(row / factor) * small.width;
    for (let column = 0; column < small.width * factor; column += 1) {
      const at = to + Math.floor(column / factor);
      small.values[at] = small.values[at]! + values[row * width + column]! / (factor * factor);
    }
  }
  return small;
}

/** For each enlarged position the source pixel before it and how far it lies towards the next, in [0, 1]. */
function neighbours(length: number, factor: number): [Int32Array, Float32Array] {
  const before = new Int32Array(length * factor);
  const share = new Float32Array(length * factor);
  for (let at = 0; at < before.length; at += 1) {
    const source = Math.min(Math.max((at + 0.5) / factor - 0.5, 0), length - 1);
    before[at] = Math.floor(source);
    share[at] = source - before[at]!;
  }
  return [before, share];
}

/** Blurs in place, close to a Gaussian of `sigma` millimetres: three passes of a running mean each way. */
export function blur({ width, height, pitch, values }: Canvas, sigma: number): void {
  // Three boxes of radius r have variance r (r + 1).
  const radius = Math.round((Math.sqrt(1 + 4 * (sigma / pitch) ** 2) - 1) / 2);
  if (radius < 1) return;
  const scratch = new Float32Array(values.length);
  for (let pass = 0; pass < 3; pass += 1) {
    runningMean(values, scratch, height, width, width, 1, radius);
    runningMean(scratch, values, width, height, 1, width, radius);
  }
}

/** Mean over 2 * radius + 1 neighbours along lines; the border value continues outside. */
function runningMean(
  from: Float32Array,
  to: Float32Array,
  lines: number,
  length: number,
  lineStride: number,
  stride: number,
  radius: number,
): void {
  const count = 2 * radius + 1;
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStride;
    const at = (index: number) => from[start + Math.min(Math.max(index, 0), length - 1) * stride]!;
    let sum = 0;
    for (let index = -radius; index <= radius; index += 1) sum += at(index);
    for (let index = 0; index < length; index += 1) {
      to[start + index * stride] = sum / count;
      sum += at(index + radius + 1) - at(index - radius);
    }
  }
}
