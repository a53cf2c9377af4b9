import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../src/config/paths.ts";

/** A message as both sides know it. */
type Record = {
  readonly id: string;
  readonly fromMe: boolean;
  readonly chat: string;
  readonly author?: string;
  type: string;
  body: string;
  readonly caption?: string;
  readonly quotedStanzaID?: string;
  readonly t: number;
  readonly media?: { directPath: string; mimetype: string; size: number; filehash: string };
};

/** One of the bot's messages as its reader sees it. */
export type SeenMessage = {
  readonly chat: string;
  readonly text: string;
  /** The id of the message that it quotes. */
  readonly quotes: string | undefined;
  readonly picture: Buffer | undefined;
};

type Extras = { author?: string; quoting?: string; ageSeconds?: number };

/** Somebody with a phone; each method gives the new message's id. */
export type Person = {
  readonly chat: string;
  text(body: string, extras?: Extras): string;
  photo(bytes: Uint8Array, extras?: Extras): string;
  document(bytes: Uint8Array, mimetype?: string): string;
  /** A photo that is not at WhatsApp, or only once it was asked for so often. */
  missingPhoto(bytes: Uint8Array, askedFor?: number): string;
  /** A photo that says to be of this size. */
  announcedPhoto(size: number): string;
  other(type: string): string;
};

/** What stands in for WhatsApp: the page in the browser, the media store, and the people. */
export type FakeWhatsapp = {
  /** Makes a browser take this for WhatsApp, and reach nothing else. */
  readonly browserArguments: readonly string[];
  person(chat: string): Person;
  /** What is to be seen of the bot's messages now, oldest first. */
  seen(chat: string): SeenMessage[];
  /** Every message the bot has sent, later deleted ones included. */
  sent(): number;
  /** The id of the bot's newest message with this text in it. */
  findId(text: string): string;
  /** The page hears of the newest message from anybody once more. */
  repeat(): Promise<void>;
  command(name: "scan" | "rotate" | "unlink" | "reload" | "state", rest?: object): Promise<void>;
  failUploads(count: number): void;
  /** Uploads hang from now on, until the browser goes away. */
  holdUploads(hold: boolean): void;
  heldUploads(): number;
  /** Modules the library asked for in vain. */
  readonly missing: readonly string[];
  close(): Promise<void>;
};

const PAGE = join(PACKAGE_ROOT, "test", "fakes", "whatsapp", "page");
const HTML = '<!doctype html><title>WhatsApp</title><script type="module" src="/page/main.js"></script>';

function makeCertificate(): { key: Buffer; cert: Buffer } {
  const dir = mkdtempSync(join(tmpdir(), "roentgram-certificate-"));
  const [key, cert] = [join(dir, "key.pem"), join(dir, "cert.pem")];
  const options = ["-nodes", "-days", "30", "-subj", "/CN=web.whatsapp.com", "-keyout", key, "-out", cert];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"];
  execFileSync("openssl", ["req", "-x509", ...curve, ...options], { stdio: "ignore" });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(dir, { recursive: true });
  return pair;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function startFakeWhatsapp(): Promise<FakeWhatsapp> {
  const records: Record[] = [];
  const media = new Map<string, { bytes: Buffer; askedFor: number }>();
  const missing: string[] = [];
  const waiting = new Map<number, () => void>();
  let page: ServerResponse | undefined;
  let number = 0;
  let failing = 0;
  let holding = false;
  let held = 0;

  const fullId = ({ fromMe, chat, id, author }: Record) =>
    `${fromMe}_${chat}_${id}${author === undefined ? "" : `_${author}`}`;
  const find = (id: string) => records.find((record) => fullId(record) === id);

  function store(bytes: Uint8Array, askedFor = 0): string {
    const path = `/v/${randomBytes(8).toString("hex")}`;
    media.set(path, { bytes: Buffer.from(bytes), askedFor });
    return path;
  }

  function push(name: string, rest: object): Promise<void> {
    const place = ++number;
    const done = new Promise<void>((resolve) => waiting.set(place, resolve));
    page?.write(`data: ${JSON.stringify({ ...rest, command: name, number: place })}\n\n`);
    return done;
  }

  function receive(
    chat: string,
    fields: Partial<Record>,
    { author, quoting, ageSeconds = 0 }: Extras = {},
  ): string {
    const record: Record = {
      id: `3A${randomBytes(8).toString("hex").toUpperCase()}`,
      fromMe: false,
      chat,
      type: "chat",
      body: "",
      t: Math.floor(Date.now() / 1000) - ageSeconds,
      ...(author === undefined ? {} : { author }),
      ...(quoting === undefined ? {} : { quotedStanzaID: quoting.split("_")[2]! }),
      ...fields,
    };
    records.push(record);
    if (page) void push("message", { record });
    return fullId(record);
  }

  function mediaOf(bytes: Uint8Array, directPath: string, mimetype = "image/jpeg", size = bytes.byteLength) {
    const filehash = createHash("sha256").update(bytes).digest("base64");
    return { directPath, mimetype, size, filehash };
  }

  async function take(
    path: string,
    request: IncomingMessage,
    answer: (value: object, status?: number) => void,
  ) {
    const raw = await bodyOf(request);
    if (path === "/x/upload") {
      if (holding) {
        held += 1;
        return;
      }
      if (failing > 0) {
        failing -= 1;
        return answer({}, 500);
      }
      return answer({ directPath: store(raw) });
    }
    const body = JSON.parse(raw.toString());
    if (path === "/x/done") waiting.get(body.number)?.();
    else if (path === "/x/missing") missing.push(body.name);
    else if (path === "/x/edit") find(body.id)!.body = body.body;
    else if (path === "/x/revoke") find(body.id)!.type = "revoked";
    else if (path === "/x/sent") {
      const { directPath, ...fields } = body;
      const bytes = media.get(directPath)?.bytes;
      records.push({ fromMe: true, ...fields, ...(bytes ? { media: mediaOf(bytes, directPath) } : {}) });
    }
    answer({});
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "https://x").pathname;
    const send = (body: string | Buffer, type: string, status = 200) => {
      response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body) });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    const json = (value: object, status = 200) => send(JSON.stringify(value), "application/json", status);
    if (request.method === "POST") await take(path, request, json);
    else if (path === "/") send(HTML, "text/html");
    else if (path.startsWith("/page/")) send(await readFile(join(PAGE, path.slice(6))), "text/javascript");
    else if (path === "/x/history") json(records);
    else if (path === "/x/events") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": here\n\n");
      page = response;
      response.on("close", () => {
        if (page === response) page = undefined;
      });
    } else if (path.startsWith("/media/")) {
      const found = media.get(path.slice(6));
      if (!found || found.askedFor-- > 0) json({}, 404);
      else send(found.bytes, "image/jpeg");
    } else json({}, 404);
  }

  const server = createServer(makeCertificate(), (request, response) => {
    serve(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  // A browser keeps connections for later; whoever watches over what is left open should not have to wait for them.
  server.keepAliveTimeout = 300;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    browserArguments: [
      // The order matters: the first rule that fits counts.
      `--host-resolver-rules=MAP web.whatsapp.com 127.0.0.1:${port}, MAP * ~NOTFOUND`,
      "--ignore-certificate-errors",
    ],
    person: (chat) => ({
      chat,
      text: (body, extras) => receive(chat, { body }, extras),
      photo: (bytes, extras) => receive(chat, { type: "image", media: mediaOf(bytes, store(bytes)) }, extras),
      document: (bytes, mimetype) =>
        receive(chat, { type: "document", media: mediaOf(bytes, store(bytes), mimetype) }),
      missingPhoto: (bytes, askedFor = Number.POSITIVE_INFINITY) =>
        receive(chat, { type: "image", media: mediaOf(bytes, store(bytes, askedFor)) }),
      announcedPhoto: (size) =>
        receive(chat, { type: "image", media: mediaOf(Buffer.of(), "/v/none", "image/jpeg", size) }),
      other: (type) => receive(chat, { type }),
    }),
    seen: (chat) =>
      records
        .filter((record) => record.fromMe && record.chat === chat && record.type !== "revoked")
        .map(({ body, caption, quotedStanzaID, media: picture }) => ({
          chat,
          text: caption ?? body,
          quotes: quotedStanzaID && fullId(records.find(({ id }) => id === quotedStanzaID)!),
          picture: picture && media.get(picture.directPath)?.bytes,
        })),
    sent: () => records.filter(({ fromMe }) => fromMe).length,
    findId: (text) => fullId(records.findLast(({ fromMe, body }) => fromMe && body.includes(text))!),
    async repeat() {
      const record = records.findLast(({ fromMe }) => !fromMe);
      if (record) await push("again", { record });
    },
    async command(name, rest = {}) {
      while (!page) await new Promise((resolve) => setTimeout(resolve, 20));
      await push(name, rest);
    },
    failUploads(count) {
      failing = count;
    },
    holdUploads(hold) {
      holding = hold;
    },
    heldUploads: () => held,
    missing,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
