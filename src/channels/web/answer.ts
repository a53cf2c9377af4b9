import type { OutgoingHttpHeaders } from "node:http";
import type { Html } from "../../runtime/http/html.ts";

/** What a request is answered with. */
export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: OutgoingHttpHeaders;
};

const HTML = "text/html; charset=utf-8";

export function page(markup: Html, options: { status?: number; headers?: OutgoingHttpHeaders } = {}): Answer {
  const { status = 200, headers = {} } = options;
  return { status, type: HTML, body: markup.html, headers };
}

/** Sends the browser on, so that a reload repeats nothing. */
export function seeOther(location: string, headers: OutgoingHttpHeaders = {}): Answer {
  return { status: 303, type: "text/plain; charset=utf-8", body: "", headers: { location, ...headers } };
}

export function json(
  body: unknown,
  options: { status?: number; headers?: OutgoingHttpHeaders } = {},
): Answer {
  const { status = 200, headers = {} } = options;
  return { status, type: "application/json", body: JSON.stringify(body), headers };
}

/** An error as RFC 9457 describes it. `detail` says what to do. */
export type Problem = {
  readonly status: number;
  /** One word for one kind of problem: the last part of its `type`. */
  readonly name: string;
  readonly title: string;
  readonly detail: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly headers?: OutgoingHttpHeaders;
};

export function problem({ status, name, title, detail, more = {}, headers = {} }: Problem): Answer {
  const body = { type: `urn:roentgram:problem:${name}`, title, status, detail, ...more };
  return { status, type: "application/problem+json", body: JSON.stringify(body), headers };
}
