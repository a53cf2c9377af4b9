import type { Label } from "../../core/label.ts";
import type { LabelRow } from "../labels.ts";
import type { Evaluation } from "./evaluate-predictions.ts";
import { joinLabels } from "./labelled-scores.ts";
import { PUBLISHED_ONE_VS_ALL } from "./published-figures.ts";
import type { PredictionFile } from "./read-predictions.ts";

/** A film that stands out by its probability. */
export type PickedFilm = {
  /** As the label file names it. */
  readonly image: string;
  /** Whether its labels hold the finding. */
  readonly bears: boolean;
  /** Among the films that bear the finding, or among those that do not. */
  readonly rank: "highest" | "lowest";
  /** How many films it was picked from. */
  readonly among: number;
  /** Before calibration. */
  readonly probability: number;
};

/** A finding on fewer films has an AUC that says little. */
const FEW = 20;

/** The paper's finding; where it cannot be measured, the one told apart best, rather of those on many films. */
function findingToShow({ findings }: Pick<Evaluation, "findings">): Label | undefined {
  const measured = findings
    .filter(({ auc }) => auc !== null)
    .toSorted((one, other) => (other.auc ?? 0) - (one.auc ?? 0));
  const shown =
    measured.find(({ label }) => label === PUBLISHED_ONE_VS_ALL.label) ??
    measured.find(({ positives }) => positives >= FEW) ??
    measured[0];
  return shown?.label;
}

/**
 * Picks films for the paper's Fig. 8: of one finding the film with it that got the highest probability, and of those
 * without it the ones with the highest and the lowest.
 *
 * @returns undefined when no finding is on some films and not on others
 */
export function pickFilms(
  rows: readonly LabelRow[],
  predictions: PredictionFile,
  evaluation: Pick<Evaluation, "findings">,
): { readonly label: Label; readonly films: readonly PickedFilm[] } | undefined {
  const label = findingToShow(evaluation);
  if (label === undefined) return undefined;
  const { labels, scores, truths } = joinLabels(rows, predictions);
  const at = labels.indexOf(label);
  const ranked = (bears: boolean) =>
    rows
      .map(({ image }, film) => ({ image, probability: scores[at]![film]!, bears: truths[at]![film]! }))
      .filter((film) => film.bears === bears)
      .toSorted((one, other) => other.probability - one.probability);
  const [withIt, without] = [ranked(true), ranked(false)];
  const picked = (films: typeof withIt, rank: PickedFilm["rank"]): PickedFilm[] => {
    const film = rank === "highest" ? films[0] : films.at(-1);
    return film ? [{ ...film, rank, among: films.length }] : [];
  };
  return {
    label,
    films: [
      ...picked(withIt, "highest"),
      ...picked(without, "highest"),
      ...(without.length > 1 ? picked(without, "lowest") : []),
    ],
  };
}
