import type { Label } from "./label.ts";

/** What a person says of a result. */
export type Verdict =
  | { readonly kind: "agree" }
  | { readonly kind: "disagree" }
  /** A clinician confirmed these findings; none means that none of the 14 is there. */
  | { readonly kind: "confirmed"; readonly labels: readonly Label[] };
