import type { Language } from "../i18n/languages.ts";
import type { Translators } from "../i18n/translator.ts";
import type { Courier } from "./courier.ts";
import type { Say } from "./effect.ts";
import type { Choice } from "./event.ts";
import type { Buttons, Messenger } from "./messenger.ts";

/** Where something is said. */
export type Place = {
  readonly chat: string;
  readonly message: string;
  /** The message whose button was pressed. */
  readonly pressed?: string;
};

/** Puts what the conversation says into words and hands it to the courier. */
export type Speaker = {
  say(say: Say, place: Place): void;
  /** Choices as a messenger takes them. */
  buttons(choices: Say["choices"], language: Language): Buttons;
  /** Answers a message with one sentence. */
  tell(place: Place, language: Language, key: string): void;
};

export function createSpeaker({
  messenger,
  courier,
  translators,
}: {
  messenger: Messenger;
  courier: Courier;
  translators: Translators;
}): Speaker {
  function labelOf({ labelKey, language, chosen }: Choice, spoken: Language): string {
    const label = translators.for((language as Language | undefined) ?? spoken).t(labelKey);
    return chosen ? `✅ ${label}` : label;
  }

  function buttonsOf(choices: Say["choices"], language: Language): Buttons {
    return choices.map((row) => row.map((choice) => ({ id: choice.id, label: labelOf(choice, language) })));
  }

  function textOf({ key, language, args, lists, names }: Say): string {
    const translator = translators.for(language);
    const joined = Object.entries(lists).map(([name, keys]) => [
      name,
      translator.list(keys.map((item) => translator.t(item))),
    ]);
    const named = Object.entries(names).map(([name, items]) => [name, translator.list(items)]);
    return translator.t(key, { ...args, ...Object.fromEntries([...joined, ...named]) });
  }

  return {
    say(say, { chat, message, pressed }) {
      courier.send(chat, async () => {
        const text = textOf(say);
        const buttons = buttonsOf(say.choices, say.language);
        if (say.place === "page" && pressed !== undefined) {
          if (await messenger.editText(chat, pressed, text, buttons)) return;
        }
        await messenger.sendText(chat, text, {
          ...(buttons.length > 0 ? { buttons } : {}),
          ...(say.place === "reply" ? { replyTo: message } : {}),
        });
      });
    },
    buttons: buttonsOf,
    tell({ chat, message }, language, key) {
      courier.send(chat, async () => {
        await messenger.sendText(chat, translators.for(language).t(key), { replyTo: message });
      });
    },
  };
}
