import { didYouMean } from "../core/nearest-name.ts";
import { createRandom } from "../core/random.ts";
import { UserError } from "../core/user-error.ts";
import { AUGMENTATIONS, type AugmentationName } from "../learning/augment/augment-options.ts";
import { previewSheet } from "../learning/augment/preview-sheet.ts";
import type { DatasetFilm } from "../learning/dataset/films-table.ts";
import { shuffle } from "../learning/dataset/split-films.ts";
import { decodeFile } from "../learning/predict-films.ts";
import { writeWhole } from "../networks/manifest-file.ts";

const SIDE = 224;
const FILMS = 5;

/** @throws {UserError} (exit status 2) naming the augmentations there are */
export function readAugmentation(command: string, name: string): AugmentationName {
  if (Object.hasOwn(AUGMENTATIONS, name)) return name as AugmentationName;
  const known = Object.keys(AUGMENTATIONS);
  throw new UserError(
    `${command}: --augment ${name}: not one of ${known.join(", ")}.${didYouMean(name, known)}`,
    { exitCode: 2 },
  );
}

/** Writes a sheet of some films, changed at random, to a JPEG file. */
export async function writePreview(
  path: string,
  films: readonly DatasetFilm[],
  { name, seed }: { name: AugmentationName; seed: number },
): Promise<void> {
  const train = films.filter(({ split }) => split === "train");
  const chosen = shuffle([...(train.length > 0 ? train : films)], createRandom(seed)).slice(0, FILMS);
  const decoded = await Promise.all(chosen.map((film) => decodeFile(film.path)));
  const augment = AUGMENTATIONS[name];
  await writeWhole(path, await previewSheet(decoded, { side: SIDE, augment, seed, name }));
}
