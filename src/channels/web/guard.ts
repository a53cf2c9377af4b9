import type { Language } from "../../i18n/languages.ts";
import { html } from "../../runtime/http/html.ts";
import { type Answer, page } from "./answer.ts";
import { BodyRefused } from "./body-refused.ts";
import { languageOf } from "./converse-on-page.ts";
import type { House } from "./house.ts";
import { notice } from "./notice.ts";
import { problemOf } from "./problems.ts";
import { newSession, readFormToken, sessionCookie } from "./session.ts";
import type { Visit } from "./visit.ts";

/** The key of what a page says about a body that was not read, and the status it goes with. */
const REFUSALS = {
  broken: { status: 400, key: "web-upload-broken" },
  "wrong-type": { status: 415, key: "web-upload-broken" },
  "too-much": { status: 413, key: "web-upload-broken" },
  "too-large": { status: 413, key: "refusal-too-large" },
  busy: { status: 503, key: "error-busy" },
} as const;

/**
 * The session of whoever looks at a page with forms. A visitor whose cookie stayed behind because another site's link
 * led here gets a page that asks again from here: answering at once would replace a session that exists.
 */
export function openSession(visit: Visit): { session: string; cookie: string } | Answer {
  if (visit.session === undefined && visit.request.headers["sec-fetch-site"] === "cross-site") {
    if (!visit.query.has("again")) {
      const again = `${visit.path}?again=1`;
      return page(
        html`<!doctype html><meta http-equiv="refresh" content="0;url=${again}"><title>Roentgram</title><a href="${again}">Roentgram</a>`,
      );
    }
  }
  const session = visit.session ?? newSession();
  return { session, cookie: sessionCookie(session, visit.secure) };
}

/**
 * Whether a form may be acted upon: sent from our own page, by the session that the page was made for.
 *
 * @returns the session and the form's own name, or the page that says no
 */
export function admit(
  house: House,
  visit: Visit,
  token: string | undefined,
): { session: string; form: string } | Answer {
  const { session } = visit;
  const form =
    visit.foreign || session === undefined ? undefined : readFormToken(house.vault, session, token);
  if (session !== undefined && form !== undefined) return { session, form };
  house.metrics.event("form-refused");
  return notice(house, languageOf(visit, house.settings.defaultLanguage), "web-form-refused", {
    status: 403,
  });
}

/** @returns the page that asks to wait, when this address has sent too much within the hour */
export async function limitAddress(
  house: House,
  visit: Visit,
  kind: "photos" | "posts",
  name: string,
): Promise<Answer | undefined> {
  const limit = kind === "photos" ? house.photosFrom : house.postsFrom;
  const wait = await limit.take("web", `${kind} from ${visit.address}`, name);
  if (wait === 0) return undefined;
  house.metrics.event("address-limited");
  return notice(house, languageOf(visit, house.settings.defaultLanguage), "web-too-many", {
    status: 429,
    args: { minutes: Math.ceil(wait / 60_000) },
    headers: { "retry-after": String(Math.ceil(wait / 1_000)) },
  });
}

/** @returns the answer that asks to wait, when this address has looked too often within the minute */
export function limitLooks(house: House, visit: Visit): Answer | undefined {
  const wait = house.looksFrom(visit.address);
  if (wait === 0) return undefined;
  house.metrics.event("looks-limited");
  const headers = { "retry-after": String(Math.ceil(wait / 1_000)) };
  if (visit.path.startsWith("/api/")) return problemOf("too-many-looks", headers);
  return notice(house, languageOf(visit, house.settings.defaultLanguage), "web-too-many", {
    status: 429,
    args: { minutes: Math.ceil(wait / 60_000) },
    headers,
  });
}

/** The page about a body that was not read; anything else is thrown on. */
export function refusedBody(house: House, language: Language, error: unknown): Answer {
  if (!(error instanceof BodyRefused)) throw error;
  const { status, key } = REFUSALS[error.reason];
  house.metrics.event(`upload-${error.reason}`);
  const headers = error.reason === "busy" ? { headers: { "retry-after": "30" } } : {};
  return notice(house, language, key, { status, ...headers });
}
