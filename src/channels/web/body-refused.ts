/**
 * Why a body was not read: `broken` ended early or makes no sense, `too-large` and `too-much` pass the limits for
 * photos and for forms, `busy` finds no place or memory right now, `wrong-type` is no form.
 */
export class BodyRefused extends Error {
  override name = "BodyRefused";
  readonly reason: "broken" | "too-large" | "too-much" | "busy" | "wrong-type";

  constructor(reason: BodyRefused["reason"]) {
    super(`request body refused: ${reason}`);
    this.reason = reason;
  }
}
