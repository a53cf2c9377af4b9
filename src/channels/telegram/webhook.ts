import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Bot, BotError } from "grammy";
import type { Update } from "grammy/types";
import { UserError } from "../../core/user-error.ts";
import { QueueUnavailable } from "../../queue/queue-unavailable.ts";
import type { Logger } from "../../runtime/logger.ts";
import { createFailureCount } from "./failure-count.ts";

const LONGEST_BODY = 1024 * 1024;
const SECRET_HEADER = "x-telegram-bot-api-secret-token";

export type Webhook = { readonly port: number; close(): Promise<void> };

/** A secret that both sides know, from the token: nothing more to configure, nothing to read back from it. */
export function webhookSecret(token: string): string {
  return createHash("sha256").update(`roentgram webhook ${token}`).digest("hex");
}

function sameSecret(given: string | string[] | undefined, secret: string): boolean {
  if (typeof given !== "string" || given.length !== secret.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(secret));
}

async function readUpdate(request: IncomingMessage): Promise<Update | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).byteLength;
    if (bytes > LONGEST_BODY) return undefined;
    chunks.push(chunk as Buffer);
  }
  try {
    const update: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof update !== "object" || update === null || !("update_id" in update)) return undefined;
    return update as Update;
  } catch {
    return undefined;
  }
}

/**
 * Takes updates that Telegram posts. An update is answered with 200 only when it was accepted durably; with 503
 * otherwise, and Telegram then posts it again.
 *
 * @throws {UserError} when the port is taken
 */
export async function startWebhook({
  bot,
  giveUp,
  secret,
  host,
  port,
  log,
}: {
  bot: Bot;
  /** Told of an update whose handling keeps failing, before it is answered with 200. */
  giveUp: (update: Update) => void;
  secret: string;
  host: string;
  port: number;
  log: Logger;
}): Promise<Webhook> {
  const failures = createFailureCount();

  async function statusFor(request: IncomingMessage): Promise<number> {
    if (request.method !== "POST") return 405;
    if (!sameSecret(request.headers[SECRET_HEADER], secret)) return 401;
    const update = await readUpdate(request);
    if (!update) return 400;
    try {
      await bot.handleUpdate(update);
      failures.succeeded(update.update_id);
      return 200;
    } catch (thrown) {
      const error = thrown instanceof BotError ? thrown.error : thrown;
      if (error instanceof QueueUnavailable) return 503;
      log.error({ err: error, number: update.update_id }, "update not handled");
      if (!failures.failed(update.update_id)) return 503;
      giveUp(update);
      return 200;
    }
  }

  const server = createServer((request, response) => {
    statusFor(request)
      .catch(() => 500)
      .then((status) => response.writeHead(status, { "content-length": 0 }).end())
      .catch(() => response.destroy());
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new UserError(
          `TELEGRAM_WEBHOOK_PORT: cannot listen on ${host}:${port} (${cause.code}). Choose another port.`,
          {
            cause,
          },
        ),
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
