import { UserError } from "../../core/user-error.ts";

/** A download that another try may finish: the connection broke, nothing came for too long, or the server was busy. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

/** Ends a request when nothing comes for too long, or when nobody needs the rest of it. */
export type Watch = { readonly signal: AbortSignal; start(): void; stop(): void; end(): void };

/** @param milliseconds how long nothing may come between `start` and `stop` */
export function createWatch(milliseconds: number): Watch {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stalled = () =>
    controller.abort(
      new Interrupted(`nothing came for ${(milliseconds / 1000).toLocaleString("en")} seconds`),
    );
  return {
    signal: controller.signal,
    start() {
      clearTimeout(timer);
      timer = setTimeout(stalled, milliseconds);
    },
    stop: () => clearTimeout(timer),
    end() {
      clearTimeout(timer);
      controller.abort();
    },
  };
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;
/** Codes of connections that stood and then broke; all others stand for what another try would meet again. */
const BROKEN = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET", "UND_ERR_BODY_TIMEOUT"]);

function parseAddress(address: string, from: string): URL {
  const url = URL.canParse(address, from) ? new URL(address, from) : undefined;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new UserError(`${address}: not an address of the web (https://...)`, { exitCode: 2 });
  }
  if (url.username !== "" || url.password !== "") {
    throw new UserError(
      `${url.host}: an address with a password cannot be used. Download the file yourself and give its path with --from.`,
      { exitCode: 2 },
    );
  }
  return url;
}

/** What went wrong, as undici nests it. */
export function toFailure(error: unknown, address: string): Error {
  if (error instanceof Interrupted || error instanceof UserError) return error;
  const { cause } = error as { cause?: { code?: string; message?: string } };
  const code = cause?.code ?? (error as NodeJS.ErrnoException).code ?? "";
  // A body that ends early is a bare "terminated" in some versions.
  if (BROKEN.has(code) || (error as Error).message === "terminated") {
    return new Interrupted("the connection broke off", { cause: error });
  }
  return new UserError(
    `${address}: cannot be reached (${code || (cause?.message ?? (error as Error).message)}). Check the connection, or download the file elsewhere and give its path with --from.`,
    { cause: error },
  );
}

function refuse(status: number, address: string): Error {
  if (status === 429 || status >= 500) return new Interrupted(`the server answers ${status}`);
  const why = status === 404 || status === 410 ? "the file is not there (any more)" : "the server refuses it";
  return new UserError(
    `${address}: ${why} (HTTP ${status}). Look for it on the model's page and give the address, or a downloaded file, with --from.`,
  );
}

/**
 * Asks for a file and follows up to five redirects, never from https to http.
 *
 * @returns a reply with status 200, 206 or 416
 * @throws {Interrupted} when another try may help, and {UserError} when it would not
 */
export async function request(
  address: string,
  headers: Readonly<Record<string, string>>,
  watch: Watch,
): Promise<Response> {
  let url = parseAddress(address, address);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    watch.start();
    const response = await fetch(url, { headers, redirect: "manual", signal: watch.signal }).catch(
      (error) => {
        throw toFailure(error, address);
      },
    );
    watch.stop();
    if ([200, 206, 416].includes(response.status)) return response;
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (!REDIRECTS.has(response.status) || location === null) throw refuse(response.status, address);
    const next = parseAddress(location, url.href);
    if (url.protocol === "https:" && next.protocol === "http:") {
      throw new UserError(`${address}: sends on to ${next.host} without encryption, which is not followed`);
    }
    url = next;
  }
  throw new UserError(`${address}: sends on more than ${MOST_REDIRECTS} times, so it was given up`);
}
