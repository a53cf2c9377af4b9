import { createHash } from "node:crypto";
import type { Label } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import type { Model } from "../networks/load-model.ts";
import type { Calibration } from "../networks/manifest.ts";
import { distanceIn, readFeatureSpace, type StoredFeatureSpace } from "./feature-space.ts";
import { Screen } from "./screen.ts";

/** How far a finding's logit may lie from its threshold, in units of the logit; at least 0 is above. */
type Heights = (logits: ArrayLike<number>) => Float64Array;

/** Where the thresholds of those findings lie that may be reported at all, as logits. */
export function proveHeights(labels: readonly Label[], { findings }: Pick<Calibration, "findings">): Heights {
  const cuts = labels.flatMap((label, output) => {
    const known = findings[label];
    if (!known || known.evidence === "none") return [];
    const { scale, shift, threshold } = known;
    return [{ output, cut: (Math.log(threshold / (1 - threshold)) - shift) / scale }];
  });
  return (logits) => Float64Array.from(cuts, ({ output, cut }) => logits[output]! - cut);
}

/** Whether other looks at a film could change what is said of it: something lies above its threshold, or nearly. */
export function asksAgain(first: Float64Array, margin: number): boolean {
  return first.some((height) => height >= -margin);
}

/**
 * How far, on average over all looks, the answer has moved to the other side of the threshold: of the finding that stood
 * highest, where one was above; else of whichever finding stands highest on average.
 *
 * @param looks heights of the film as it came, then of its other views
 * @returns in units of the logit, positive where the average says otherwise; -Infinity where no look does
 */
export function disagreementOf(looks: readonly Float64Array[]): number {
  const [first = new Float64Array()] = looks;
  const highest = (heights: ArrayLike<number>) => Math.max(...Array.from(heights));
  const mean = (finding: number) => looks.reduce((sum, look) => sum + look[finding]!, 0) / looks.length;
  if (first.length === 0) return Number.NEGATIVE_INFINITY;
  if (highest(first) >= 0) {
    const named = first.indexOf(highest(first));
    return looks.some((look) => look[named]! < 0) ? -mean(named) : Number.NEGATIVE_INFINITY;
  }
  if (looks.every((look) => highest(look) < 0)) return Number.NEGATIVE_INFINITY;
  return highest(first.map((_, finding) => mean(finding)));
}

/** Names a feature space, so that limits fitted in one are not taken for another's. */
export function nameSpace({ mean, directions }: StoredFeatureSpace): string {
  return createHash("sha256").update(mean).update(directions).digest("hex");
}

export type Doubt = {
  /** @param features pooled features of the network */
  unlike(features: ArrayLike<number>): boolean;
  asksAgain(logits: ArrayLike<number>): boolean;
  /** @param looks logits of the film as it came, then of its other views */
  unsteady(looks: readonly ArrayLike<number>[]): boolean;
};

/**
 * Makes the judge of when to say "not sure"; null for a model whose limits nobody fitted.
 *
 * @throws {UserError} when the limits were fitted in another screen's feature space
 */
export function createDoubt({ manifest, dir }: Pick<Model, "manifest" | "dir">): Doubt | null {
  const { uncertainty, calibration, labels } = manifest;
  const screen = Screen.safeParse(manifest.screen);
  if (!uncertainty || !calibration || !screen.success) return null;
  if (nameSpace(screen.data.features) !== uncertainty.space) {
    throw new UserError(
      `${dir}: the limits for "not sure" were fitted with another screen. Run: roentgram model uncertainty ${dir} --help`,
    );
  }
  const space = readFeatureSpace(screen.data.features);
  const heights = proveHeights(labels, calibration);
  return {
    unlike: (pooled) => distanceIn(space, pooled, uncertainty.leftOver) > uncertainty.distance,
    asksAgain: (logits) => asksAgain(heights(logits), uncertainty.margin),
    unsteady: (looks) => disagreementOf(looks.map(heights)) > uncertainty.disagreement,
  };
}
