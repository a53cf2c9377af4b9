import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../../../core/user-error.ts";
import type { Logger } from "../../../runtime/logger.ts";
import { createRepeatFilter } from "../../../runtime/repeat-filter.ts";
import { isSigned, readSignature, sameWord } from "./signature.ts";

/** Meta's notifications have at most 3 MB. */
const LONGEST_BODY = 3 * 1024 * 1024;
/** So many bodies at once are held in memory. */
const MOST_CONNECTIONS = 64;
/** Meta delivers again what was not answered within some seconds. */
const ANSWER_MS = 6_000;
const READ_MS = 10_000;
const CLOSE_MS = 6_000;
const SIGNATURE_HEADER = "x-hub-signature-256";

export type Webhook = { readonly port: number; close(): Promise<void> };

/** What became of a notification: stored, or to be delivered again. */
type Taken = "stored" | "again";

export type WebhookSettings = {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly appSecret: string;
  readonly verifyToken: string;
};

type Answer = { readonly status: number; readonly body?: string };

/** @returns undefined for a body that is too long */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > LONGEST_BODY) return undefined;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > LONGEST_BODY) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Meta asks once, when the address is entered, whether it is really ours. */
function verify(query: URLSearchParams, verifyToken: string): Answer {
  const challenge = query.get("hub.challenge");
  if (query.get("hub.mode") !== "subscribe" || challenge === null) return { status: 400 };
  if (!sameWord(query.get("hub.verify_token") ?? "", verifyToken)) return { status: 403 };
  return /^[\w.~-]{1,256}$/.test(challenge) ? { status: 200, body: challenge } : { status: 400 };
}

/**
 * Takes notifications that Meta posts. One is answered with 200 only when what it brought is stored, with 503
 * otherwise, and Meta then delivers it again. Nothing of a body is looked at before its signature has been checked.
 *
 * @param take told of each signed notification; may be called again for the same
 * @param onEvent counts `webhook`, `webhook-unsigned`, `webhook-too-large`, `webhook-unreadable`, `webhook-again`
 * @throws {UserError} when the port is taken or not allowed
 */
export async function startWebhook({
  settings: { host, port, path, appSecret, verifyToken },
  take,
  onEvent,
  log,
  answerMilliseconds = ANSWER_MS,
}: {
  settings: WebhookSettings;
  take: (notification: unknown) => Promise<Taken>;
  onEvent: (event: string) => void;
  log: Logger;
  answerMilliseconds?: number;
}): Promise<Webhook> {
  const mayReport = createRepeatFilter(60_000);
  const refuse = (event: string, status: number, why: string): Answer => {
    onEvent(event);
    if (mayReport(event)) log.warn({ why }, "webhook refused");
    return { status };
  };

  async function post(request: IncomingMessage): Promise<Answer> {
    const claimed = readSignature(request.headers[SIGNATURE_HEADER]);
    if (!claimed) return refuse("webhook-unsigned", 401, "no signature");
    const body = await readBody(request);
    if (!body) return refuse("webhook-too-large", 413, "too large");
    if (!isSigned(body, claimed, appSecret)) {
      return refuse("webhook-unsigned", 401, "wrong signature; is WHATSAPP_CLOUD_APP_SECRET this app's?");
    }
    onEvent("webhook");
    let notification: unknown;
    try {
      notification = JSON.parse(body.toString());
    } catch {
      // Signed, so Meta's own; no repetition would mend it.
      return refuse("webhook-unreadable", 200, "no JSON");
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Taken>((resolve) => {
      timer = setTimeout(() => resolve("again"), answerMilliseconds);
    });
    const taken = await Promise.race([take(notification), late]).finally(() => clearTimeout(timer));
    if (taken === "stored") return { status: 200 };
    onEvent("webhook-again");
    return { status: 503 };
  }

  async function answerFor(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://webhook");
    if (pathname !== path) return { status: 404 };
    if (request.method === "GET") return verify(searchParams, verifyToken);
    return request.method === "POST" ? post(request) : { status: 405 };
  }

  function send(request: IncomingMessage, response: ServerResponse, { status, body = "" }: Answer): void {
    // What is left of a refused body is not read.
    const close = request.complete ? {} : { connection: "close" };
    response.writeHead(status, {
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
      "content-length": Buffer.byteLength(body),
      ...close,
    });
    response.end(body, () => {
      if (!request.complete) request.destroy();
    });
  }

  const server = createServer((request, response) => {
    answerFor(request)
      .catch((error: unknown): Answer => {
        // A sender that went away in the middle is nobody's failure.
        if (!request.destroyed) log.error({ err: error }, "notification not handled");
        return { status: 503 };
      })
      .then((answer) => send(request, response, answer))
      .catch(() => response.destroy());
  });
  server.requestTimeout = READ_MS;
  server.headersTimeout = READ_MS / 2;
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why =
        cause.code === "EADDRINUSE"
          ? "another process listens there already; two would take each other's messages. Stop that one, or choose another port"
          : `${cause.code}. Choose another host or port`;
      reject(new UserError(`WHATSAPP_WEBHOOK_PORT: cannot listen on ${host}:${port}: ${why}.`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const last = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(last);
    },
  };
}
