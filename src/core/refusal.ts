/** Why a photo is not read. Each has one fix-it sentence in every language (`refusal-<name>`). */
export const REFUSALS = [
  "unreadable",
  "unsupported-format",
  "too-small",
  "too-large",
  "not-a-chest-xray",
  "not-an-x-ray",
  "not-frontal",
  "blurred",
  "too-dark",
  "too-bright",
  "cropped",
  "glare",
  "expired",
  "unavailable",
  "unprocessable",
] as const;

export type Refusal = (typeof REFUSALS)[number];

/** What is known beyond the reason, for a better fix-it sentence. `heic` and `pdf` are formats recognised by content. */
export type RefusalDetail = { readonly format?: "heic" | "pdf" | "dicom" | "svg" | "bmp" | "other" };

/** Thrown inside vision to end a reading with a typed refusal; an outcome, never an error for the queue. */
export class PhotoRefused extends Error {
  override name = "PhotoRefused";
  readonly refusal: Refusal;
  readonly detail: RefusalDetail;

  constructor(refusal: Refusal, options: { detail?: RefusalDetail; cause?: unknown } = {}) {
    super(`photo refused: ${refusal}`, options.cause === undefined ? {} : { cause: options.cause });
    this.refusal = refusal;
    this.detail = options.detail ?? {};
  }
}
