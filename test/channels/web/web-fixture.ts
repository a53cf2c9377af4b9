import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { TERMS_VERSION } from "../../../src/channels/person.ts";
import { KEY } from "../../queue/redis-fixture.ts";
import { type TestHouse, until } from "../../runtime/owned.ts";

export type WebProcess = {
  readonly child: ChildProcess;
  /** Scheme, host and port. */
  readonly root: string;
  /** Everything it wrote to stderr. */
  log(): string;
  /** Ends it as compose does. @returns its exit status */
  stop(): Promise<number | null>;
};

/** Starts the real web process on a free port; killed after the test if it still runs. */
export async function startWeb(
  house: TestHouse,
  redisUrl: string,
  env: Record<string, string> = {},
): Promise<WebProcess> {
  const child = spawn(process.execPath, ["dist/src/cli/main.js", "channel", "web"], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      REDIS_URL: redisUrl,
      PHOTO_KEY: KEY.toString("base64"),
      WEB_PORT: "0",
      WEB_PHOTOS_PER_ADDRESS: "100000",
      WEB_LOOKS_PER_ADDRESS: "1000000",
      LOG_LEVEL: "debug",
      ...env,
    },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let written = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    written += text;
  });
  const exit = once(child, "exit") as Promise<[number | null]>;
  const signal = async (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
    const [status] = await exit;
    if (child.connected) child.disconnect();
    return status;
  };
  house.own("web", child, async () => void (await signal("SIGKILL")));
  await until(() => written.includes("web channel ready") || child.exitCode !== null, 60_000);
  if (child.exitCode !== null) throw new Error(`the web process ended:\n${written}`);
  const line = written.split("\n").find((text) => text.includes("web channel ready")) ?? "{}";
  const { port } = JSON.parse(line) as { port: number };
  return { child, root: `http://127.0.0.1:${port}`, log: () => written, stop: () => signal("SIGTERM") };
}

type Reply = { readonly status: number; readonly headers: Headers; readonly text: string };

/** A person with a browser that runs no script: keeps its cookie, follows where it is led, and fills in forms. */
export type Person = {
  get(path: string): Promise<Reply>;
  /** Presses the button with this value on the page seen last. */
  press(value: string): Promise<Reply>;
  /** Sends a photo with the form on the page seen last. */
  send(photo: Uint8Array<ArrayBuffer>, extra?: Record<string, string>): Promise<Reply & { path: string }>;
  /** The form token on the page seen last. */
  token(): string;
  cookie(): string;
};

export function person(root: string, languages = "en"): Person {
  let cookie = "";
  let page = "";

  async function call(path: string, init: RequestInit = {}): Promise<Reply & { location: string | null }> {
    const response = await fetch(`${root}${path}`, {
      ...init,
      redirect: "manual",
      headers: { "accept-language": languages, cookie, ...init.headers },
    });
    const [set] = response.headers.getSetCookie();
    if (set) cookie = set.split(";")[0] ?? "";
    const text = await response.text();
    if (response.headers.get("content-type")?.startsWith("text/html")) page = text;
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get("location"),
    };
  }
  async function follow(path: string, init: RequestInit): Promise<Reply & { path: string }> {
    const first = await call(path, { ...init, headers: { origin: root, ...init.headers } });
    if (first.location === null) return { ...first, path };
    return { ...(await call(first.location)), path: first.location };
  }
  const token = () => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";

  return {
    get: call,
    token,
    cookie: () => cookie,
    press(value) {
      const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      const form = page.split("<form").find((text) => new RegExp(`value="${escaped}"`).test(text)) ?? "";
      const name = new RegExp(`name="(\\w+)" value="${escaped}"`).exec(form)?.[1];
      if (!name) throw new Error(`no button '${value}' on the page:\n${page}`);
      const action = /action="([^"]+)"/.exec(form)?.[1] ?? "";
      const pressed = /name="pressed" value="([^"]+)"/.exec(form)?.[1];
      const body = new URLSearchParams({ token: token(), [name]: value, ...(pressed ? { pressed } : {}) });
      return follow(action, { method: "POST", body });
    },
    send(photo, extra = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries({ token: token(), ...extra })) body.set(name, value);
      body.set("file", new Blob([photo], { type: "image/png" }), "film of a person.png");
      return follow("/photo", { method: "POST", body });
    },
  };
}

/** Takes somebody through language and terms. */
export async function onboard(root: string, language = "en"): Promise<Person> {
  const visitor = person(root, language);
  await visitor.get("/");
  await visitor.press(`start:${language}`);
  const page = await visitor.press(`agree:${TERMS_VERSION}`);
  if (!page.text.includes('action="/photo"')) throw new Error(`no place for a photo:\n${page.text}`);
  return visitor;
}
