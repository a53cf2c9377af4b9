import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../../core/user-error.ts";
import type { VisitSettings } from "../../runtime/http/origin.ts";
import type { Logger } from "../../runtime/logger.ts";
import type { Assets } from "./assets.ts";
import type { Routes } from "./routes.ts";
import { send } from "./send.ts";
import { readVisit } from "./visit.ts";

/** Headers come in one go even on a thin line; a photo may take its time, but never stand still. */
const PATIENCE = {
  headersMilliseconds: 15_000,
  requestMilliseconds: 600_000,
  silenceMilliseconds: 45_000,
  checkMilliseconds: 5_000,
};
const KEEP_ALIVE_MS = 10_000;
const MOST_CONNECTIONS = 4_000;
const HEADER_BYTES = 12 * 1024;
/** What requests in hand get when the process has to end. */
const CLOSE_MS = 6_000;

export type WebServer = { readonly port: number; listening(): boolean; close(): Promise<void> };

async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new UserError(`WEB_PORT: cannot listen on ${host}:${port} (${cause.code}). Choose another port.`, {
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
}

/** @throws {UserError} when the port is taken or not allowed */
export async function startWebServer({
  routes,
  assets,
  settings,
  host,
  port,
  log,
  patience = PATIENCE,
}: {
  routes: Pick<Routes, "answer">;
  assets: Assets;
  settings: VisitSettings;
  host: string;
  port: number;
  log: Logger;
  patience?: typeof PATIENCE;
}): Promise<WebServer> {
  const limits = {
    maxHeaderSize: HEADER_BYTES,
    headersTimeout: patience.headersMilliseconds,
    requestTimeout: patience.requestMilliseconds,
    connectionsCheckingInterval: patience.checkMilliseconds,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  const server = createServer(limits, (request, response) => {
    const visit = readVisit(request, settings);
    routes
      .answer(visit)
      .then((answer) => {
        if (!server.listening) response.setHeader("connection", "close");
        return send(visit, response, answer, assets);
      })
      .catch((error: unknown) => {
        log.error({ err: error }, "answer not sent");
        response.destroy();
      });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.setTimeout(patience.silenceMilliseconds);
  await listen(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    listening: () => server.listening,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const last = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(last);
    },
  };
}
