import type { Label } from "./label.ts";

export const PICTURE_KINDS = ["sheet", "overlay"] as const;

/** A JPEG made for a person: `sheet` = film and up to three maps side by side, `overlay` = one map over the film. */
export type Picture = {
  readonly kind: (typeof PICTURE_KINDS)[number];
  readonly labels: readonly Label[];
  readonly jpeg: Uint8Array;
};
