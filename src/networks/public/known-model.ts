import type { Label } from "../../core/label.ts";
import type { NormalisationName } from "../normalisation.ts";
import type { ContentHash } from "./content-hash.ts";

/** AUCs that a checkpoint's makers published; see `caveat` before comparing them with any others. */
export type PublishedAucs = {
  readonly byLabel: Readonly<Partial<Record<Label, number>>>;
  readonly source: string;
  /** How they were measured, where that differs from how this program reads a film. */
  readonly caveat: string;
};

/** What is known of a checkpoint that anybody may download, and where it is known from. */
export type KnownModel = {
  readonly name: string;
  readonly address: string;
  /** Page that a person reads before choosing it. */
  readonly page: string;
  /** As the source states it, with where; null when no licence was found there. */
  readonly licence: string | null;
  readonly kind: string;
  readonly version: string;
  readonly input: {
    readonly size: number;
    readonly channels: 1 | 3;
    readonly normalisation: NormalisationName;
  };
  /** One per output, in order; empty for an output that was not trained. */
  readonly labels: readonly string[];
  /** One per output, on the uncalibrated probability; 0 for an output that was not trained. */
  readonly operatingPoints?: readonly number[];
  /** Of the file at `address`; null when nobody was found to have published it. */
  readonly hash: ContentHash | null;
  readonly training: { readonly data: string; readonly split: string };
  readonly aucs: PublishedAucs | null;
  /** What could not be confirmed when this entry was written. */
  readonly unconfirmed: readonly string[];
};

/** Mean of the AUCs published for NIH's findings; null when none were. */
export function meanAuc({ aucs }: KnownModel): number | null {
  const values = Object.values(aucs?.byLabel ?? {});
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
