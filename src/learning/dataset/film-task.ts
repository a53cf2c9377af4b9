import type { Manifest } from "../../networks/manifest.ts";
import type { AugmentOptions } from "../augment/augment-options.ts";
import type { DisturbedFilm, DisturbFilm } from "../robustness/disturb-film.ts";
import type { Inspected, Unreadable } from "./inspect-file.ts";

/** One film of a batch. */
type BatchFilm = {
  /** Position of its square in the cache file. */
  readonly square: number;
  /** Seed of everything that is random about it, this time. */
  readonly seed: number;
};

/** What film workers do, by kind: what they are given and what they give back. */
export type FilmTasks = {
  /** Reads and decodes files, for `data prepare`. */
  readonly inspect: {
    readonly task: { readonly paths: readonly string[] };
    readonly result: readonly (Inspected | Unreadable)[];
  };
  /** Decodes films to squares for the cache. */
  readonly squares: {
    readonly task: { readonly paths: readonly string[]; readonly size: number };
    readonly result: readonly ({ readonly sha256: string; readonly square: Uint8Array } | Unreadable)[];
  };
  /** Makes the images of one batch from cached squares. */
  readonly batch: {
    readonly task: {
      readonly cache: string;
      /** Side of the cached squares. */
      readonly side: number;
      readonly films: readonly BatchFilm[];
      readonly augment: AugmentOptions;
      readonly input: Manifest["input"];
    };
    readonly result: Float32Array;
  };
  /** Disturbs a film and decodes what came of it, for `robustness`. */
  readonly disturb: { readonly task: DisturbFilm; readonly result: DisturbedFilm };
};

export type FilmTaskKind = keyof FilmTasks;
export type FilmRequest = { readonly id: number } & {
  readonly [Kind in FilmTaskKind]: { readonly kind: Kind; readonly task: FilmTasks[Kind]["task"] };
}[FilmTaskKind];
export type FilmAnswer =
  | { readonly id: number; readonly result: FilmTasks[FilmTaskKind]["result"] }
  | { readonly id: number; readonly error: string };
