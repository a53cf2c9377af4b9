import { z } from "zod";
import type { Outage } from "../../messenger.ts";
import { adminTrouble, CloudFailure, noAnswer } from "./failures.ts";

/** A picture over a thin line. */
const CALL_MS = 30_000;
/** Where Meta keeps what people send. */
const MEDIA_HOSTS = ["lookaside.fbsbx.com"] as const;

const Failure = z.object({
  error: z.object({ code: z.number().optional(), error_subcode: z.number().optional() }),
});
const Sent = z.object({ messages: z.array(z.object({ id: z.string().min(1) })).min(1) });
const Uploaded = z.object({ id: z.string().min(1) });
const Located = z.object({
  url: z.string(),
  sha256: z.string().optional(),
  // A number, or digits: both have been seen.
  file_size: z.coerce.number().optional(),
});
const Account = z.object({
  display_phone_number: z.string().optional(),
  verified_name: z.string().optional(),
});

/** A message without whom it is for. */
export type MessageBody = Readonly<Record<string, unknown>>;

export type CloudSettings = {
  /** Without a slash at the end. */
  readonly apiRoot: string;
  readonly token: string;
  readonly phoneId: string;
};

/**
 * Meta's Cloud API, as far as it is needed. Every call throws {@link CloudFailure} for an answer that is no success, and
 * an {@link Outage} where none came.
 */
export type CloudApi = {
  /** @returns the message's id */
  send(chat: string, body: MessageBody): Promise<string>;
  /** @returns the picture's id, good for 30 days */
  upload(jpeg: Uint8Array): Promise<string>;
  /** Where a photo lies for the next five minutes. */
  locate(media: string, signal: AbortSignal): Promise<z.infer<typeof Located>>;
  /** Begins a download from where {@link CloudApi.locate} said; undefined for an address that is none of Meta's. */
  open(url: string, signal: AbortSignal): Promise<Response | undefined>;
  /** The number that is served. */
  account(): Promise<z.infer<typeof Account>>;
  /** The latest failure, and what an administrator has to mend. */
  standing(): { readonly trouble: string | undefined; readonly failedAt: number | undefined };
};

/** A person's number or, where they hide it, the id that Meta gives them here. */
function recipientOf(chat: string): Record<string, string> {
  return /^\d+$/.test(chat) ? { to: chat } : { recipient: chat };
}

function waitOf({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(1, seconds) * 1_000 : undefined;
}

/** @param now milliseconds since 1970 */
export function createCloudApi({ apiRoot, token, phoneId }: CloudSettings, now = Date.now): CloudApi {
  const authorization = `Bearer ${token}`;
  let trouble: string | undefined;
  let failedAt: number | undefined;

  function note(failure: CloudFailure | Outage): CloudFailure | Outage {
    failedAt = now();
    if (failure instanceof CloudFailure) trouble = adminTrouble(failure);
    return failure;
  }

  async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
    const { status } = response;
    const body: unknown = await response.json().catch(() => undefined);
    const parsed = schema.safeParse(body);
    if (response.ok && parsed.success) {
      trouble = undefined;
      return parsed.data;
    }
    const { code, error_subcode: subcode } = Failure.safeParse(body).data?.error ?? {};
    // A success that says nothing of what was asked counts as one that nobody understood.
    throw note(
      new CloudFailure(response.ok ? 502 : status, { code, subcode, waitMilliseconds: waitOf(response) }),
    );
  }

  async function call<T>(path: string, schema: z.ZodType<T>, init: RequestInit = {}): Promise<T> {
    let response: Response;
    const limit = AbortSignal.timeout(CALL_MS);
    try {
      response = await fetch(`${apiRoot}/${path}`, {
        ...init,
        headers: { authorization, ...init.headers },
        signal: init.signal ? AbortSignal.any([init.signal, limit]) : limit,
        redirect: "error",
      });
    } catch (error) {
      throw note(noAnswer(error));
    }
    return read(response, schema);
  }

  /** The token goes to Meta's hosts alone, or to whoever was named as the API itself. */
  function isMetas(url: URL): boolean {
    if (url.origin === new URL(apiRoot).origin) return true;
    const metas = (MEDIA_HOSTS as readonly string[]).includes(url.hostname);
    return metas && url.protocol === "https:" && url.port === "";
  }

  return {
    async send(chat, body) {
      const { messages } = await call(`${phoneId}/messages`, Sent, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          messaging_product: "whatsapp",
          recipient_type: "individual",
          ...recipientOf(chat),
          ...body,
        }),
      });
      return messages[0]?.id ?? "";
    },
    async upload(jpeg) {
      const form = new FormData();
      form.set("messaging_product", "whatsapp");
      form.set("type", "image/jpeg");
      form.set("file", new Blob([new Uint8Array(jpeg)], { type: "image/jpeg" }), "roentgram.jpg");
      return (await call(`${phoneId}/media`, Uploaded, { method: "POST", body: form })).id;
    },
    locate: (media, signal) =>
      call(`${encodeURIComponent(media)}?phone_number_id=${phoneId}`, Located, { signal }),
    async open(url, signal) {
      if (!URL.canParse(url) || !isMetas(new URL(url))) return undefined;
      try {
        return await fetch(url, { headers: { authorization }, signal, redirect: "error" });
      } catch (error) {
        throw note(noAnswer(error));
      }
    },
    account: () => call(`${phoneId}?fields=display_phone_number,verified_name`, Account),
    standing: () => ({ trouble, failedAt }),
  };
}
