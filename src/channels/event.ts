import type { AgeGroup } from "../core/age.ts";
import type { Picture } from "../core/picture.ts";
import type { Verdict } from "../core/verdict.ts";

/** What people send that is neither photo nor text. */
export type OtherContent = "sticker" | "voice" | "video" | "message";

/** What came in from a person, freed from everything that is the messenger's. */
export type Incoming =
  | { readonly kind: "text"; readonly text: string }
  /** A button pressed, or the number that stands for it. */
  | { readonly kind: "choice"; readonly id: string }
  /** The photo itself stays with the intake; the conversation only decides what becomes of it. */
  | { readonly kind: "photo" }
  | { readonly kind: "other"; readonly what: OtherContent };

/** How something turned out that the conversation had asked for. */
export type Outcome =
  | { readonly kind: "redeemed"; readonly outcome: "accepted" | "wrong" | "too-many" }
  /** The photo was not accepted: too many within the hour. */
  | { readonly kind: "limited"; readonly waitMilliseconds: number }
  /** The photo was not put aside: too many wait already. */
  | { readonly kind: "hold-full" }
  /** Photos put aside have been accepted; `unread`: so many were not, of which each brings an outcome of its own. */
  | { readonly kind: "released"; readonly photos: number; readonly unread: number }
  /** This photo was put aside, and its hour is over. */
  | { readonly kind: "held-expired" }
  /** A verdict (null: its taking back) was kept for the result of the photo in `message`. */
  | { readonly kind: "feedback-kept"; readonly message: string; readonly verdict: Verdict | null }
  /** The result can no longer be answered. */
  | { readonly kind: "feedback-closed" }
  /** An age was kept. `wrong`: cases whose replies are out and should have warned, or warned without need. */
  | { readonly kind: "age-kept"; readonly age: AgeGroup; readonly wrong: readonly string[] }
  /** Not joined: a case is no longer open, too many photos, or read by different models. */
  | { readonly kind: "join-closed" | "join-full" | "join-other-model" }
  /** A joint answer of these cases was withdrawn; none: there was none. */
  | { readonly kind: "parted"; readonly codes: readonly string[] }
  /** No age can be given (any more) for this photo. */
  | { readonly kind: "age-closed" };

export type Event = Incoming | Outcome;

/** True for what came of something asked for, false for what came in from the person. */
export function isOutcome(event: Event): event is Outcome {
  return !["text", "choice", "photo", "other"].includes(event.kind);
}

/** Something a person may choose: a button here, a number there. */
export type Choice = {
  readonly id: string;
  readonly labelKey: string;
  /** Where the label is not in the person's language. */
  readonly language?: string;
  /** Shown as chosen already. */
  readonly chosen?: boolean;
};

/** The commands the service knows, in the order a messenger lists them. */
export const COMMANDS = [
  "start",
  "help",
  "language",
  "lowdata",
  "about",
  "donate",
  "stop",
  "forget",
] as const;

/** Splits `/start@some_bot CODE` into `start` and `CODE`; undefined for what is no command. */
export function readCommand(text: string): { name: string; argument: string } | undefined {
  const found = /^\/([a-z0-9_]+)(?:@\w+)?(?:\s+(.*))?$/is.exec(text.trim());
  return found ? { name: (found[1] ?? "").toLowerCase(), argument: (found[2] ?? "").trim() } : undefined;
}

/** The choice that shows a study's picture. The study follows from chat and message, so nobody can ask for another's. */
export function pictureChoice(kind: Picture["kind"], message: string): string {
  return `picture:${kind}:${message}`;
}

/** Reads what {@link pictureChoice} wrote. */
export function readPictureChoice(id: string): { kind: Picture["kind"]; message: string } | undefined {
  const found = /^picture:(sheet|overlay):(.+)$/.exec(id);
  return found ? { kind: found[1] as Picture["kind"], message: found[2] ?? "" } : undefined;
}
