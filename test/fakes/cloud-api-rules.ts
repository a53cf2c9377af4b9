/** What Meta says no to, by its own codes. */
export class CloudFault extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number) {
    super(`(#${code})`);
    this.status = status;
    this.code = code;
  }
}

type SentChoice = { readonly id: string; readonly title: string };

/** A message of the bot's as its person sees it. */
export type SentMessage = {
  readonly id: string;
  readonly chat: string;
  readonly text: string;
  readonly quotes: string | undefined;
  readonly picture: Buffer | undefined;
  readonly shape: "text" | "image" | "button" | "list";
  readonly choices: readonly SentChoice[];
};

type Json = Record<string, unknown>;

function part(body: Json, name: string): Json {
  const value = body[name];
  if (typeof value !== "object" || value === null) throw new CloudFault(400, 131008);
  return value as Json;
}

function words(value: unknown, least: number, most: number): string {
  if (typeof value !== "string" || value.length < least || value.length > most) {
    throw new CloudFault(400, 131009);
  }
  return value;
}

function distinct(choices: readonly SentChoice[]): readonly SentChoice[] {
  for (const name of ["id", "title"] as const) {
    if (new Set(choices.map((choice) => choice[name])).size < choices.length)
      throw new CloudFault(400, 131009);
  }
  return choices;
}

function readInteractive(interactive: Json): Pick<SentMessage, "text" | "shape" | "choices"> {
  const action = part(interactive, "action");
  const body = part(interactive, "body")["text"];
  if (interactive["type"] === "button") {
    const buttons = action["buttons"] as Json[];
    if (buttons.length < 1 || buttons.length > 3) throw new CloudFault(400, 131009);
    const choices = buttons.map((button) => {
      if (button["type"] !== "reply") throw new CloudFault(400, 131009);
      const reply = part(button, "reply");
      return { id: words(reply["id"], 1, 256), title: words(reply["title"], 1, 20) };
    });
    return { text: words(body, 1, 1_024), shape: "button", choices: distinct(choices) };
  }
  if (interactive["type"] !== "list") throw new CloudFault(400, 131009);
  words(action["button"], 1, 20);
  const rows = (action["sections"] as Json[]).flatMap((section) => section["rows"] as Json[]);
  if (rows.length < 1 || rows.length > 10) throw new CloudFault(400, 131009);
  const choices = rows.map((row) => ({ id: words(row["id"], 1, 200), title: words(row["title"], 1, 24) }));
  return { text: words(body, 1, 4_096), shape: "list", choices: distinct(choices) };
}

/** Reads a message as Meta would. @throws {CloudFault} */
export function readSent(
  id: string,
  body: Json,
  { pictures, known }: { pictures: ReadonlyMap<string, Buffer>; known: (message: string) => boolean },
): SentMessage {
  if (body["messaging_product"] !== "whatsapp") throw new CloudFault(400, 100);
  const chat = words(body["to"] ?? body["recipient"], 1, 128);
  const context = body["context"] as { message_id?: string } | undefined;
  if (context && !known(context.message_id ?? "")) throw new CloudFault(400, 131009);
  const common = { id, chat, quotes: context?.message_id, picture: undefined, choices: [] };
  switch (body["type"]) {
    case "text":
      return { ...common, text: words(part(body, "text")["body"], 1, 4_096), shape: "text" };
    case "image": {
      const image = part(body, "image");
      const picture = pictures.get(String(image["id"]));
      if (!picture) throw new CloudFault(400, 100);
      return { ...common, text: String(image["caption"] ?? ""), picture, shape: "image" };
    }
    case "interactive":
      return { ...common, ...readInteractive(part(body, "interactive")) };
    default:
      throw new CloudFault(400, 131051);
  }
}
