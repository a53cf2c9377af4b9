import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server saw of one request. */
export type Seen = {
  readonly url: string;
  readonly range?: string | undefined;
  readonly ifRange?: string | undefined;
};

type Answer = (request: IncomingMessage, response: ServerResponse, seen: readonly Seen[]) => void;

/** A server on loopback that goes away with its user, open connections included. */
export async function withServer<T>(
  answer: Answer,
  use: (address: string, seen: readonly Seen[]) => Promise<T>,
): Promise<T> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { range, "if-range": ifRange } = request.headers;
    seen.push({ url: request.url ?? "", range, ifRange: ifRange as string | undefined });
    answer(request, response, seen);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

export type FileOptions = {
  /** Cut the connection after so many bytes of the reply's body. */
  readonly cutAfter?: number | undefined;
  /** Fall silent there instead. */
  readonly silent?: boolean;
  readonly etag?: string | null;
  readonly ranges?: boolean;
};

/** Answers as GitHub does: whole, or from where `Range` says while `If-Range` still holds. */
export function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  content: Uint8Array,
  { cutAfter, silent = false, etag = '"v1"', ranges = true }: FileOptions = {},
): void {
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1];
  const fits = ranges && (request.headers["if-range"] ?? etag) === etag;
  const start = asked !== undefined && fits ? Number(asked) : 0;
  if (start > 0 && start >= content.length) {
    response.writeHead(416, { "content-range": `bytes */${content.length}` }).end();
    return;
  }
  const body = content.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, {
    "content-length": body.length,
    ...(etag === null ? {} : { etag }),
    ...(start > 0 ? { "content-range": `bytes ${start}-${content.length - 1}/${content.length}` } : {}),
  });
  if (cutAfter === undefined) response.end(body);
  else response.write(body.subarray(0, cutAfter), () => silent || setTimeout(() => response.destroy(), 20));
}
