import { UserError } from "../core/user-error.ts";
import { LANGUAGES, type Language } from "../i18n/languages.ts";

/**
 * The language a command speaks: its `--language`, else `DEFAULT_LANGUAGE`, else English.
 *
 * @throws {UserError} for a language there is no catalogue of
 */
export function languageOption(command: string, option: string | undefined): Language {
  const wanted = option ?? (process.env["DEFAULT_LANGUAGE"] || "en");
  const found = LANGUAGES.find((language) => language === wanted);
  if (found) return found;
  const source = option === undefined ? "DEFAULT_LANGUAGE" : "--language";
  throw new UserError(`${command}: ${source} '${wanted}' is not one of ${LANGUAGES.join(", ")}`, {
    exitCode: 2,
  });
}
