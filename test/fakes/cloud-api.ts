import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CloudFault, readSent, type SentMessage } from "./cloud-api-rules.ts";
import { readMultipart } from "./multipart.ts";

export const PHONE_ID = "106540352242922";
const VERSION = "v24.0";

type Json = Record<string, unknown>;
/** What happens to a call instead of an answer; `lost`: it is carried out, and the connection then cut. */
type Fault =
  | { readonly status: number; readonly code?: number; readonly retryAfter?: number }
  | "lost"
  | "cut";
type Place = "messages" | "upload" | "locate" | "download";
type Media = { bytes: Buffer; sha256: string; size: number; url?: string; expired: boolean };

export type CloudPerson = {
  readonly chat: string;
  /** @returns the message's id */
  text(text: string, options?: { quoting?: string }): string;
  photo(bytes: Buffer): string;
  document(bytes: Buffer): string;
  /** Presses the newest choice with this label, or writes its number. */
  choose(label: string): string;
  /** Any message at all. */
  send(message: Json): string;
};

export type CloudApiServer = {
  readonly root: string;
  readonly token: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Where notifications go; nothing is lost while it is unset. */
  webhook: string | undefined;
  /** Statuses Meta answered notifications with. */
  readonly answers: number[];
  readonly calls: { readonly place: string; readonly body: Json }[];
  person(chat: string): CloudPerson;
  seen(chat: string): readonly SentMessage[];
  /** Notifications that nobody has answered with 200 yet. */
  undelivered(): number;
  /** Delivers the latest message once more. */
  repeat(): void;
  /** Posts a notification once and tells the answer's status. */
  post(body: string, headers?: Record<string, string>): Promise<number>;
  notification(value: Json, phone?: string): Json;
  sign(body: string): Record<string, string>;
  fail(place: Place, fault: Fault, times?: number): void;
  /** The next messages are accepted, and then failed with this code. */
  failLater(code: number, times?: number): void;
  revokeToken(): void;
  giveToken(): void;
  /** The newest photo is no longer there. */
  expireMedia(): void;
  /** Changes what is said of where the newest photo lies; undefined: the truth. */
  relocate(url: string | undefined): void;
  /** The newest photo's bytes become others on the way. */
  corruptMedia(): void;
  close(): Promise<void>;
};

/** Meta's Cloud API for tests: the channel under test is the real one. */
export async function startCloudApi({ appSecret = "app-secret-of-the-fake" } = {}): Promise<CloudApiServer> {
  const token = "EAAG-token-of-the-fake";
  const sent: SentMessage[] = [];
  const incoming = new Map<string, Json>();
  const uploads = new Map<string, Buffer>();
  const media = new Map<string, Media>();
  const planned: { place: Place; fault: Fault; times: number }[] = [];
  const later: number[] = [];
  const queue: { body: string; due: number; tries: number }[] = [];
  let posting = Promise.resolve();
  let revoked = false;
  let closed = false;
  let count = 0;
  let latest: Json | undefined;
  const next = (name: string) => `${name}${++count}`;

  const sign = (body: string) => ({
    "x-hub-signature-256": `sha256=${createHmac("sha256", appSecret).update(body).digest("hex")}`,
  });
  const notification = (value: Json, phone = PHONE_ID): Json => ({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "102290129340398",
        changes: [
          {
            field: "messages",
            value: {
              messaging_product: "whatsapp",
              metadata: { display_phone_number: "15550783881", phone_number_id: phone },
              ...value,
            },
          },
        ],
      },
    ],
  });

  async function post(body: string, headers: Record<string, string> = sign(body)): Promise<number> {
    const { webhook } = server;
    if (webhook === undefined) return 0;
    const answer = await fetch(webhook, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    }).catch(() => undefined);
    await answer?.arrayBuffer();
    server.answers.push(answer?.status ?? 0);
    return answer?.status ?? 0;
  }

  /** Delivers what waits, again and again, in order as far as all goes well. */
  function deliver(): void {
    posting = posting.then(async () => {
      for (const item of [...queue]) {
        if (closed || item.due > Date.now()) continue;
        if ((await post(item.body)) === 200) queue.splice(queue.indexOf(item), 1);
        else item.due = Date.now() + Math.min(2_000, 100 * 2 ** item.tries++);
      }
    });
  }
  const timer = setInterval(deliver, 50);

  function notify(value: Json): void {
    queue.push({ body: JSON.stringify(notification(value)), due: 0, tries: 0 });
    deliver();
  }

  function receive(chat: string, message: Json): string {
    const id = next("wamid.HBgLIN");
    const timestamp = String(Math.floor(Date.now() / 1000));
    const whole = { from: chat, id, timestamp, ...message };
    incoming.set(id, whole);
    latest = { contacts: [{ profile: { name: "A Person" }, wa_id: chat }], messages: [whole] };
    notify(latest);
    return id;
  }

  function photo(chat: string, bytes: Buffer, type: "image" | "document"): string {
    const id = String(700_000 + ++count);
    const digest = createHash("sha256").update(bytes).digest();
    media.set(id, { bytes, sha256: digest.toString("hex"), size: bytes.byteLength, expired: false });
    const described = { id, mime_type: "image/jpeg", sha256: digest.toString("base64") };
    return receive(chat, { type, [type]: described });
  }

  function accept(body: Json): Json {
    const id = next("wamid.HBgLOUT");
    const known = (message: string) => incoming.has(message) || sent.some((it) => it.id === message);
    const message = readSent(id, body, { pictures: uploads, known });
    const code = later.shift();
    const status = (name: string, more: Json = {}) =>
      notify({
        statuses: [{ id, status: name, timestamp: "1750857384", recipient_id: message.chat, ...more }],
      });
    if (code !== undefined) status("failed", { errors: [{ code, title: "made by the test" }] });
    else {
      sent.push(message);
      for (const name of ["sent", "delivered", "read"]) status(name);
    }
    return { messaging_product: "whatsapp", contacts: [{ wa_id: message.chat }], messages: [{ id }] };
  }

  function faultFor(place: Place): Fault | undefined {
    const plan = planned.find((it) => it.place === place && it.times > 0);
    if (plan) plan.times -= 1;
    return plan?.fault;
  }

  function handle(request: IncomingMessage, body: Buffer): { place: Place; run: () => Json | Buffer } {
    const { pathname } = new URL(request.url ?? "/", "http://x");
    const path = pathname.replace(`/${VERSION}/`, "");
    const file = /^\/files\/(.+)$/.exec(pathname)?.[1];
    if (file !== undefined) {
      const found = media.get(file);
      if (!found || found.expired) throw new CloudFault(404, 100);
      return { place: "download", run: () => found.bytes };
    }
    if (path === `${PHONE_ID}/messages`) {
      const json = JSON.parse(body.toString()) as Json;
      server.calls.push({ place: "messages", body: json });
      return { place: "messages", run: () => accept(json) };
    }
    if (path === `${PHONE_ID}/media`) {
      const parts = readMultipart(body, request.headers["content-type"] ?? "");
      const bytes = parts.get("file")?.bytes;
      if (!bytes || parts.get("messaging_product")?.bytes.toString() !== "whatsapp") {
        throw new CloudFault(400, 100);
      }
      const id = String(900_000 + ++count);
      return {
        place: "upload",
        run() {
          uploads.set(id, bytes);
          return { id };
        },
      };
    }
    if (path === PHONE_ID) {
      return {
        place: "locate",
        run: () => ({ id: PHONE_ID, verified_name: "Clinic", display_phone_number: "+1 555" }),
      };
    }
    const found = media.get(path);
    if (!found || found.expired) throw new CloudFault(400, 100);
    const url = found.url ?? `${new URL(server.root).origin}/files/${path}`;
    const located = { url, mime_type: "image/jpeg", sha256: found.sha256, file_size: found.size, id: path };
    return { place: "locate", run: () => located };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    try {
      if (revoked || request.headers.authorization !== `Bearer ${token}`) throw new CloudFault(401, 190);
      const { place, run } = handle(request, Buffer.concat(chunks));
      const fault = faultFor(place);
      if (fault === "cut") return void request.socket.destroy();
      if (fault === "lost") {
        run();
        return void request.socket.destroy();
      }
      if (fault) {
        const headers = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
        response.writeHead(fault.status, headers);
        const error = { message: `(#${fault.code})`, type: "OAuthException", code: fault.code };
        return void response.end(fault.code === undefined ? "Bad gateway" : JSON.stringify({ error }));
      }
      const result = run();
      const isFile = Buffer.isBuffer(result);
      response.writeHead(200, { "content-type": isFile ? "image/jpeg" : "application/json" });
      response.end(isFile ? result : JSON.stringify(result));
    } catch (error) {
      if (!(error instanceof CloudFault)) throw error;
      const { status, code, message } = error;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { message, type: "OAuthException", code, fbtrace_id: "x" } }));
    }
  }

  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`the fake Cloud API broke: ${String(error)}\n`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const newest = () => [...media.values()].at(-1);

  function choose(chat: string, label: string): string {
    for (const message of sent.filter((it) => it.chat === chat).toReversed()) {
      const choice = message.choices.find(({ title }) => title === label);
      if (choice) {
        const reply = message.shape === "button" ? "button_reply" : "list_reply";
        return receive(chat, {
          type: "interactive",
          interactive: { type: reply, [reply]: choice },
          context: { from: PHONE_ID, id: message.id },
        });
      }
      const line = message.text
        .split("\n")
        .find((it) => it.replace(/^\d+\. /, "") === label && /^\d/.test(it));
      if (line) return receive(chat, { type: "text", text: { body: line.split(".")[0] } });
    }
    throw new Error(`nothing offers '${label}'`);
  }

  const server: CloudApiServer = {
    root: `http://127.0.0.1:${(http.address() as AddressInfo).port}/${VERSION}`,
    token,
    appSecret,
    verifyToken: "verify-token-of-the-fake",
    webhook: undefined,
    answers: [],
    calls: [],
    person: (chat) => ({
      chat,
      text: (body, { quoting } = {}) =>
        receive(chat, {
          type: "text",
          text: { body },
          ...(quoting === undefined ? {} : { context: { from: PHONE_ID, id: quoting } }),
        }),
      photo: (bytes) => photo(chat, bytes, "image"),
      document: (bytes) => photo(chat, bytes, "document"),
      choose: (label) => choose(chat, label),
      send: (message) => receive(chat, message),
    }),
    seen: (chat) => sent.filter((it) => it.chat === chat),
    undelivered: () => queue.length,
    repeat: () => latest && notify(latest),
    post,
    notification,
    sign,
    fail: (place, fault, times = 1) => void planned.push({ place, fault, times }),
    failLater: (code, times = 1) => void later.push(...Array.from({ length: times }, () => code)),
    revokeToken() {
      revoked = true;
    },
    giveToken() {
      revoked = false;
    },
    expireMedia() {
      const it = newest();
      if (it) it.expired = true;
    },
    relocate(url) {
      const it = newest();
      if (!it) return;
      if (url === undefined) delete it.url;
      else it.url = url;
    },
    corruptMedia() {
      const it = newest();
      if (it) it.bytes = Buffer.from("something else");
    },
    async close() {
      closed = true;
      clearInterval(timer);
      await posting;
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
  return server;
}
