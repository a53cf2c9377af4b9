import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Chats, createChats } from "./bot-api-chats.ts";
import { type ApiAnswer, createMethods, type Fields, no } from "./bot-api-methods.ts";
import { readMultipart } from "./multipart.ts";

/** What goes wrong with one call. */
export type Fault =
  | {
      readonly kind: "status";
      readonly status: number;
      readonly retryAfter?: number;
      readonly description?: string;
    }
  /** The connection ends before anything is accepted. */
  | { readonly kind: "reset-before" }
  /** The call is accepted, and then the connection ends without an answer. */
  | { readonly kind: "reset-after" }
  /** The call is accepted, and then somebody in between answers with this status. */
  | { readonly kind: "status-after"; readonly status: number }
  /** The answer comes late; of a download, its bytes come drop by drop over this time. */
  | { readonly kind: "slow"; readonly milliseconds: number };

/** One call of the bot; `method` is `file` for a download. */
type Call = { readonly at: number; readonly method: string; readonly fields: Fields; status?: number };

/** A message was accepted, but its sender may not have learned of it. */
type Window = {
  readonly at: number;
  readonly method: string;
  readonly chat: number;
  /** What was accepted. */
  readonly message: number;
  readonly replyTo: number | undefined;
  readonly reason: "reset-after" | "status-after" | "connection lost" | "client killed";
};

export type BotApiServer = Chats & {
  readonly token: string;
  /** The bot's own id. */
  readonly bot: number;
  readonly root: string;
  readonly calls: Call[];
  readonly windows: Window[];
  /** Asked for each call; undefined for none. */
  plan: (call: Call) => Fault | undefined;
  /** Lets the next `times` calls of `method` go wrong. */
  failNext(method: string, times: number, fault: Fault): void;
  /**
   * Tells that the bot was killed now: what was accepted shortly before, or is in the next moments from what it had sent off, may not
   * have been marked by it.
   */
  noteKill(): void;
  close(): Promise<void>;
};

const SENDS = new Set(["sendMessage", "sendPhoto", "sendMediaGroup"]);
/** Between an acceptance here and the mark there, on a busy machine. */
const MARK_MS = 600;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function fieldsOf(body: Buffer, contentType: string): { fields: Fields; upload?: Buffer } {
  if (body.byteLength === 0) return { fields: {} };
  if (!contentType.startsWith("multipart/")) return { fields: JSON.parse(body.toString()) as Fields };
  const fields: Fields = {};
  let upload: Buffer | undefined;
  for (const [name, { bytes, isFile }] of readMultipart(body, contentType)) {
    if (isFile) upload = bytes;
    else fields[name] = bytes.toString();
  }
  return upload ? { fields, upload } : { fields };
}

/**
 * A Bot API server for tests: the bot under test is the real one.
 *
 * @param host the loopback interface, but for a server inside a container's own network
 */
export async function startBotApiServer({
  token = "123456789:TEST-token_of_the_fake_server-abcdefg",
  port = 0,
  host = "127.0.0.1",
} = {}): Promise<BotApiServer> {
  const bot = Number(token.split(":")[0]);
  const calls: Call[] = [];
  const windows: Window[] = [];
  const accepted: Omit<Window, "reason">[] = [];
  const kills: number[] = [];
  const planned: { method: string; times: number; fault: Fault }[] = [];
  let wake: (() => void)[] = [];
  let polls = 0;
  const chats = createChats({
    onUpdate: () => {
      for (const resume of wake) resume();
      wake = [];
    },
  });
  const methods = createMethods(chats, bot);

  function faultFor(call: Call): Fault | undefined {
    const next = planned.find(({ method, times }) => times > 0 && method === call.method);
    if (next) {
      next.times -= 1;
      return next.fault;
    }
    return server.plan(call);
  }

  async function getUpdates(fields: Fields, request: IncomingMessage): Promise<ApiAnswer> {
    polls += 1;
    const mine = polls;
    const offset = Number(fields["offset"] ?? 0);
    const limit = Number(fields["limit"] ?? 100);
    const deadline = Date.now() + 1000 * Number(fields["timeout"] ?? 0);
    for (;;) {
      const gone = request.socket.destroyed;
      if (mine !== polls) return no(409, "Conflict: terminated by other getUpdates request");
      const found = gone ? [] : chats.take(offset, limit);
      const left = deadline - Date.now();
      if (found.length > 0 || left <= 0 || gone) return { status: 200, body: { ok: true, result: found } };
      const news = new Promise<void>((resolve) => wake.push(resolve));
      await Promise.race([news, sleep(Math.min(left, 200))]);
    }
  }

  function note(
    method: string,
    fields: Fields,
    answer: ApiAnswer,
    response: ServerResponse,
    fault?: Fault,
  ): void {
    if (!SENDS.has(method) || answer.status !== 200) return;
    const chat = Number(fields["chat_id"]);
    const reply = fields["reply_parameters"];
    const parsed = typeof reply === "string" ? JSON.parse(reply) : reply;
    const { message_id: message } = (answer.body as { result: { message_id: number } }).result;
    const replyTo = parsed?.message_id as number | undefined;
    const one = { at: Date.now(), method, chat, message, replyTo };
    accepted.push(one);
    if (fault?.kind === "reset-after" || fault?.kind === "status-after") {
      windows.push({ ...one, reason: fault.kind });
    } else {
      response.once("close", () => {
        if (!response.writableFinished) windows.push({ ...one, reason: "connection lost" });
      });
    }
    if (kills.some((kill) => Math.abs(one.at - kill) < MARK_MS))
      windows.push({ ...one, reason: "client killed" });
  }

  async function answerMethod(
    method: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await bodyOf(request);
    const { fields, upload } = fieldsOf(body, request.headers["content-type"] ?? "");
    const call: Call = { at: Date.now(), method, fields };
    calls.push(call);
    const fault = faultFor(call);
    if (fault?.kind === "reset-before") {
      request.socket.destroy();
      return;
    }
    let answer: ApiAnswer;
    if (fault?.kind === "status") {
      const parameters = fault.retryAfter === undefined ? undefined : { retry_after: fault.retryAfter };
      answer = no(fault.status, fault.description ?? `Fault ${fault.status}`, parameters);
    } else if (method === "getUpdates") answer = await getUpdates(fields, request);
    else answer = methods[method]?.(fields, upload) ?? no(404, "Not Found: method not found");
    call.status = answer.status;
    note(method, fields, answer, response, fault);
    if (fault?.kind === "reset-after") {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === "status-after") answer = no(fault.status, "Bad Gateway");
    if (fault?.kind === "slow") await sleep(fault.milliseconds);
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  }

  async function answerFile(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call: Call = { at: Date.now(), method: "file", fields: { path } };
    calls.push(call);
    const fault = faultFor(call);
    const file = [...chats.files.values()].find((one) => one.path === path && !one.gone);
    if (fault?.kind === "reset-before") request.socket.destroy();
    else if (fault?.kind === "status" || !file) {
      response.writeHead(fault?.kind === "status" ? fault.status : 404).end();
    } else {
      response.writeHead(200, { "content-length": file.bytes.byteLength });
      const half = Math.floor(file.bytes.byteLength / 2);
      if (fault) response.write(file.bytes.subarray(0, half));
      if (fault?.kind === "reset-after") {
        await sleep(20);
        request.socket.destroy();
        return;
      }
      if (fault?.kind === "slow") await sleep(fault.milliseconds);
      response.end(file.bytes.subarray(fault ? half : 0));
    }
  }

  const http = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
    const fail = () => response.destroy();
    const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(path);
    const method = /^\/bot([^/]+)\/(\w+)$/.exec(path);
    const given = file?.[1] ?? method?.[1];
    if (given !== token) {
      response.writeHead(401, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: false, error_code: 401, description: "Unauthorized" }));
    } else if (file) answerFile(file[2] ?? "", request, response).catch(fail);
    else answerMethod(method?.[2] ?? "", request, response).catch(fail);
  });
  await new Promise<void>((resolve) => http.listen(port, host, resolve));

  const server: BotApiServer = {
    ...chats,
    token,
    bot,
    root: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    calls,
    windows,
    plan: () => undefined,
    failNext: (method, times, fault) => void planned.push({ method, times, fault }),
    noteKill() {
      const now = Date.now();
      kills.push(now);
      for (const one of accepted)
        if (now - one.at < MARK_MS) windows.push({ ...one, reason: "client killed" });
    },
    close: () =>
      new Promise((resolve) => {
        polls += 1;
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}
