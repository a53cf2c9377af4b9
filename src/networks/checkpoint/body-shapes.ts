import { bodyShapes, type HyperParameters } from "../hyper-parameters.ts";
import { showName } from "../printable.ts";
import type { NetworkNames } from "./body-names.ts";
import { CheckpointError } from "./checkpoint-error.ts";
import type { StateDict } from "./state-dict.ts";

/** DenseNet-264 has 130; building and running grow with the square. */
const MOST_LAYERS = 500;
const show = (shape: readonly number[]) => `[${shape.join(", ")}]`;

/** The body's sizes as its shapes tell them; wrong ones come out as wrong shapes later. */
function guess(shapeOf: (name: string) => readonly number[] | undefined): HyperParameters {
  const stem = shapeOf("conv0.weight") ?? [];
  const inner = shapeOf("denseblock1.denselayer1.conv1.weight")?.[0] ?? 0;
  const growth = shapeOf("denseblock1.denselayer1.conv2.weight")?.[0] ?? 0;
  const blocks: number[] = [];
  let total = 0;
  for (let block = 1; shapeOf(`denseblock${block}.denselayer1.conv1.weight`); block += 1) {
    let layers = 0;
    while (shapeOf(`denseblock${block}.denselayer${layers + 1}.conv1.weight`)) {
      layers += 1;
      total += 1;
      if (total > MOST_LAYERS) {
        throw new CheckpointError(
          `it has more than ${MOST_LAYERS} dense layers; the deepest published DenseNet has 130`,
        );
      }
    }
    blocks.push(layers);
  }
  return { channels: stem[1] ?? 0, initialWidth: stem[0] ?? 0, growth, bottleneck: inner / growth, blocks };
}

/**
 * Reads a body's hyper-parameters off its shapes and holds every tensor against them.
 *
 * @throws {CheckpointError} naming the first tensor that is missing, too many, or of another shape than expected
 */
export function readHyperParameters(state: StateDict, { body, prefix }: NetworkNames): HyperParameters {
  const shapeOf = (name: string) => state.get(body.get(name) ?? "")?.shape;
  const hyper = guess(shapeOf);
  const { channels, bottleneck, blocks } = hyper;
  const at = showName(prefix);
  if (blocks.length === 0 || !(Number.isInteger(bottleneck) && bottleneck > 0)) {
    throw new CheckpointError(
      `it is no DenseNet with bottlenecks: ${at}denseblock1.denselayer1.conv1.weight and conv2.weight do not fit`,
    );
  }
  if (hyper.initialWidth < 1) {
    throw new CheckpointError(
      `${at}conv0.weight has the shape ${show(shapeOf("conv0.weight") ?? [])}: it holds nothing`,
    );
  }
  if (channels !== 1 && channels !== 3) {
    throw new CheckpointError(
      `${at}conv0.weight takes ${channels} channels; expected 1 or 3: films are grey, so give it a stem for 1 or 3 channels, fine-tune it, and import that`,
    );
  }
  const expected = bodyShapes(hyper);
  for (const [name, shape] of expected) {
    const actual = shapeOf(name);
    if (!actual) throw new CheckpointError(`it lacks ${at}${name}, expected with the shape ${show(shape)}`);
    if (actual.length !== shape.length || actual.some((size, axis) => size !== shape[axis])) {
      throw new CheckpointError(
        `${showName(body.get(name) ?? name)} has the shape ${show(actual)}; expected ${show(shape)} for a DenseNet of growth ${hyper.growth}, blocks ${blocks.join("-")}, width ${hyper.initialWidth}`,
      );
    }
  }
  for (const [name, original] of body) {
    if (!expected.has(name))
      throw new CheckpointError(
        `${showName(original)} has no place in a DenseNet as torchvision lays it out`,
      );
  }
  return hyper;
}
