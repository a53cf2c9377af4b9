import type { Model } from "../../networks/load-model.ts";
import type { OnProgress } from "../predict-films.ts";
import { describeSources, type Example } from "./example.ts";
import { type FittedScreen, fitScreen } from "./fit-screen.ts";
import { measureScreen, type Passed } from "./measure-screen.ts";
import { fittingSources, type ScreenFiles, testSources } from "./screen-pictures.ts";

/** Everything measured in one go. */
export type ScreenReport = FittedScreen & {
  /** Numbers of the pictures fitted on, by kind. */
  readonly fittedOn: ReadonlyMap<string, number>;
  readonly measured: readonly Passed[];
  /** Photos and CT slices of the other half that cannot be decoded: refused without the screen. */
  readonly undecodable: number;
};

const countKinds = (examples: readonly Example[]) => {
  const counts = new Map<string, number>();
  for (const { kind } of examples) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};

/**
 * Fits the screen on train films, whole and cut off, half of the photos, CT slices and side views, and drawn pictures; measures
 * it on test films, whole, cut off and badly photographed, the other half, other drawn pictures, and what must pass:
 * photographed films and phantoms.
 *
 * @throws {UserError} for files that are missing or wrong
 */
export async function screenModel(
  model: Model,
  files: ScreenFiles,
  onProgress: OnProgress,
): Promise<ScreenReport> {
  const fitting = await fittingSources(files);
  const { sources: testing, undecodable } = await testSources(files);
  const all = await describeSources(model, [...fitting, ...testing], onProgress);
  const examples = all.slice(0, fitting.length);
  const spanning = examples.filter(({ kind }) => kind === "train films, as is");
  const dimension = examples[0]?.features.length ?? 0;
  const features = new Float32Array(spanning.length * dimension);
  for (const [row, example] of spanning.entries()) features.set(example.features, row * dimension);
  const fittedOn = countKinds(examples);
  const summary = [...fittedOn].map(([kind, count]) => `${count} ${kind}`).join("; ");
  const fitted = fitScreen(examples, features, summary);
  const measured = measureScreen(fitted.screen, all.slice(fitting.length));
  return { ...fitted, fittedOn, measured, undecodable };
}
