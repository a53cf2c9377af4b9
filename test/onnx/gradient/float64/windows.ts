import type { Node } from "../../../../src/onnx/graph.ts";
import type { Float64 } from "./array.ts";

const listOf = (node: Node, name: string, otherwise: readonly number[]) => {
  const attribute = node.attributes[name];
  return attribute?.kind === "ints" ? attribute.value : otherwise;
};
const numberOf = (node: Node, name: string) => {
  const attribute = node.attributes[name];
  return attribute?.kind === "int" ? attribute.value : 0;
};

/** Visits, per output place of one plane, the input places its window sees: `seen(output, tap, input)`, flat in C order. */
function slide(node: Node, [height, width]: readonly number[], kernel: readonly number[]) {
  const [down = 1, across = 1] = listOf(node, "strides", [1, 1]);
  const [top = 0, left = 0, bottom = 0, right = 0] = listOf(node, "pads", [0, 0, 0, 0]);
  const round = numberOf(node, "ceil_mode") === 1 ? Math.ceil : Math.floor;
  const rows = round((height! + top + bottom - kernel[0]!) / down) + 1;
  const columns = round((width! + left + right - kernel[1]!) / across) + 1;
  const visits: [output: number, tap: number, input: number][] = [];
  for (let output = 0; output < rows * columns; output += 1) {
    for (let tap = 0; tap < kernel[0]! * kernel[1]!; tap += 1) {
      const row = Math.floor(output / columns) * down + Math.floor(tap / kernel[1]!) - top;
      const column = (output % columns) * across + (tap % kernel[1]!) - left;
      const inside = row >= 0 && row < height! && column >= 0 && column < width!;
      if (inside) visits.push([output, tap, row * width! + column]);
    }
  }
  return { sizes: [rows, columns], visits };
}

export function conv(node: Node, [x, weight, bias]: readonly Float64[]): Float64 {
  const [outputs = 0, channels = 0, ...kernel] = weight!.dims;
  const [images = 0, , ...size] = x!.dims;
  const { sizes, visits } = slide(node, size, kernel);
  const [plane, taps, places] = [size[0]! * size[1]!, kernel[0]! * kernel[1]!, sizes[0]! * sizes[1]!];
  const data = new Float64Array(images * outputs * places);
  for (let image = 0; image < images; image += 1) {
    for (let output = 0; output < outputs; output += 1) {
      const to = (image * outputs + output) * places;
      data.fill(bias?.data[output] ?? 0, to, to + places);
      for (let channel = 0; channel < channels; channel += 1) {
        const from = (image * channels + channel) * plane;
        const by = (output * channels + channel) * taps;
        for (const [place, tap, input] of visits)
          data[to + place]! += x!.data[from + input]! * weight!.data[by + tap]!;
      }
    }
  }
  return { dims: [images, outputs, ...sizes], data };
}

export function pool(node: Node, [x]: readonly Float64[]): Float64 {
  const kernel = listOf(node, "kernel_shape", []);
  const [images = 0, channels = 0, ...size] = x!.dims;
  const { sizes, visits } = slide(node, size, kernel);
  const [plane, places] = [size[0]! * size[1]!, sizes[0]! * sizes[1]!];
  const most = node.operator === "MaxPool";
  const all = numberOf(node, "count_include_pad") === 1 ? kernel[0]! * kernel[1]! : undefined;
  const counts = new Float64Array(places);
  for (const [place] of visits) counts[place]! += 1;
  const data = new Float64Array(images * channels * places).fill(most ? Number.NEGATIVE_INFINITY : 0);
  for (let image = 0; image < images * channels; image += 1) {
    for (const [place, , input] of visits) {
      const value = x!.data[image * plane + input]!;
      const to = image * places + place;
      data[to] = most ? Math.max(data[to]!, value) : data[to]! + value / (all ?? counts[place]!);
    }
  }
  return { dims: [images, channels, ...sizes], data };
}
