import { z } from "zod";
import { LANGUAGES, type Language } from "../i18n/languages.ts";

/** Raised whenever the meaning of the terms changes: everybody is then asked again. */
export const TERMS_VERSION = 2;

/** Raised whenever the meaning of giving photos for improving the network changes: everybody is then asked again. */
export const GIVING_VERSION = 1;

/** What is remembered of a person between two messages. Stored sealed, under a pseudonym. */
export const Person = z.object({
  v: z.literal(1),
  /** Chosen by the person; null while only guessed from the client. */
  language: z.enum(LANGUAGES).nullable(),
  /** Which terms were agreed to, and when (milliseconds since 1970). */
  terms: z.object({ version: z.number().int(), at: z.number() }).nullable(),
  /** `by`: the message that switched it last, so that the same message seen twice does not switch back. */
  lowData: z.object({ on: z.boolean(), by: z.string() }),
  /** After /stop: nothing is read until /start. */
  stopped: z.boolean(),
  /** When a photo was last put aside for want of an agreement; null when none waits. */
  heldAt: z.number().nullable(),
  /** The photo that was told so, so that the same message seen twice is told again. */
  heldNoticeTo: z.string(),
  /**
   * Whether photos may be kept for improving the network; null when never asked. `by`: the message that led to the
   * question, so that the same message seen twice asks again.
   */
  giving: z
    .object({
      version: z.number().int(),
      answer: z.enum(["asked", "yes", "no"]),
      at: z.number(),
      by: z.string(),
    })
    .nullable()
    .default(null),
  /** When somebody shut out was last told so, and on which message. */
  blockedTold: z.object({ at: z.number(), by: z.string() }).nullable().default(null),
});
export type Person = z.infer<typeof Person>;

/** Somebody of whom nothing is known. */
export const NEWCOMER: Person = {
  v: 1,
  language: null,
  terms: null,
  lowData: { on: false, by: "" },
  stopped: false,
  heldAt: null,
  heldNoticeTo: "",
  giving: null,
  blockedTold: null,
};

/** True when the person agreed to the terms as they stand now. */
export function hasAgreed({ terms }: Person): boolean {
  return terms?.version === TERMS_VERSION;
}

/** {@link hasAgreed} of what is stored of a person, whatever it is. */
export function isAgreedPerson(stored: unknown): boolean {
  const { success, data } = Person.safeParse(stored);
  return success && hasAgreed(data) && !data.stopped;
}

/** True when photos of this person may be kept for improving the network. */
export function givesPhotos(person: Person): boolean {
  const { giving, stopped } = person;
  return hasAgreed(person) && !stopped && giving?.answer === "yes" && giving.version === GIVING_VERSION;
}

/** What the conversation has to know beside the person's own state. */
export type Circumstances = {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly access: "open" | "invite";
  /** A code of this person has been accepted; always true where access is open. */
  readonly member: boolean;
  /** Shut out by an admin. */
  readonly blocked: boolean;
  /** One of the admins. */
  readonly admin?: boolean;
  /** As the messenger's client reports it; used until the person chooses. */
  readonly clientLanguage: Language;
  /** How long photos are kept at most, for the terms. */
  readonly photoHours: number;
  /** The incoming message's id. */
  readonly message: string;
};

/** True when this person's photos may be read. */
export function isReady(person: Person, { member }: Circumstances): boolean {
  return member && hasAgreed(person) && !person.stopped;
}
