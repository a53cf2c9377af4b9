import { expect, test } from "vitest";
import type { Label } from "../../../src/core/label.ts";
import { evaluatePredictions } from "../../../src/learning/evaluation/evaluate-predictions.ts";
import { pickFilms } from "../../../src/learning/evaluation/pick-films.ts";
import { predictionsOf, rowsOf } from "./labelled-films.ts";

type Column = {
  readonly label: Label;
  readonly truth: readonly boolean[];
  readonly scores: readonly number[];
};

function pick(columns: readonly Column[]) {
  const labels = columns.map(({ label }) => label);
  const rows = rowsOf(
    labels,
    columns.map(({ truth }) => truth),
  );
  const predictions = predictionsOf(
    labels,
    columns.map(({ scores }) => scores),
  );
  return pickFilms(rows, predictions, evaluatePredictions(rows, predictions).evaluation);
}

const FILMS = 60;
/** Right on all films but the last `wrong`; the first `positives` bear the finding. */
const column = (label: Label, positives: number, wrong: number): Column => ({
  label,
  truth: Array.from({ length: FILMS }, (_, film) => film < positives),
  scores: Array.from({ length: FILMS }, (_, film) => (film < positives || film >= FILMS - wrong ? 0.8 : 0.1)),
});

test("the film with the finding of highest probability is picked, and of those without it both ends", () => {
  const picked = pick([
    {
      label: "Pneumothorax",
      truth: [true, false, true, false, false],
      scores: [0.2, 0.9, 0.7, 0.1, 0.5],
    },
  ]);
  expect(picked).toEqual({
    label: "Pneumothorax",
    films: [
      { image: "00002.png", bears: true, rank: "highest", among: 2, probability: 0.7 },
      { image: "00001.png", bears: false, rank: "highest", among: 3, probability: 0.9 },
      { image: "00003.png", bears: false, rank: "lowest", among: 3, probability: 0.1 },
    ],
  });
});

test("the only film without it is not shown twice", () => {
  const picked = pick([{ label: "Mass", truth: [true, true, false], scores: [0.2, 0.9, 0.4] }]);
  expect(picked?.films.map(({ image }) => image)).toEqual(["00001.png", "00002.png"]);
});

test("the paper's finding is shown; without it the one told apart best of those on 20 films or more", () => {
  const [rare, best, worse] = [column("Hernia", 5, 0), column("Effusion", 20, 3), column("Mass", 30, 20)];
  expect(pick([rare, worse, best])?.label).toBe("Effusion");
  expect(pick([rare, worse, best, column("Pneumothorax", 3, 30)])?.label).toBe("Pneumothorax");
  // On no film, so that there is none to show.
  expect(pick([rare, worse, best, column("Pneumothorax", 0, 0)])?.label).toBe("Effusion");
  expect(pick([column("Edema", 4, 8), rare])?.label).toBe("Hernia");
});

test("where every film or none bears each finding, no film is picked", () => {
  expect(pick([column("Mass", 0, 0), column("Edema", FILMS, 0)])).toBeUndefined();
});
