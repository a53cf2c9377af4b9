import type { Translators } from "../../i18n/translator.ts";
import type { Arrival } from "../arrival.ts";
import { numberRanges } from "../choice-number.ts";
import { say } from "../effect.ts";
import type { IntakeSettings } from "../intake.ts";
import type { NumberedChoices } from "../numbered-choices.ts";
import type { OpenChannel } from "../open-channel.ts";
import { createAlbums } from "./albums.ts";
import type { WhatsappArrival } from "./arrival.ts";

/**
 * Makes what takes one arrival in: a number becomes the choice it stands for, photos sent in one go share an album, and
 * the rest goes to the intake as it is.
 */
export function createReceive({
  channel: { intake, persons, speaker },
  choices,
  translators,
  settings,
  forget = async () => {},
}: {
  channel: Pick<OpenChannel, "intake" | "persons" | "speaker">;
  choices: NumberedChoices;
  translators: Translators;
  settings: Pick<IntakeSettings, "defaultLanguage">;
  /** Forgets what else is kept of a chat. */
  forget?: (chat: string) => Promise<void>;
}): (arrival: WhatsappArrival, heardAt: number) => Promise<void> {
  const albumOf = createAlbums();

  /** @returns false for somebody who wants to hear nothing: the conversation knows what to say */
  async function explainNumbers(arrival: WhatsappArrival, numbers: readonly number[]): Promise<boolean> {
    const person = await persons.load("whatsapp", arrival.person);
    if (person?.stopped) return false;
    const language = person?.language ?? settings.defaultLanguage;
    const list = translators.for(language).list(numberRanges(numbers, language));
    speaker.say(say(language, "choose-number", { args: { numbers: list }, place: "reply" }), arrival);
    return true;
  }

  async function choose(arrival: Arrival & { incoming: { kind: "choice"; id: string } }): Promise<void> {
    await intake.receive(arrival);
    if (arrival.incoming.id !== "forget") return;
    await choices.forget(arrival.chat);
    await forget(arrival.chat);
  }

  return async ({ quoted, ...arrival }, heardAt) => {
    const { chat, incoming, message } = arrival;
    if (incoming.kind === "photo") {
      await intake.receive({ ...arrival, album: albumOf(chat, message) });
      return;
    }
    if (incoming.kind === "choice") {
      await choose({ ...arrival, incoming });
      return;
    }
    if (incoming.kind === "other") {
      await intake.receive(arrival);
      return;
    }
    const said = { message, text: incoming.text, heardAt, ...(quoted === undefined ? {} : { quoted }) };
    const meaning = await choices.meaningOf(chat, said);
    if (meaning.kind === "choice") {
      const { id, message: pressed } = meaning;
      const choice = { ...arrival, incoming: { kind: "choice", id } as const };
      await choose(pressed === undefined ? choice : { ...choice, pressed });
      return;
    }
    if (meaning.kind === "no-such-number" && (await explainNumbers(arrival, meaning.numbers))) return;
    await intake.receive(arrival);
  };
}
