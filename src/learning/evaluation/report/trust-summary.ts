import type { Comparison } from "../compare-predictions.ts";
import type { Evaluation } from "../evaluate-predictions.ts";
import { verdictOf } from "../render-comparison.ts";
import { counted, inWords, listed } from "./wording.ts";

/** Findings on fewer films are measured too loosely to say much. */
const FEW = 20;

/** Pairs of a hundred in which the film with the finding scores higher: an AUC in words. */
const ofHundred = (auc: number) => Math.round(100 * auc);

function strengthOf(auc: number): string {
  if (auc < 0.6) return "little better than tossing a coin";
  if (auc < 0.7) return "weak";
  if (auc < 0.8) return "fair";
  return auc < 0.9 ? "good" : "very good";
}

type Circumstances = {
  readonly split: string | undefined;
  /** Patients of the measured films who have films in other splits too; `undefined` where there are no splits. */
  readonly sharedPatients: number | undefined;
};

/**
 * How far predictions may be trusted, in sentences that a health worker understands.
 *
 * @returns one paragraph each, the weightiest first
 */
export function trustSummary(
  evaluation: Evaluation,
  comparison: Comparison | undefined,
  { split, sharedPatients }: Circumstances,
): string[] {
  const { findings, meanAuc, meanAucInterval, meanWithinSource, meanWithinSourceInterval } = evaluation;
  const measured = findings.filter(({ auc }) => auc !== null);
  const names = (picked: typeof findings) => listed(picked.map(({ label }) => inWords(label)));
  const sentences: string[] = [];
  if (meanAuc === null) {
    sentences.push(
      "These films hold no finding that is on some of them and not on others: nothing can be said.",
    );
  } else {
    const [low, high] = meanAucInterval ?? [meanAuc, meanAuc];
    sentences.push(
      "Take one film with a finding and one without it: the film with it gets the higher score in " +
        `${ofHundred(meanAuc)} of 100 such pairs (95 % interval ${ofHundred(low)} to ${ofHundred(high)}; a tossed coin would get 50). ` +
        `${measured.length === 1 ? `For ${names(measured)}` : `Over ${measured.length} findings`} that is ${strengthOf(meanAuc)}.`,
    );
  }
  if (meanAuc !== null && meanWithinSource !== null && meanWithinSource < meanAuc - 0.005) {
    const [low, high] = meanWithinSourceInterval ?? [meanWithinSource, meanWithinSource];
    sentences.push(
      "Part of this comes from where the films were collected, not from what they show. Between films of one source it " +
        `is ${ofHundred(meanWithinSource)} of 100 (${ofHundred(low)} to ${ofHundred(high)}): believe this figure.`,
    );
  }
  const chancy = measured.filter(({ bootstrap }) => bootstrap !== null && bootstrap[0] <= 0.5);
  if (chancy.length > 0) {
    sentences.push(`Not told apart from guessing on these films: ${names(chancy)}. Do not act on these.`);
  }
  const sure = measured.filter(
    ({ bootstrap, positives }) => bootstrap !== null && bootstrap[0] >= 0.7 && positives >= FEW,
  );
  sentences.push(
    sure.length > 0
      ? `Best supported, with at least 70 of 100 pairs even at the interval's lower end: ${names(sure)}.`
      : `No finding that is on ${FEW} films or more is sure to reach 70 of 100 pairs.`,
  );
  const few = findings.filter(({ positives }) => positives < FEW);
  if (few.length > 0) {
    sentences.push(
      `On fewer than ${FEW} films, so that their figures may change a lot with others: ${names(few)}.`,
    );
  }
  if (sharedPatients !== undefined && sharedPatients > 0) {
    sentences.push(
      `${counted(sharedPatients, "patient")} of these films ${sharedPatients === 1 ? "has" : "have"} films in other ` +
        "splits too. If the network learnt from those, it knows these patients, and the figures flatter it.",
    );
  } else if (split === undefined) {
    sentences.push(
      "No split was named. If the network learnt from some of these films, the figures flatter it.",
    );
  }
  if (comparison) {
    const { meanWithinSource: within, meanAuc: all } = comparison;
    const judged = within.difference === null ? all : within;
    const words = {
      better: "is better than B",
      worse: "is worse than B",
      "not told apart": "and B are not told apart",
    }[verdictOf(judged)];
    sentences.push(
      `Measured on the same films, A ${words} ` +
        `(mean AUC${judged === within ? " within source" : ""}, 95 % interval of the difference).`,
    );
  }
  sentences.push(
    "The labels were read out of reports by a program, not off the films by radiologists; some are wrong, so some of what counts as an error here is none.",
    "A trained clinician must confirm every finding. A film on which nothing is flagged does not rule out disease.",
  );
  return sentences;
}
