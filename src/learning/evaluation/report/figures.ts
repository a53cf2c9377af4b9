import type { Label } from "../../../core/label.ts";
import type { ReliabilityBin } from "../../metrics/probability-scores.ts";
import type { Curves } from "../curves.ts";
import type { Evaluation } from "../evaluate-predictions.ts";
import type { EvaluatedFinding } from "../measure-finding.ts";
import { chance, level, prLine, rocLine, some } from "./chart-lines.ts";
import { COLOURS, forest, type Line, unitSquare } from "./charts.ts";
import { inWords, two } from "./wording.ts";

const SMALL = 140;
const LARGE = 330;

const ROC_AXES = { x: "false positive rate", y: "true positive rate" } as const;
const PR_AXES = { x: "recall", y: "precision" } as const;
const RELIABILITY_AXES = { x: "probability given", y: "share with the finding" } as const;

/** Fig. 7: one finding, precision against recall and the ROC curve. */
export function figure7({ curves, evaluation }: Drawn, label: Label): Promise<string>[] {
  const at = curves.labels.indexOf(label);
  const finding = evaluation.findings[at]!;
  const [roc, pr] = [curves.roc[at], curves.precisionRecall[at]];
  const subtitle = (name: string, value: number | null) => `${name} ${two(value)}`;
  return [
    unitSquare([level(finding.positives / evaluation.films), ...some(pr && prLine(pr, COLOURS.accent))], {
      title: "Precision-recall",
      subtitle: subtitle("average precision", finding.averagePrecision),
      ...PR_AXES,
      side: LARGE,
    }),
    unitSquare([chance, ...some(roc && rocLine(roc, COLOURS.second))], {
      title: "ROC",
      subtitle: subtitle("AUC", finding.auc),
      ...ROC_AXES,
      side: LARGE,
    }),
  ];
}

type Drawn = { readonly curves: Curves; readonly evaluation: Evaluation };

/** Fig. 9: micro and macro average of the ROC curves. */
export function figure9({ curves, evaluation }: Drawn): Promise<string>[] {
  const { microRoc, macroRoc } = curves;
  return [
    unitSquare([chance, ...some(microRoc && rocLine(microRoc, COLOURS.second))], {
      title: "Micro average",
      subtitle: `AUC ${two(evaluation.microAuc)}`,
      ...ROC_AXES,
      side: LARGE,
    }),
    unitSquare([chance, ...some(macroRoc && rocLine(macroRoc, COLOURS.accent))], {
      title: "Macro average",
      subtitle: `AUC ${two(evaluation.macroAuc)}`,
      ...ROC_AXES,
      side: LARGE,
    }),
  ];
}

const panels = (
  { curves, evaluation }: Drawn,
  lines: (at: number, finding: EvaluatedFinding) => Line[],
  subtitle: (finding: EvaluatedFinding) => string,
  axes: typeof ROC_AXES | typeof PR_AXES | typeof RELIABILITY_AXES,
  end: (finding: EvaluatedFinding) => number = () => 1,
) =>
  curves.labels.map((label, at) => {
    const finding = evaluation.findings[at]!;
    const title = { title: inWords(label), subtitle: subtitle(finding) };
    return unitSquare(lines(at, finding), { ...title, ...axes, side: SMALL, end: end(finding) });
  });

/** Fig. 10: every finding's ROC curve. */
export const figure10 = (drawn: Drawn): Promise<string>[] =>
  panels(
    drawn,
    (at) => {
      const roc = drawn.curves.roc[at];
      return [chance, ...some(roc && rocLine(roc, COLOURS.accent))];
    },
    ({ auc }) => `AUC ${two(auc)}`,
    ROC_AXES,
  );

/** Fig. 11: precision against recall over all findings in one. */
export function figure11({ curves, evaluation }: Drawn): Promise<string>[] {
  const { microPrecisionRecall: micro } = curves;
  const positives = evaluation.findings.reduce((sum, each) => sum + each.positives, 0);
  const share = positives / (evaluation.films * evaluation.findings.length);
  return [
    unitSquare([level(share), ...some(micro && prLine(micro, COLOURS.accent))], {
      title: "Micro average",
      subtitle: `average precision ${two(evaluation.microAveragePrecision)}`,
      ...PR_AXES,
      side: LARGE,
    }),
  ];
}

/** Fig. 12: every finding's precision against recall. */
export const figure12 = (drawn: Drawn): Promise<string>[] =>
  panels(
    drawn,
    (at, { positives }) => {
      const pr = drawn.curves.precisionRecall[at];
      return [level(positives / drawn.evaluation.films), ...some(pr && prLine(pr, COLOURS.accent))];
    },
    ({ averagePrecision }) => `AP ${two(averagePrecision)}`,
    PR_AXES,
  );

/** Fig. 23: what ROC curves show, and what precision shows of the same predictions. */
export function figure23({ curves, evaluation }: Drawn, name: string): Promise<string>[] {
  const { roc, precisionRecall, microRoc, microPrecisionRecall } = curves;
  const faint = (line: Line): Line => ({ ...line, colour: COLOURS.soft, width: 1, opacity: 0.45 });
  return [
    unitSquare(
      [
        ...roc.flatMap((curve) => some(curve && faint(rocLine(curve, "")))),
        chance,
        ...some(microRoc && rocLine(microRoc, COLOURS.second, 2.5)),
      ],
      { title: `ROC, ${name}`, subtitle: `mean AUC ${two(evaluation.meanAuc)}`, ...ROC_AXES, side: LARGE },
    ),
    unitSquare(
      [
        ...precisionRecall.flatMap((curve) => some(curve && faint(prLine(curve, "")))),
        ...some(microPrecisionRecall && prLine(microPrecisionRecall, COLOURS.accent, 2.5)),
      ],
      {
        title: `Precision-recall, ${name}`,
        subtitle: `mean average precision ${two(evaluation.meanAveragePrecision)}`,
        ...PR_AXES,
        side: LARGE,
      },
    ),
  ];
}

function reliabilityLine(bins: readonly ReliabilityBin[]): Line {
  const filled = bins.filter(({ films }) => films > 0);
  return {
    x: filled.map(({ meanProbability }) => meanProbability ?? 0),
    y: filled.map(({ shareOfPositives }) => shareOfPositives ?? 0),
    colour: COLOURS.accent,
    points: true,
  };
}

/** The smallest scale that holds all: rare findings get small probabilities. */
const reliabilityEnd = (bins: readonly ReliabilityBin[]) => {
  const most = Math.max(...bins.map((bin) => Math.max(bin.meanProbability ?? 0, bin.shareOfPositives ?? 0)));
  return [0.1, 0.2, 0.5].find((end) => most <= end) ?? 1;
};

/** Probability given against share found, every finding. */
export const reliabilityPictures = (drawn: Drawn): Promise<string>[] =>
  panels(
    drawn,
    (_, { reliability }) => {
      const end = reliabilityEnd(reliability);
      return [{ ...chance, x: [0, end], y: [0, end] }, reliabilityLine(reliability)];
    },
    ({ ece }) => `ECE ${ece.toFixed(3)}`,
    RELIABILITY_AXES,
    ({ reliability }) => reliabilityEnd(reliability),
  );

/** Every finding's AUC with its interval, the paper's and CheXNet's beside it. */
export function aucForest({ evaluation }: Drawn): Promise<string> {
  const rows = evaluation.findings.flatMap(({ label, auc, bootstrap, paperAuc, chexnetAuc }) =>
    auc === null || bootstrap === null
      ? []
      : [
          {
            name: inWords(label),
            value: auc,
            interval: bootstrap,
            marks: [
              { of: "the paper", value: paperAuc },
              { of: "CheXNet", value: chexnetAuc },
            ],
          },
        ],
  );
  return forest(rows, "AUC with 95 % interval");
}
