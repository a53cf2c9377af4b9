import { readFile } from "node:fs/promises";
import type { Label } from "../../core/label.ts";
import { PhotoRefused } from "../../core/refusal.ts";
import type { Model } from "../../networks/load-model.ts";
import { decodePhoto } from "../../vision/decode.ts";
import type { Film } from "../../vision/film.ts";
import { toInput } from "../../vision/preprocess.ts";
import type { RelevanceMap } from "../../vision/relevance-map.ts";
import type { OnProgress } from "../predict-films.ts";
import { type Agreement, compareBox } from "./compare-box.ts";
import type { BoxRow } from "./read-boxes.ts";

/** A box whose film was found, and how the model's map for its finding agrees with it. */
export type MeasuredBox = BoxRow & Agreement & { readonly path: string };

export type BoxMeasurement = {
  readonly measured: readonly MeasuredBox[];
  /** Films that cannot be read, with the reason. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
};

/** A film with boxes on it; a film is read once however many it has. */
export type BoxedFilm = { readonly path: string; readonly boxes: readonly BoxRow[] };

const BATCH = 8;

/** The map of every label of the model. */
export type Maps = ReadonlyMap<Label, RelevanceMap>;

/**
 * Runs the network over films, a batch at a time, for their maps.
 *
 * @param films at most a batch of them is in memory at once, so that all of NIH can go through
 */
export async function mapFilms(model: Model, films: readonly Film[]): Promise<Maps[]> {
  const { input, labels } = model.manifest;
  const size = input.channels * input.size * input.size;
  const images = new Float32Array(films.length * size);
  for (const [place, film] of films.entries()) images.set(await toInput(film, input), place * size);
  const { maps, k, h: height, w: width } = await model.run(images, films.length);
  const area = height * width;
  return films.map(
    (_, film) =>
      new Map(
        labels.map((label, output) => {
          const at = (film * k + output) * area;
          return [label, { width, height, values: maps.subarray(at, at + area) }];
        }),
      ),
  );
}

/** Not straightened: a box is known in the picture as it is, and a hospital's export needs none of it. */
async function openFilm(path: string): Promise<Film | string> {
  try {
    return await decodePhoto(await readFile(path), { straighten: false });
  } catch (error) {
    if (error instanceof PhotoRefused) return error.refusal;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return code;
  }
}

/**
 * Compares a model's maps with boxes on films. A film that cannot be read is named and passed over.
 *
 * @param level see `compareBox`
 */
export async function measureBoxes(
  model: Model,
  films: readonly BoxedFilm[],
  { level, onProgress = () => {} }: { readonly level: number; readonly onProgress?: OnProgress },
): Promise<BoxMeasurement> {
  const measured: MeasuredBox[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  for (let start = 0; start < films.length; start += BATCH) {
    const opened: { film: Film; boxed: BoxedFilm }[] = [];
    for (const boxed of films.slice(start, start + BATCH)) {
      const film = await openFilm(boxed.path);
      if (typeof film === "string") unreadable.push({ path: boxed.path, reason: film });
      else opened.push({ film, boxed });
    }
    if (opened.length > 0) {
      const maps = await mapFilms(
        model,
        opened.map(({ film }) => film),
      );
      for (const [place, { film, boxed }] of opened.entries()) {
        for (const row of boxed.boxes) {
          const map = maps[place]?.get(row.label);
          if (!map) continue;
          const { part } = film;
          measured.push({ ...row, ...compareBox(map, { box: row.box, part, level }), path: boxed.path });
        }
      }
    }
    onProgress(Math.min(start + BATCH, films.length), films.length);
  }
  return { measured, unreadable };
}
