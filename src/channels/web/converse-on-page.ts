import type { AgeGroup } from "../../core/age.ts";
import { type Language, negotiate } from "../../i18n/languages.ts";
import type { Incoming } from "../event.ts";
import { type Circumstances, NEWCOMER, type Person } from "../person.ts";
import type { House } from "./house.ts";
import type { Visit } from "./visit.ts";

/** What is to be said is stored within milliseconds, unless Redis is away. */
const SAID_MS = 3_000;

type Turn = {
  readonly chat: string;
  /** The page that shows what is said. */
  readonly place: string;
  readonly incoming: Incoming;
  /** The name of the form it came in: a form that a flaky line sends twice is one message. */
  readonly form: string;
  readonly languages: readonly string[];
  /** The message whose button was pressed. */
  readonly pressed?: string;
  readonly photo?: {
    readonly message: string;
    readonly bytes: Uint8Array;
    readonly age: AgeGroup | undefined;
  };
};

/**
 * Hands something to the conversation and waits until its words are stored, so that the next page shows them.
 *
 * @throws {QueueUnavailable} when it could not be stored
 */
export async function takeTurn({ visits, service, intakeGate, vault }: House, turn: Turn): Promise<void> {
  const { chat, place, incoming, form, languages, pressed, photo } = turn;
  const said = vault.pseudonym("web", `said ${JSON.stringify([chat, form, incoming, pressed])}`);
  await visits.turnTo(chat, place);
  const arrival = {
    chat,
    person: chat,
    message: photo?.message ?? `said-${said}`,
    receivedAt: Date.now(),
    clientLanguages: languages,
    incoming,
    ...(pressed === undefined ? {} : { pressed }),
    ...(photo ? { photo: { bytes: photo.bytes } } : {}),
    ...(photo?.age === undefined ? {} : { age: photo.age }),
  };
  const receive = () => service.intake.receive(arrival);
  await (photo ? intakeGate(receive) : receive());
  await service.courier.settled(SAID_MS);
}

export type Visitor = { readonly person: Person; readonly circumstances: Circumstances };

/** Who somebody is for the conversation, without changing anything. */
export async function meet(house: House, session: string | undefined, visit: Visit): Promise<Visitor> {
  const { service, settings } = house;
  const known = session === undefined ? undefined : await service.persons.load("web", session);
  const member =
    settings.access === "open" || (session !== undefined && (await house.invites.isMember("web", session)));
  return {
    person: known ?? NEWCOMER,
    circumstances: {
      now: Date.now(),
      access: settings.access,
      member,
      clientLanguage: languageOf(visit, settings.defaultLanguage),
      photoHours: settings.photoHours,
      message: "",
      // Whoever is shut out is told so by the intake; a page shows what was said.
      blocked: false,
    },
  };
}

/** The language of whoever has not chosen one. */
export function languageOf({ languages }: Visit, fallback: Language): Language {
  return negotiate(languages, fallback);
}
