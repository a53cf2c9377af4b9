import { UserError } from "../../core/user-error.ts";
import type { OnProgress } from "../predict-films.ts";
import { inputOf } from "./export-run.ts";
import { createFilmSource, openFilms } from "./film-source.ts";
import type { Phase, Recipe } from "./recipe.ts";
import type { TrainingFilm } from "./training-data.ts";
import type { PhaseSources } from "./training-loop.ts";

/**
 * Gives each phase its films at its size, as they are. Files that cannot be read are named, counted and left out.
 *
 * @throws {UserError} when no film to learn from can be read
 */
export function createFilmSources(
  recipe: Recipe,
  films: readonly TrainingFilm[],
  { say, onProgress }: { say: (line: string) => void; onProgress: OnProgress },
): (phase: Pick<Phase, "size" | "batch">) => Promise<PhaseSources> {
  let kept: { size: number; opened: Awaited<ReturnType<typeof openBoth>> } | undefined;

  async function openBoth(size: number) {
    const open = (split: string) =>
      openFilms(
        films.filter((film) => film.split === split),
        size,
        onProgress,
      );
    return { train: await open("train"), val: await open("val") };
  }

  return async ({ size, batch }) => {
    if (kept?.size !== size) {
      kept = undefined;
      kept = { size, opened: await openBoth(size) };
      const unreadable = [...kept.opened.train.unreadable, ...kept.opened.val.unreadable];
      for (const line of unreadable.slice(0, 10)) say(`left out: ${line}`);
      if (unreadable.length > 0)
        say(`${unreadable.length} of ${films.length} films cannot be read and are left out`);
    }
    const { train, val } = kept.opened;
    if (train.films.length === 0)
      throw new UserError("no film of split train can be read: there is nothing to learn from");
    const input = inputOf(recipe, size);
    return {
      train: createFilmSource(train.films, { input, batch, seed: recipe.seed }),
      val: createFilmSource(val.films, { input, batch }),
    };
  };
}
