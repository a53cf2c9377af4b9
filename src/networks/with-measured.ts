import type { Manifest } from "./manifest.ts";

/**
 * A manifest with what was measured of its network.
 *
 * @param sha256 of the network that it was measured with
 */
export function withMeasured(
  manifest: Manifest,
  found: Partial<Pick<Manifest, "calibration" | "screen" | "uncertainty">>,
  sha256: string,
): Manifest {
  const with_ = Object.fromEntries(Object.keys(found).map((what) => [what, sha256]));
  return { ...manifest, ...found, measuredWith: { ...manifest.measuredWith, ...with_ } };
}
