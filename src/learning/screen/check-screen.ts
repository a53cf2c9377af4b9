import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import { Screen } from "../../vision/screen.ts";
import type { OnProgress } from "../predict-films.ts";
import { describeSources } from "./example.ts";
import { measureScreen, type Passed } from "./measure-screen.ts";
import { drawnTestSources, type ScreenFiles, testSources } from "./screen-pictures.ts";

/** A screen that was measured without fitting it. */
export type ScreenCheck = { readonly measured: readonly Passed[]; readonly undecodable: number };

/**
 * Measures the screen that a model has on pictures it was not fitted on.
 *
 * @param files phantoms and drawings alone where absent
 * @param sample every so many of the test films are looked at
 * @throws {UserError} for files that are missing or wrong, and for a model without a screen
 */
export async function checkScreen(
  model: Model,
  files: ScreenFiles | undefined,
  sample: number,
  onProgress: OnProgress = () => {},
): Promise<ScreenCheck> {
  const screen = Screen.safeParse(model.manifest.screen);
  if (!screen.success) {
    throw new UserError(
      `${model.dir}: no screen has been fitted. Run: roentgram model screen ${model.dir} --help`,
    );
  }
  const { sources, undecodable } = files
    ? await testSources(files, sample)
    : { sources: drawnTestSources(), undecodable: 0 };
  const examples = await describeSources(model, sources, onProgress);
  return { measured: measureScreen(screen.data, examples), undecodable };
}
