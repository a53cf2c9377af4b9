import { createWebTexts } from "../../../src/channels/web/texts.ts";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { describeConversation } from "../../contract/conversation.ts";
import { openRedis } from "../../queue/redis-fixture.ts";
import { startWeb } from "./web-fixture.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

type Button = { readonly name: string; readonly value: string; readonly label: string };
type Message = {
  readonly id: string;
  readonly text: string;
  readonly picture: boolean;
  readonly buttons: readonly Button[];
  /** What the browser sends with any of its buttons. */
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
};

const words = (markup: string) =>
  markup
    .replace(/<br>|<\/(p|li|ul|ol|div)>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&\w+;|&#39;/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();

/** The value of an attribute of the first tag. */
const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "";

/** What a page says, top to bottom. Lists have lost their numbers and bullets to the browser. */
function readPage(page: string): Message[] {
  const heading = words(/<h1>(.*?)<\/h1>/s.exec(page)?.[1] ?? "");
  const main = /<main>(.*)<\/main>/s.exec(page)?.[1] ?? "";
  const parts = [
    ...main.matchAll(/<form[^>]*>.*?<\/form>|<section class="message">.*?<\/section>|<figure.*?<\/figure>/gs),
  ].map(([part]) => part);
  return parts
    .filter((part) => !/type="file"|name="erase"/.test(part))
    .map((part) => {
      const hidden = Object.fromEntries(
        [...part.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => [
          attribute(tag, "name"),
          attribute(tag, "value"),
        ]),
      );
      const buttons = [...part.matchAll(/(<button[^>]*name="choice"[^>]*>)(.*?)<\/button>/gs)].map(
        ([, tag = "", label = ""]) => ({
          name: "choice",
          value: attribute(tag, "value"),
          label: words(label),
        }),
      );
      const said =
        /<div class="message">(.*?)<\/div>/s.exec(part)?.[1] ??
        /<section[^>]*>(.*)<\/section>/s.exec(part)?.[1];
      const picture = attribute(/<img[^>]*>/.exec(part)?.[0] ?? "", "src");
      const text = picture ? words(part) : said === undefined ? heading : words(said);
      return {
        id: hidden["pressed"] ?? (picture || text),
        text,
        picture: picture !== "",
        buttons,
        action: attribute(part, "action"),
        hidden,
      };
    });
}

const translators = await loadTranslators();

describeConversation("the web page", async (house) => {
  const { url } = await openRedis(house);
  const web = await startWeb(house, url);
  let cookie = "";
  let latest: (() => Promise<Response>) | undefined;
  /** Photos' pages that the person keeps open. */
  const photos: string[] = [];
  /** What was said on pages that have moved on since: the person has read it. Its buttons are gone. */
  const read = new Map<string, Message & { replyTo: string | undefined }>();

  async function call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { "accept-language": "en", cookie, origin: web.root, ...init.headers };
    const response = await fetch(`${web.root}${path}`, { ...init, redirect: "manual", headers });
    const [set] = response.headers.getSetCookie();
    if (set) cookie = set.split(";")[0] ?? "";
    return response;
  }
  const page = async (path: string) => (await call(path)).text();

  async function look() {
    const now = [];
    for (const path of ["/", ...photos]) {
      const replyTo = path === "/" ? undefined : path.slice("/r/".length);
      for (const message of readPage(await page(path))) now.push({ ...message, replyTo });
    }
    for (const [id, message] of read) read.set(id, { ...message, buttons: [] });
    for (const message of now) {
      read.delete(message.id);
      read.set(message.id, message);
    }
    return now;
  }

  async function post(send: () => Promise<Response>): Promise<string> {
    latest = send;
    const response = await send();
    const location = response.headers.get("location");
    if (location === null) throw new Error(`the form was answered with ${response.status}`);
    await look();
    return location;
  }
  const token = async () =>
    attribute(/<input type="hidden" name="token"[^>]*>/.exec(await page("/"))?.[0] ?? "", "value");

  await page("/");
  return {
    channel: "web",
    keepsReceipts: true,
    redisUrl: url,
    texts: createWebTexts(translators),
    person: cookie.split("=")[1] ?? "",
    // A page has buttons for commands and no field for words: what is typed comes as that field's value all the same.
    async say(text) {
      const body = new URLSearchParams({ token: await token(), text });
      await post(() => call("/say", { method: "POST", body }));
    },
    async choose(label) {
      const message = (await look()).findLast(({ buttons }) => buttons.some((it) => it.label === label));
      const button = message?.buttons.find((it) => it.label === label);
      if (!message || !button) throw new Error(`no page offers '${label}'`);
      const body = new URLSearchParams({ ...message.hidden, [button.name]: button.value });
      await post(() => call(message.action, { method: "POST", body }));
    },
    async send(photo) {
      const form = new FormData();
      form.set("token", await token());
      form.set("file", new Blob([new Uint8Array(photo)], { type: "image/png" }), "film.png");
      const path = await post(() => call("/photo", { method: "POST", body: form }));
      if (!photos.includes(path)) photos.push(path);
      return path.slice("/r/".length);
    },
    // A flaky line: the browser sends the same form once more.
    async repeat() {
      await latest?.();
    },
    async seen() {
      await look();
      return [...read.values()].map(({ text, replyTo, picture, buttons }) => ({
        text,
        replyTo,
        picture,
        choices: buttons.map(({ label }) => label),
      }));
    },
  };
});
