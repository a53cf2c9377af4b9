import type { Translators } from "../../i18n/translator.ts";

/**
 * The catalogues as the page speaks them: where a message means something else on a page than in a messenger (there is
 * no messenger's server, nothing stays in a chat), its own wording stands under `web-<key>` and takes its place.
 */
export function createWebTexts(translators: Translators): Translators {
  return {
    for(language) {
      const plain = translators.for(language);
      const keyOf = (key: string) => (plain.has(`web-${key}`) ? `web-${key}` : key);
      return { ...plain, t: (key, args) => plain.t(keyOf(key), args) };
    },
  };
}
