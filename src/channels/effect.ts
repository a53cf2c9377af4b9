import type { AgeGroup } from "../core/age.ts";
import type { Picture } from "../core/picture.ts";
import type { Verdict } from "../core/verdict.ts";
import type { Language } from "../i18n/languages.ts";
import type { TextArguments } from "../i18n/translator.ts";
import type { Choice } from "./event.ts";

/** Something to say, by its key in the catalogues. */
export type Say = {
  readonly do: "say";
  readonly key: string;
  readonly language: Language;
  readonly args: TextArguments;
  /** Variables that are lists of other messages' texts. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** Variables that are lists of names as they are, such as case codes. */
  readonly names: Readonly<Record<string, readonly string[]>>;
  /** Rows of things to choose from. */
  readonly choices: readonly (readonly Choice[])[];
  /**
   * `chat`: a new message. `reply`: a new message that answers the incoming one. `page`: takes the place of the
   * message whose button was pressed, where the messenger can do that.
   */
  readonly place: "chat" | "reply" | "page";
};

/** What the conversation wants done. Those that bring an {@link Outcome} say so. */
export type Effect =
  | Say
  /** Read the photo that came in. May bring `limited`. */
  | { readonly do: "accept-photo" }
  /** Put the photo that came in aside, sealed. May bring `hold-full`. */
  | { readonly do: "hold-photo" }
  /** Read the photos put aside. Brings `released`. */
  | { readonly do: "release-held" }
  | { readonly do: "forget-held" }
  /** Brings `redeemed`. */
  | { readonly do: "redeem-code"; readonly code: string }
  /** Erase all that is kept about the person. */
  | { readonly do: "forget-person" }
  | { readonly do: "show-picture"; readonly kind: Picture["kind"]; readonly message: string }
  /** Keep a verdict (null: take it back) on the result of the photo in `message`. Brings `feedback-kept` or `feedback-closed`. */
  | { readonly do: "give-feedback"; readonly message: string; readonly verdict: Verdict | null }
  /** Keep how old the patient on the photo in `message` is. Brings `age-kept` or `age-closed`. */
  | { readonly do: "give-age"; readonly message: string; readonly age: AgeGroup }
  /** Join the photo in `message` with that of the case: one patient's. May bring `join-closed`, `-full`, `-other-model`. */
  | { readonly do: "join-cases"; readonly code: string; readonly message: string }
  /** Take that back. Brings `parted`. */
  | { readonly do: "part-cases"; readonly message: string }
  /** Tell an admin how the house stands. */
  | { readonly do: "show-status" }
  /** Erase the photos that the person gave for improving the network. */
  | { readonly do: "erase-given" }
  /** Remove the buttons of the message whose button was pressed: the question is answered. */
  | { readonly do: "retire-choices" };

/** Everything of {@link Say} that has a default. */
export type SayOptions = Partial<Pick<Say, "args" | "lists" | "names" | "choices" | "place">>;

export function say(language: Language, key: string, options: SayOptions = {}): Say {
  return { do: "say", key, language, args: {}, lists: {}, names: {}, choices: [], place: "chat", ...options };
}
