import type { Html } from "../../../runtime/http/html.ts";
import type { Evaluation } from "../evaluate-predictions.ts";
import type { OperatingPoint } from "../operating-points.ts";
import { dataTable } from "./html.ts";
import { inWords, three, two, withRange } from "./wording.ts";

const mean = (figures: readonly number[]) => figures.reduce((sum, each) => sum + each, 0) / figures.length;

/** Table 1 of the paper, CheXNet's column and ours beside it. */
export function table1(evaluation: Evaluation, name: string): Html {
  const { findings, meanAuc, meanAucInterval, meanWithinSource, meanWithinSourceInterval } = evaluation;
  return dataTable(
    "Table 1. AUC per finding",
    ["Pathology", "The paper", "CheXNet", name, `${name}, within source`, "Films with it"],
    findings.map((each) => [
      inWords(each.label),
      two(each.paperAuc),
      two(each.chexnetAuc),
      withRange(each.auc, each.bootstrap),
      withRange(each.withinSource, each.withinSourceInterval),
      String(each.positives),
    ]),
    {
      foot: [
        [
          "Mean",
          two(mean(findings.map(({ paperAuc }) => paperAuc))),
          two(mean(findings.map(({ chexnetAuc }) => chexnetAuc))),
          withRange(meanAuc, meanAucInterval),
          withRange(meanWithinSource, meanWithinSourceInterval),
          "",
        ],
      ],
    },
  );
}

/** Table 2 of the paper; a guess gets the share of films as its average precision. */
export function table2(evaluation: Evaluation, name: string): Html {
  const { findings, films, meanAveragePrecision, meanAveragePrecisionInterval } = evaluation;
  return dataTable(
    "Table 2. Average precision per finding",
    ["Pathology", "The paper", name, "by guessing"],
    findings.map((each) => [
      inWords(each.label),
      two(each.paperAp),
      withRange(each.averagePrecision, each.averagePrecisionInterval),
      two(each.positives / films),
    ]),
    {
      foot: [
        [
          "Mean",
          two(mean(findings.map(({ paperAp }) => paperAp))),
          withRange(meanAveragePrecision, meanAveragePrecisionInterval),
          two(mean(findings.map(({ positives }) => positives / films))),
        ],
      ],
    },
  );
}

/** How films fall at one kind of threshold. */
export function operatingTable(
  { findings }: Evaluation,
  caption: string,
  pick: (finding: Evaluation["findings"][number]) => OperatingPoint | null,
): Html {
  const head = ["Finding", "Threshold", "Found", "Missed", "False alarms", "Rightly unflagged"];
  return dataTable(
    caption,
    [...head, "Sensitivity", "Specificity", "Precision", "F1", "Accuracy"],
    findings.map((finding) => {
      const point = pick(finding);
      if (!point) return [inWords(finding.label), "not defined", ...Array.from({ length: 9 }, () => "")];
      const { counts } = point;
      return [
        inWords(finding.label),
        point.threshold.toPrecision(3),
        String(counts.truePositives),
        String(counts.falseNegatives),
        String(counts.falsePositives),
        String(counts.trueNegatives),
        withRange(point.sensitivity, point.sensitivityInterval),
        withRange(point.specificity, point.specificityInterval),
        two(point.precision),
        two(point.f1),
        two(point.accuracy),
      ];
    }),
    { dense: true },
  );
}

/** Micro, macro, weighted and samples, at one half and at each finding's Youden point. */
export function averagesTable({ classification }: Evaluation): Html {
  const kinds = ["micro", "macro", "weighted", "samples"] as const;
  const rows = (["half", "youden"] as const).flatMap((at) => {
    const { plain, balanced } = classification[at];
    const where = at === "half" ? "at 0.5" : "at Youden's points";
    return kinds.map((kind) => {
      const weighed = kind === "samples" ? null : balanced[kind];
      return [
        `${kind}, ${where}`,
        two(plain[kind].precision),
        two(plain[kind].recall),
        two(plain[kind].f1),
        weighed ? two(weighed.precision) : "–",
        weighed ? two(weighed.recall) : "–",
        weighed ? two(weighed.f1) : "–",
      ];
    });
  });
  return dataTable(
    "Averages over findings",
    ["Average", "Precision", "Recall", "F1", "Precision, eq. 6", "Recall, eq. 6", "F1, eq. 6"],
    rows,
  );
}

/** Accuracy of all findings together. */
export function accuracySentence({ classification: { half, youden } }: Evaluation): string {
  const of = ({ plain, balanced }: typeof half) =>
    `${three(plain.meanAccuracy)} over all findings of all films (${three(balanced.meanAccuracy)} with eq. 6's weights; ` +
    `every finding right on ${three(plain.exactMatch)} of the films)`;
  return `Accuracy at 0.5: ${of(half)}. At Youden's points: ${of(youden)}.`;
}

export function calibrationTable({ findings, films }: Evaluation): Html {
  return dataTable(
    "Calibration of the probabilities measured",
    ["Finding", "ECE", "Brier score", "Brier of the mere share"],
    findings.map(({ label, ece, brier, positives }) => {
      const share = positives / films;
      return [inWords(label), three(ece), three(brier), three(share * (1 - share))];
    }),
  );
}

/** The paper's section 2.1: F1s of one finding against all others. */
export function oneVsAllTable({ findings: [finding] }: Evaluation, paper: OneVsAllFigures | undefined): Html {
  const { perClass, ...scores } = finding!.oneVsAll;
  const row = (name: string, key: "macro" | "micro" | "weighted" | "binary") => [
    name,
    paper ? paper[key].toFixed(3) : "–",
    three(scores[key].f1),
    three(scores[key].precision),
    three(scores[key].recall),
  ];
  const classRow = (name: string, at: number) => [
    name,
    paper ? paper.perClass[at]!.toFixed(3) : "–",
    three(perClass[at]!.f1),
    three(perClass[at]!.precision),
    three(perClass[at]!.recall),
  ];
  return dataTable(
    `${inWords(finding!.label)} against all others`,
    ["", "The paper's F1", "F1", "Precision", "Recall"],
    [
      row("macro", "macro"),
      row("micro", "micro"),
      row("weighted", "weighted"),
      row("binary", "binary"),
      classRow("class: all others", 0),
      classRow(`class: ${inWords(finding!.label)}`, 1),
    ],
  );
}

/** F1s as the paper's section 2.1 has them. */
export type OneVsAllFigures = Readonly<Record<"macro" | "micro" | "weighted" | "binary", number>> & {
  /** All others, then the finding. */
  readonly perClass: readonly [number, number];
};
