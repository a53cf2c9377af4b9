import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { UserError } from "../core/user-error.ts";

/** A check that takes longer than this has failed. */
const CHECK_MS = 2_000;

export type ProbeServer = { readonly port: number; close(): Promise<void> };

/** @returns undefined when well, else what is wrong, in a few words without secrets */
export type Check = () => Promise<string | undefined> | string | undefined;

async function outcomeOf(check: Check): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve("no answer in time"), CHECK_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    return error instanceof Error ? error.name : "check failed";
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Answers `/healthz` (is the process alive), `/readyz` (does it do its work) and `/metrics`: status 200 when well, 503
 * with a reason when not.
 *
 * @param about what /readyz tells beside being ready; its answer is JSON then
 * @param port 0 for any free one
 * @param host the loopback address unless probes come from elsewhere, as under compose
 * @throws {UserError} when the port is taken or not allowed
 */
export async function startProbeServer({
  port,
  host = "127.0.0.1",
  live,
  ready,
  standing = () => "",
  about,
  metrics,
}: {
  port: number;
  host?: string;
  live: Check;
  ready: Check;
  /** Said below the `ok` of `/readyz`, without secrets. */
  standing?: () => string;
  about?: () => Readonly<Record<string, unknown>>;
  metrics: { contentType: string; text(): Promise<string> };
}): Promise<ProbeServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = "text/plain; charset=utf-8") => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    const probe = async (check: Check, more = "", tell?: typeof about) => {
      const trouble = await outcomeOf(check);
      if (tell) {
        const told = { ready: trouble === undefined, ...(trouble ? { trouble } : {}), ...tell() };
        answer(trouble === undefined ? 200 : 503, `${JSON.stringify(told)}\n`, "application/json");
        return;
      }
      answer(trouble === undefined ? 200 : 503, `${trouble ?? "ok"}\n${more && `${more}\n`}`);
    };
    const path = (request.url ?? "").split("?")[0];
    if (request.method !== "GET" && request.method !== "HEAD") answer(405, "only GET\n");
    else if (path === "/healthz") void probe(live);
    else if (path === "/readyz") void probe(ready, standing(), about);
    else if (path === "/metrics") {
      metrics.text().then(
        (text) => answer(200, text, metrics.contentType),
        () => answer(503, "metrics unavailable\n"),
      );
    } else answer(404, "/healthz, /readyz, /metrics\n");
  });
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new UserError(`PROBE_PORT: cannot listen on ${host}:${port} (${cause.code}). Choose another port.`, {
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
