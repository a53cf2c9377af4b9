import { type Language, negotiate } from "../i18n/languages.ts";
import type { Invites } from "../queue/invites.ts";
import type { Channel } from "../queue/jobs.ts";
import type { People } from "../queue/people.ts";
import type { PersonStore } from "../queue/person-store.ts";
import { QueueUnavailable } from "../queue/queue-unavailable.ts";
import type { Vault } from "../queue/vault.ts";
import type { Logger } from "../runtime/logger.ts";
import { createRepeatFilter } from "../runtime/repeat-filter.ts";
import type { Arrival } from "./arrival.ts";
import { converse } from "./conversation.ts";
import type { Effect } from "./effect.ts";
import type { Event } from "./event.ts";
import type { Performer, Target } from "./perform.ts";
import { type Circumstances, NEWCOMER, type Person } from "./person.ts";
import { createSequence } from "./sequence.ts";
import type { Speaker } from "./speaker.ts";

export type Intake = {
  /**
   * Takes something in. When this resolves, whatever must not be lost is stored, and the messenger may be told so;
   * what is to be said is on its way. May be called again for the same message.
   *
   * @throws {QueueUnavailable} when it could not be stored: the messenger must deliver it again
   */
  receive(arrival: Arrival): Promise<void>;
  /** Tells a person that something of theirs could not be handled and has to be sent again. */
  apologise(arrival: Arrival): void;
};

export type IntakeSettings = {
  readonly access: "open" | "invite";
  /** Ids of people who need no code and have no limit. */
  readonly admins: readonly string[];
  readonly photoHours: number;
  readonly defaultLanguage: Language;
};

/** How often a chat is told that the service is away. */
const BUSY_AGAIN_MS = 600_000;

export function createIntake({
  channel,
  settings,
  vault,
  persons,
  invites,
  people,
  performer,
  speaker,
  log,
  now = Date.now,
}: {
  channel: Channel;
  settings: IntakeSettings;
  vault: Vault;
  persons: PersonStore<Person>;
  invites: Invites;
  people: Pick<People, "greet">;
  performer: Performer;
  speaker: Speaker;
  log: Logger;
  now?: () => number;
}): Intake {
  const inSequence = createSequence();
  const maySayBusy = createRepeatFilter(BUSY_AGAIN_MS);
  const languageOf = ({ clientLanguages }: Arrival) => negotiate(clientLanguages, settings.defaultLanguage);

  async function circumstancesOf(arrival: Arrival): Promise<Circumstances> {
    const { person, message } = arrival;
    const { blocked } = await people.greet(channel, person);
    const admin = settings.admins.includes(person);
    const free = settings.access === "open" || admin;
    return {
      now: now(),
      access: settings.access,
      member: free || (await invites.isMember(channel, person)),
      blocked,
      admin,
      clientLanguage: languageOf(arrival),
      photoHours: settings.photoHours,
      message,
    };
  }

  async function handle(arrival: Arrival): Promise<void> {
    let person = (await persons.load(channel, arrival.person)) ?? NEWCOMER;
    let circumstances = await circumstancesOf(arrival);
    const visit = performer.visit(arrival);
    const events: { event: Event; target: Target }[] = [{ event: arrival.incoming, target: arrival }];
    for (let next = events.shift(); next; next = events.shift()) {
      const step = converse(person, next.event, circumstances);
      if (step.person !== person && !forgets(step.effects)) {
        await persons.save(channel, arrival.person, step.person);
      }
      person = step.person;
      for (const effect of step.effects) {
        const outcomes = await visit.perform(effect, { person, circumstances, target: next.target });
        for (const outcome of outcomes) {
          if (outcome.event.kind === "redeemed" && outcome.event.outcome === "accepted") {
            circumstances = { ...circumstances, member: true };
          }
          events.push(outcome);
        }
      }
    }
    await visit.end();
  }

  return {
    async receive(arrival) {
      try {
        await inSequence(arrival.chat, () => handle(arrival));
        log.debug(
          { kind: arrival.incoming.kind, person: vault.pseudonym(channel, arrival.person) },
          "message taken in",
        );
      } catch (error) {
        const worried = error instanceof QueueUnavailable && arrival.incoming.kind === "photo";
        if (worried && maySayBusy(arrival.chat)) speaker.tell(arrival, languageOf(arrival), "error-busy");
        throw error;
      }
    },
    apologise: (arrival) => speaker.tell(arrival, languageOf(arrival), "error-try-again"),
  };
}

function forgets(effects: readonly Effect[]): boolean {
  return effects.some((effect) => effect.do === "forget-person");
}
