import { negotiateLanguages } from "@fluent/langneg";

/** Languages with a catalogue in `locales/`; the first is the reference. */
export const LANGUAGES = ["en", "fr", "ar", "hi", "es", "pt", "sw", "bn", "am", "ha", "ur", "id"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Direction = "ltr" | "rtl";

const RIGHT_TO_LEFT: readonly Language[] = ["ar", "ur"];

export function isLanguage(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}

export function directionOf(language: Language): Direction {
  return RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
}

/**
 * Whether values set into a sentence are wrapped in the invisible marks U+2068 and U+2069. Only right-to-left
 * sentences need them: a case code or model name would else drag the neighbouring full stop to its side. Elsewhere
 * they gain nothing, cost six bytes a value, and show as boxes on old phones.
 */
export function isolatesValues(language: Language): boolean {
  return directionOf(language) === "rtl";
}

/** A well-formed language tag as far as matching needs it; clients send other things too. */
const TAG = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i;

/**
 * The best catalogue for a person.
 *
 * @param requested BCP 47 tags, the most wanted first, as the messenger reports them (`fr-CA`, `pt_BR`); what is no tag is passed over
 * @param fallback when none matches
 */
export function negotiate(requested: readonly string[], fallback: Language): Language {
  const tags = requested.map((tag) => tag.replaceAll("_", "-")).filter((tag) => TAG.test(tag));
  const [found = fallback] = negotiateLanguages(tags, [...LANGUAGES], {
    strategy: "lookup",
    defaultLocale: fallback,
  });
  return isLanguage(found) ? found : fallback;
}
