import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../core/user-error.ts";
import { unavailableReason } from "../queue/queue-unavailable.ts";
import { html } from "../runtime/http/html.ts";
import { safeHeaders } from "../runtime/http/safe-headers.ts";
import { renderLayout, STYLE_HASH } from "./layout.ts";
import { type AdminDeps, createAdminRoutes } from "./routes.ts";

const LIMITS = { maxHeaderSize: 8 * 1024, headersTimeout: 10_000, requestTimeout: 20_000 };
const MOST_CONNECTIONS = 100;

/** @throws {UserError} when the port is taken or not allowed */
export async function startAdminServer({
  host,
  port,
  ...deps
}: AdminDeps & { host: string; port: number }): Promise<{
  port: number;
  listening(): boolean;
  close(): Promise<void>;
}> {
  const { log } = deps;
  const route = createAdminRoutes(deps);
  const server = createServer(LIMITS, (request, response) => {
    route(request)
      .catch((err: unknown) => {
        log.error({ err }, "admin page: request not answered");
        const away = unavailableReason(err) !== undefined;
        const said = away ? "Redis cannot be used right now" : "An error; the log has it";
        const page = renderLayout("Not now", html`<p class="bad">${said}.</p>`, { refresh: 10 });
        return { status: away ? 503 : 500, body: page.html, secure: false, headers: {} };
      })
      .then(({ status, body, secure, headers = {} }) => {
        response.writeHead(status, {
          ...safeHeaders({ styleHash: STYLE_HASH, secure }),
          "content-type": "text/html; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          // What is left of a body that nobody read must not be taken for the next request.
          ...(request.complete ? {} : { connection: "close" }),
          ...headers,
        });
        response.end(request.method === "HEAD" ? undefined : body);
      })
      .catch((err: unknown) => {
        log.error({ err }, "admin page: answer not sent");
        response.destroy();
      });
  });
  server.maxConnections = MOST_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new UserError(`ADMIN_PORT: cannot listen on ${host}:${port} (${cause.code}). Choose another port.`, {
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    listening: () => server.listening,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
