import type { Label } from "../../core/label.ts";
import type { Model } from "../../networks/load-model.ts";
import { judgeFilm } from "../../vision/judge-film.ts";
import { toInput } from "../../vision/preprocess.ts";
import { createReader } from "../../vision/read-films.ts";
import type { RelevanceMap } from "../../vision/relevance-map.ts";
import type { Decoded } from "./disturb-film.ts";
import { rememberingModel } from "./network-memory.ts";

/** What the network and the whole reading make of one film. */
export type Seen = {
  /** The network's own, in output order, before calibration. */
  readonly probabilities: Float32Array;
  /** Of the finding that ranks first, whether or not the film is refused. */
  readonly top: Label;
  /** Why the reading refuses the film, or null. */
  readonly refusal: string | null;
  mapOf(label: Label): RelevanceMap;
};

export type Witness = { see(films: readonly Decoded[]): Promise<Seen[]> };

/** Shows films to a model: once to the network, whatever becomes of them, and to the reader that serves people. */
export function createWitness(model: Model): Witness {
  const { manifest } = model;
  const remembering = rememberingModel(model);
  // Second looks, for "not sure", would cost runs whose outcome is not told here.
  const { uncertainty: _, ...sure } = manifest;
  const reader = createReader({ ...remembering.model, manifest: sure }, { uncalibrated: true });
  const size = manifest.input.channels * manifest.input.size * manifest.input.size;

  return {
    async see(films) {
      if (films.length === 0) return [];
      remembering.forget();
      const inputs = await Promise.all(films.map(({ film }) => toInput(film, manifest.input)));
      const images = new Float32Array(films.length * size);
      for (const [place, input] of inputs.entries()) images.set(input, place * size);
      const { h: height, w: width } = await remembering.model.run(images, films.length);
      const readings = await reader.read(films.map(({ film }) => film));
      return films.map(({ refusal }, place): Seen => {
        const said = remembering.recall(inputs[place]!);
        const { reading } = readings[place]!;
        const [first] = judgeFilm(said.logits, manifest.labels, manifest.calibration);
        if (!first) throw new Error(`${model.dir}: the model judges no finding`);
        return {
          probabilities: said.probabilities,
          top: first.label,
          refusal: refusal ?? (reading.outcome === "refused" ? reading.refusal : null),
          mapOf(label) {
            const at = manifest.labels.indexOf(label);
            const area = width * height;
            return { width, height, values: said.maps.subarray(at * area, (at + 1) * area) };
          },
        };
      });
    },
  };
}
