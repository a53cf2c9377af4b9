import type { Label } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import { precisionRecallChart } from "../learning/charts/precision-recall-chart.ts";
import {
  type CurveFiles,
  type FindingCurve,
  readFindingCurve,
} from "../learning/evaluation/finding-curve.ts";
import type { Method } from "../networks/explain/explanation-graph.ts";
import type { Panel } from "../vision/draw/panels.ts";
import { svgToPlane } from "../vision/draw/svg-to-plane.ts";
import type { Film } from "../vision/film.ts";

/** What to give for the third panel, said where it is missing. */
export const CURVE_ADVICE =
  "No precision-recall curve: it takes predictions for labelled films, such as evaluate --model DIR --out OUT leaves. " +
  "Give --curve OUT/predictions.csv --labels CSV, with --split NAME where they are of one split.";

type CurveOptions = {
  readonly curve?: string | undefined;
  readonly labels?: string | undefined;
  readonly split?: string | undefined;
};

/** @throws {UserError} (exit status 2) for options that do not go together */
export function curveOption({ curve, labels, split }: CurveOptions, method: Method): CurveFiles | undefined {
  const refuse = (message: string) => new UserError(`explain: ${message}`, { exitCode: 2 });
  if (curve === undefined) {
    if (labels === undefined && split === undefined) return undefined;
    throw refuse("--labels and --split go with --curve PREDICTIONS.csv");
  }
  if (labels === undefined) throw refuse("--curve needs --labels CSV: which of its films bear the finding");
  if (method === "activations") {
    throw refuse("--curve stands beside a map; --method activations draws a sheet of channels");
  }
  return { predictions: curve, labels, split };
}

/** How the curve is to be read. */
export const curveLegend = ({ positives, films }: FindingCurve) =>
  `Precision and recall: of all ${films} labelled films that were measured, of which ${positives} bear the finding; dashed: by chance.`;

/** A finding's curve and the panel that shows it. */
export async function drawCurve(
  label: Label,
  files: CurveFiles,
  film: Pick<Film, "width" | "height">,
): Promise<{ curve: FindingCurve; panel: Panel }> {
  const curve = await readFindingCurve(label, files);
  const width = 420;
  // In the film's proportions, for panels are of one size.
  const svg = await precisionRecallChart(curve, {
    width,
    height: Math.max(200, Math.round((width * film.height) / film.width)),
  });
  const title = `Precision and recall · AP ${curve.averagePrecision.toFixed(2)}`;
  return { curve, panel: { title, instead: await svgToPlane(svg) } };
}
