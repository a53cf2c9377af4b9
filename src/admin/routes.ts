import { randomUUID } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import qrcode from "qrcode";
import type { HouseWatch } from "../queue/house-state.ts";
import type { LinkCode } from "../queue/link-code.ts";
import type { QueueAdmin } from "../queue/queue-admin.ts";
import type { RateLimit } from "../queue/rate-limit.ts";
import type { TroubleLimits } from "../queue/troubles.ts";
import { type Html, html, trusted } from "../runtime/http/html.ts";
import { addressOf, isForeign, originOf, type VisitSettings } from "../runtime/http/origin.ts";
import type { Logger } from "../runtime/logger.ts";
import { renderLayout } from "./layout.ts";
import { renderQueues } from "./queues-page.ts";
import { readForm } from "./read-form.ts";
import type { Sessions } from "./session.ts";
import { renderStatus } from "./status-page.ts";

const REFRESH_SECONDS = 10;

/** What a request is answered with. */
export type AdminAnswer = {
  readonly status: number;
  readonly body: string;
  readonly secure: boolean;
  readonly headers?: OutgoingHttpHeaders;
};

export type AdminDeps = {
  readonly sessions: Sessions;
  readonly house: Pick<HouseWatch, "read">;
  readonly queueAdmin: Pick<QueueAdmin, "troubled" | "retry">;
  readonly linkCode: Pick<LinkCode, "read">;
  /** Attempts to sign in, by address. */
  readonly attempts: RateLimit;
  readonly limits: TroubleLimits;
  readonly visits: VisitSettings;
  readonly log: Logger;
};

type Session = NonNullable<Awaited<ReturnType<Sessions["read"]>>>;

/** Maps a request to what answers it. Nothing but the sign-in page is shown to whoever is not signed in. */
export function createAdminRoutes(deps: AdminDeps): (request: IncomingMessage) => Promise<AdminAnswer> {
  const { sessions, house, queueAdmin, linkCode, attempts, limits, visits, log } = deps;

  function signInPage(said?: string): Html {
    return renderLayout(
      "Sign in",
      html`${said === undefined ? undefined : html`<p class="bad" role="alert">${said}</p>`}
<form method="post" action="/login"><label>Password <input type="password" name="password" autocomplete="current-password" required autofocus></label><button>Sign in</button></form>`,
    );
  }

  async function statusPage(session: Session): Promise<Html> {
    const [state, code] = await Promise.all([house.read(), linkCode.read()]);
    const picture =
      code === undefined ? undefined : trusted(await qrcode.toString(code, { type: "svg", margin: 2 }));
    return renderLayout("Status", renderStatus(state, limits, picture), {
      token: sessions.formToken(session),
      refresh: REFRESH_SECONDS,
    });
  }

  async function signIn(request: IncomingMessage, secure: boolean): Promise<AdminAnswer> {
    const address = addressOf(request, visits.trustedProxies);
    const wait = await attempts.take("web", `admin sign-in from ${address}`, randomUUID());
    if (wait > 0) {
      const minutes = Math.ceil(wait / 60_000);
      log.warn("admin page: too many attempts to sign in from one address");
      const headers = { "retry-after": String(Math.ceil(wait / 1_000)) };
      const page = signInPage(`Too many attempts. Try again in ${minutes} min.`);
      return { status: 429, body: page.html, secure, headers };
    }
    const form = await readForm(request);
    if (!sessions.isPassword(form?.get("password") ?? "")) {
      log.warn("admin page: wrong password");
      return { status: 403, body: signInPage("Wrong password.").html, secure };
    }
    log.info("admin page: signed in");
    return { status: 303, body: "", secure, headers: { location: "/", "set-cookie": sessions.open(secure) } };
  }

  async function act(
    path: string,
    request: IncomingMessage,
    session: Session,
    secure: boolean,
  ): Promise<AdminAnswer> {
    const form = await readForm(request);
    if (!form || !sessions.isFormToken(session, form.get("form") ?? undefined)) {
      const page = renderLayout(
        "Not done",
        html`<p>This form is not this session's own. <a href="/">Back</a></p>`,
      );
      return { status: 403, body: page.html, secure };
    }
    if (path === "/logout") {
      const headers = { location: "/", "set-cookie": await sessions.end(session, secure) };
      return { status: 303, body: "", secure, headers };
    }
    const retried = await queueAdmin.retry(form.get("study") ?? undefined);
    log.info({ retried }, "admin page: jobs run again");
    return { status: 303, body: "", secure, headers: { location: `/queues?done=${retried}` } };
  }

  return async (request) => {
    const origin = originOf(request, visits);
    const secure = origin.startsWith("https:");
    const method = request.method ?? "GET";
    const { pathname: path, searchParams } = new URL(request.url ?? "/", "http://admin");
    const answer = (status: number, markup: Html) => ({ status, body: markup.html, secure });
    const posted = method === "POST";
    if (!posted && method !== "GET" && method !== "HEAD") {
      return answer(405, renderLayout("Not possible", html`<p>Only GET and POST.</p>`));
    }
    if (posted && isForeign(request, origin)) {
      return answer(
        403,
        renderLayout("Not done", html`<p>This form came from another site. <a href="/">Back</a></p>`),
      );
    }
    if (posted && path === "/login") return signIn(request, secure);
    const session = await sessions.read(request.headers.cookie, secure);
    if (!session) return answer(posted || path !== "/" ? 401 : 200, signInPage());
    if (posted && (path === "/logout" || path === "/queues/retry"))
      return act(path, request, session, secure);
    if (!posted && path === "/") return answer(200, await statusPage(session));
    if (!posted && path === "/queues") {
      const token = sessions.formToken(session);
      const page = renderQueues(await queueAdmin.troubled(), token, searchParams.get("done"));
      return answer(200, renderLayout("Queues", page, { token }));
    }
    return answer(404, renderLayout("Not found", html`<p>There is no such page. <a href="/">Status</a></p>`));
  };
}
