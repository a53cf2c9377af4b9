import type { UnsureReason } from "../core/reading.ts";
import type { Model, NetworkOutput } from "../networks/load-model.ts";
import type { Doubt } from "./doubt.ts";
import { toInput } from "./preprocess.ts";
import type { Plane } from "./resize-plane.ts";
import { OTHER_VIEWS, otherViews } from "./views.ts";

type Network = Pick<Model, "manifest" | "run">;

/**
 * Runs the network over the other views of some films.
 *
 * @param most views in one run
 * @returns for each film the logits of each other view
 */
export async function lookAgain(
  { manifest, run }: Network,
  films: readonly Plane[],
  most: number,
): Promise<Float32Array[][]> {
  const { input } = manifest;
  const size = input.channels * input.size * input.size;
  const views = films.flatMap(otherViews);
  const logits: Float32Array[] = [];
  for (let start = 0; start < views.length; start += most) {
    const batch = views.slice(start, start + most);
    const images = new Float32Array(batch.length * size);
    for (const [place, view] of batch.entries()) images.set(await toInput(view, input), place * size);
    const output = await run(images, batch.length);
    for (let place = 0; place < batch.length; place += 1) {
      logits.push(output.logits.slice(place * output.k, (place + 1) * output.k));
    }
  }
  return films.map((_, film) => logits.slice(film * OTHER_VIEWS, (film + 1) * OTHER_VIEWS));
}

/**
 * Why the program would not stand by its answer, film by film. Only those films are looked at again whose answer that could
 * change, and which are not beyond it already; all of them together, in runs no larger than the first.
 *
 * @param films in the output's order; undefined for one that is refused
 */
export async function findDoubts(
  doubt: Doubt,
  network: Network,
  films: readonly (Plane | undefined)[],
  { logits, features, k, d }: NetworkOutput,
): Promise<UnsureReason[][]> {
  const first = (film: number) => logits.subarray(film * k, (film + 1) * k);
  const unlike = films.map(
    (film, place) => film !== undefined && doubt.unlike(features.subarray(place * d, (place + 1) * d)),
  );
  const asked = films.flatMap((film, place) =>
    film && !unlike[place] && doubt.asksAgain(first(place)) ? [{ film, place }] : [],
  );
  const looks = await lookAgain(
    network,
    asked.map(({ film }) => film),
    Math.max(films.length, OTHER_VIEWS),
  );
  const unsteady = new Set(
    asked.flatMap(({ place }, at) => (doubt.unsteady([first(place), ...looks[at]!]) ? [place] : [])),
  );
  return films.map((_, place): UnsureReason[] => {
    if (unlike[place]) return ["unlike-training"];
    return unsteady.has(place) ? ["unsteady"] : [];
  });
}
