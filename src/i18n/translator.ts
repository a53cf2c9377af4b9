import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FluentBundle, FluentDateTime, FluentResource } from "@fluent/bundle";
import { LOCALES_DIR } from "../config/paths.ts";
import { type Direction, directionOf, isolatesValues, LANGUAGES, type Language } from "./languages.ts";

export type TextArguments = Readonly<Record<string, string | number | Date>>;

/** One language's catalogue. */
export type Translator = {
  readonly language: Language;
  readonly direction: Direction;
  /**
   * One message as text. Numbers are formatted for the language; a Date becomes day, month, hour, minute and the
   * machine's time zone, for the sender may live in another one.
   *
   * @throws {Error} for an unknown key or a missing variable: half a sentence is worse than none
   */
  t(key: string, args?: TextArguments): string;
  /** Whether there is such a message. */
  has(key: string): boolean;
  /** Things joined as the language joins them, such as `a, b, and c`. */
  list(items: readonly string[]): string;
};

/** Every language's catalogue. */
export type Translators = { for(language: Language): Translator };

const TIME: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "short",
};

const ISOLATE = /\u2068([^\u2068\u2069]*)\u2069/g;

/**
 * Keeps Fluent's isolating marks only around values with Latin letters. A line such as `1. finding: band`, whose every
 * word were isolated, would have no letter left to take its direction from, and would run left to right.
 */
function isolateLatin(text: string): string {
  return text.replace(ISOLATE, (whole: string, value: string) =>
    /\p{Script=Latin}/u.test(value) ? whole : value,
  );
}

/**
 * Makes a translator from the text of a Fluent file.
 *
 * @throws {Error} when a message is defined twice
 */
export function createTranslator(language: Language, source: string): Translator {
  const bundle = new FluentBundle(language, { useIsolating: isolatesValues(language) });
  const problems = bundle.addResource(new FluentResource(source));
  if (problems.length > 0) throw new Error(`locales/${language}.ftl: ${problems.map(String).join("; ")}`);
  const lists = new Intl.ListFormat(language, { type: "conjunction" });
  return {
    language,
    direction: directionOf(language),
    t(key, args = {}) {
      const pattern = bundle.getMessage(key)?.value;
      if (!pattern) throw new Error(`locales/${language}.ftl has no message '${key}'`);
      const values = Object.entries(args).map(([name, value]) => [
        name,
        value instanceof Date ? new FluentDateTime(value.getTime(), TIME) : value,
      ]);
      const errors: Error[] = [];
      const text = bundle.formatPattern(pattern, Object.fromEntries(values), errors);
      if (errors.length > 0) {
        throw new Error(`locales/${language}.ftl: '${key}' cannot be written`, { cause: errors[0] });
      }
      return isolateLatin(text);
    },
    has: (key) => bundle.hasMessage(key),
    list: (items) => lists.format(items),
  };
}

/** Reads every catalogue. @param dir folder of `<language>.ftl` files */
export async function loadTranslators(dir: string = LOCALES_DIR): Promise<Translators> {
  const loaded = await Promise.all(
    LANGUAGES.map(async (language) => {
      const source = await readFile(join(dir, `${language}.ftl`), "utf8");
      return [language, createTranslator(language, source)] as const;
    }),
  );
  const translators = new Map(loaded);
  return {
    for(language) {
      const translator = translators.get(language);
      if (!translator) throw new Error(`no catalogue for '${language}'`);
      return translator;
    },
  };
}
