import type { Label } from "../../core/label.ts";
import type { Model } from "../../networks/load-model.ts";
import { encodeWithin } from "../../vision/draw/encode.ts";
import { drawPanels } from "../../vision/draw/panels.ts";
import { fieldOf } from "../../vision/draw/relevance-field.ts";
import { locateFilms } from "../film-files.ts";
import { mapFilms } from "../localisation/measure-boxes.ts";
import { decodeFile } from "../predict-films.ts";
import type { PickedFilm } from "./pick-films.ts";

/** A picked film beside the map of where the network looked on it. */
export type DrawnFilm = PickedFilm & {
  readonly jpeg: Uint8Array;
  /** Whether the map shows a place; without one the film stands there twice. */
  readonly looked: boolean;
};

/** Films drawn for one finding. */
export type DrawnFilms = { readonly label: Label; readonly films: readonly DrawnFilm[] };

/** Three of them are less than 150 kB as base64, which takes a third more. */
const BYTES = 36_000;
const WIDTH = 720;

/**
 * Draws picked films, each beside its Grad-CAM map over the last layer.
 *
 * @param images the folder of the films
 * @throws {UserError} for films that are missing or cannot be read
 */
export async function drawPicked(
  model: Model,
  images: string,
  { label, films }: { readonly label: Label; readonly films: readonly PickedFilm[] },
): Promise<DrawnFilms> {
  const paths = await locateFilms(
    images,
    films.map(({ image }) => image),
  );
  const name = label.replaceAll("_", " ");
  const drawn: DrawnFilm[] = [];
  for (const [place, picked] of films.entries()) {
    const film = await decodeFile(paths[place]!);
    const [maps] = await mapFilms(model, [film]);
    const map = maps?.get(label);
    if (!map) throw new RangeError(`the model has no map for ${label}`);
    const panels = [
      { title: `${picked.bears ? "With" : "Without"} ${name}` },
      { title: `Grad-CAM · ${name}`, map },
    ];
    const jpeg = await encodeWithin(BYTES, WIDTH, (drawing) =>
      drawPanels(
        film,
        panels,
        {
          footer: "Colours show where the program looked, not where the disease is.",
          direction: "ltr",
          language: "en",
          columns: panels.length,
        },
        drawing,
      ),
    );
    drawn.push({ ...picked, jpeg, looked: fieldOf(map, map.width, map.height) !== undefined });
  }
  return { label, films: drawn };
}
