/** A bot's token, alone or inside a URL of the Bot API (`.../bot123456:AA.../getFile`). */
const BOT_TOKEN = /\d{5,}:[A-Za-z0-9_-]{20,}/g;
/** User and password of a URL such as `redis://user:password@host`. */
const CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^/@\s"']*@/gi;

/** Removes bot tokens, credentials in URLs and the given secrets from a text. */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 6) clean = clean.replaceAll(secret, "[secret]");
  return clean.replace(BOT_TOKEN, "[token]").replace(CREDENTIALS, "$1[credentials]@");
}
