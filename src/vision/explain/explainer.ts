import type { Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import { buildExplanation, GIVEN, type Method, SEEDS } from "../../networks/explain/explanation-graph.ts";
import { findLayer, lastLayer } from "../../networks/explain/layers.ts";
import { readModelGraph } from "../../networks/read-model-graph.ts";
import { encodeGraph } from "../../onnx/encode.ts";
import type { ComputeProvider } from "../../onnx/provider.ts";
import { openSession, type Tensor } from "../../onnx/session.ts";
import { fieldOf } from "../draw/relevance-field.ts";
import type { Film } from "../film.ts";
import { toInput } from "../preprocess.ts";
import type { RelevanceMap } from "../relevance-map.ts";

/** The feature maps of one layer, `[channels, height, width]` in C order. */
export type Activations = {
  readonly channels: number;
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
};

/** The gradient of one output by the grey values of the square the network took: row-major, signed. */
export type Saliency = { readonly size: number; readonly values: Float32Array };

/** Why a network answers as it does; what is there depends on the method. */
export type Explanation = {
  readonly layer: string;
  readonly logit: number;
  readonly map?: RelevanceMap;
  readonly saliency?: Saliency;
  readonly activations?: Activations;
  readonly milliseconds: number;
};

export type Explainer = {
  readonly labels: readonly Label[];
  explain(film: Film, label: Label): Promise<Explanation>;
  release(): Promise<void>;
};

export type ExplainerOptions = {
  readonly method: Method;
  /** Its name or its module's; the last feature map when left out. */
  readonly layer: string | undefined;
  readonly threads: number;
  readonly provider: ComputeProvider;
};

function floatsOf(tensor: Tensor | undefined): Float32Array | undefined {
  if (tensor === undefined) return undefined;
  if (!(tensor.data instanceof Float32Array)) throw new TypeError("an explanation is made of float32 values");
  return tensor.data;
}

/** By the grey value: a film goes in once a channel, so the channels' gradients add up. */
function overChannels(values: Float32Array, channels: number, size: number): Saliency {
  const area = size * size;
  const sums = new Float32Array(area);
  for (let channel = 0; channel < channels; channel += 1) {
    for (let at = 0; at < area; at += 1) sums[at]! += values[channel * area + at]!;
  }
  return { size, values: sums };
}

/** Guided Grad-CAM: what moves the output, kept where the map says the network looked. */
function within({ size, values }: Saliency, map: RelevanceMap): Saliency {
  const field = fieldOf(map, size, size);
  return { size, values: values.map((value, at) => value * (field?.values[at] ?? 0)) };
}

/**
 * Opens a model to explain its outputs: by Grad-CAM over any layer, guided backpropagation (Springenberg et al. 2015),
 * both together, or a layer's activations. Any head will do: gradients come from the differentiated graph.
 *
 * @throws {UserError} for a model folder that is not in order or a layer it does not have
 */
export async function openExplainer(
  dir: string,
  { method, layer: asked, threads, provider }: ExplainerOptions,
): Promise<Explainer> {
  const { manifest, graph } = await readModelGraph(dir);
  const { labels, input } = manifest;
  const layer = asked === undefined ? lastLayer(graph) : findLayer(graph, asked);
  const session = await openSession(encodeGraph(buildExplanation(graph, method, layer)), {
    threads,
    provider,
  });
  return {
    labels,
    async explain(film, label) {
      const output = labels.indexOf(label);
      if (output < 0) {
        throw new UserError(
          `--finding ${label}: this model does not judge it. It judges ${labels.join(", ")}.`,
          { exitCode: 2 },
        );
      }
      const image = await toInput(film, input);
      const seed = {
        dims: [1, labels.length],
        data: new Float32Array(labels.length).fill(1, output, output + 1),
      };
      const seeds = Object.values(SEEDS).filter((name) => session.inputs.includes(name));
      const begun = performance.now();
      const given = await session.run({
        image: { dims: [1, input.channels, input.size, input.size], data: image },
        ...Object.fromEntries(seeds.map((name) => [name, seed])),
      });
      const milliseconds = performance.now() - begun;
      const [, height = 0, width = 0] = given[GIVEN.map]?.dims ?? [];
      const values = floatsOf(given[GIVEN.map]);
      const map = values && { width, height, values };
      const gradient = floatsOf(given[GIVEN.guided]);
      const guided = gradient && overChannels(gradient, input.channels, input.size);
      const shown = floatsOf(given[GIVEN.activations]);
      const [, channels = 0, high = 0, wide = 0] = given[GIVEN.activations]?.dims ?? [];
      return {
        layer,
        logit: floatsOf(given["logits"])?.[output] ?? Number.NaN,
        ...(map && { map }),
        ...(guided && { saliency: map ? within(guided, map) : guided }),
        ...(shown && { activations: { channels, height: high, width: wide, values: shown } }),
        milliseconds,
      };
    },
    release: () => session.release(),
  };
}
