import type { Manifest } from "./manifest.ts";

/**
 * What a worker still misses in a model, each with the command that mends it; empty when it accepts the model.
 *
 * @param dir as it should stand in the commands
 */
export function modelGaps(
  { calibration, labels, screen, measuredWith, sha256 }: Manifest,
  dir: string,
): string[] {
  const gaps: string[] = [];
  const stale = (["calibration", "screen", "uncertainty"] as const).filter(
    (what) => (measuredWith?.[what] ?? sha256) !== sha256,
  );
  if (stale.length > 0) {
    gaps.push(
      `own ${stale.join(" and ")}: another network's stand there (run: roentgram model refresh ${dir})`,
    );
  }
  if (!calibration) {
    gaps.push(`calibration (run: roentgram model calibrate ${dir} --help)`);
  } else {
    const missing = labels.filter((label) => !calibration.findings[label]);
    if (missing.length > 0) {
      gaps.push(`calibration of ${missing.join(", ")} (run: roentgram model calibrate ${dir} --help)`);
    }
  }
  if (!screen) gaps.push(`screen (run: roentgram model screen ${dir} --help)`);
  return gaps;
}
