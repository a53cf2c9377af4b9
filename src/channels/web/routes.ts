import { QueueUnavailable } from "../../queue/queue-unavailable.ts";
import type { Answer } from "./answer.ts";
import { json } from "./answer.ts";
import { type Api, classes } from "./api.ts";
import { languageOf } from "./converse-on-page.ts";
import { limitLooks } from "./guard.ts";
import type { House } from "./house.ts";
import { notice } from "./notice.ts";
import { OPEN_API } from "./open-api.ts";
import { answerPhoto, showPhoto, showPicture, takePhoto } from "./photos.ts";
import { problemOf } from "./problems.ts";
import { hearTalk, showTalk } from "./talk.ts";
import type { Visit } from "./visit.ts";

type Route = {
  readonly method: "GET" | "POST";
  /** Matched against the path as it came: nothing is decoded, so an id can hold nothing but what its pattern says. */
  readonly pattern: RegExp;
  readonly handle: (visit: Visit, ids: readonly string[]) => Answer | Promise<Answer>;
};

const TOKEN = "([0-9a-f]{32})";
const plain = (body: string): Answer => ({ status: 200, type: "text/plain; charset=utf-8", body });

export type Routes = {
  /** Every path with its method, ids as `{}`. */
  readonly list: readonly { readonly method: string; readonly pattern: RegExp }[];
  /** Never throws: what goes wrong is logged and answered. */
  answer(visit: Visit): Promise<Answer>;
};

export function createRoutes(house: House, api: Api): Routes {
  const { settings, log } = house;
  const get = (pattern: string, handle: Route["handle"]): Route => ({
    method: "GET",
    pattern: new RegExp(`^${pattern}$`),
    handle,
  });
  const post = (pattern: string, handle: Route["handle"]): Route => ({
    ...get(pattern, handle),
    method: "POST",
  });
  const routes: readonly Route[] = [
    get("/", (visit) => showTalk(house, visit)),
    post("/say", (visit) => hearTalk(house, visit)),
    post("/photo", (visit) => takePhoto(house, visit)),
    get(`/r/${TOKEN}`, (visit, [token = ""]) => showPhoto(house, visit, token)),
    post(`/r/${TOKEN}`, (visit, [token = ""]) => answerPhoto(house, visit, token)),
    get(`/r/${TOKEN}/(\\d{1,6})\\.jpg`, (visit, [token = "", number = ""]) =>
      showPicture(house, visit, token, number),
    ),
    get("/ping", () => plain("pong")),
    get("/api/classes", classes),
    get("/api/terms", (visit) => api.terms(visit)),
    post("/api/classify", (visit) => api.classify(visit)),
    get(`/api/results/${TOKEN}`, (visit, [token = ""]) => api.result(visit, token)),
    get(`/api/results/${TOKEN}/([a-z]{1,12})\\.jpg`, (visit, [token = "", kind = ""]) =>
      api.picture(visit, token, kind),
    ),
    get("/openapi\\.json", () => json(OPEN_API)),
    get("/robots\\.txt", () => plain("User-agent: *\nDisallow: /\n")),
    get("/favicon\\.ico", () => ({
      ...plain(""),
      status: 204,
      headers: { "cache-control": "max-age=604800" },
    })),
  ];

  function failed(visit: Visit, error: unknown): Answer {
    const away = error instanceof QueueUnavailable;
    if (away) log.warn({ reason: error.reason }, "request not taken in");
    else log.error({ err: error }, "request not handled");
    if (visit.path.startsWith("/api/")) return problemOf("unavailable", { "retry-after": "30" });
    const key = away ? "error-busy" : "error-try-again";
    return notice(house, languageOf(visit, settings.defaultLanguage), key, {
      status: away ? 503 : 500,
      headers: { "retry-after": "30" },
    });
  }

  async function route(visit: Visit): Promise<Answer> {
    const method = visit.method === "HEAD" ? "GET" : visit.method;
    const limited = method === "GET" && visit.path !== "/ping" ? limitLooks(house, visit) : undefined;
    if (limited) return limited;
    const here = routes.filter(({ pattern }) => pattern.test(visit.path));
    const found = here.find((it) => it.method === method);
    if (found) return found.handle(visit, found.pattern.exec(visit.path)?.slice(1) ?? []);
    const isApi = visit.path.startsWith("/api/");
    const allow = here.map((it) => it.method).join(", ");
    if (isApi) return here.length > 0 ? problemOf("method-not-allowed", { allow }) : problemOf("not-found");
    const language = languageOf(visit, settings.defaultLanguage);
    return here.length > 0
      ? notice(house, language, "web-not-found", { status: 405, headers: { allow } })
      : notice(house, language, "web-not-found", { status: 404 });
  }

  return {
    list: routes.map(({ method, pattern }) => ({ method, pattern })),
    answer: (visit) => route(visit).catch((error: unknown) => failed(visit, error)),
  };
}
