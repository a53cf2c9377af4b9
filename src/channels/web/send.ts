import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { safeHeaders } from "../../runtime/http/safe-headers.ts";
import type { Answer } from "./answer.ts";
import type { Assets } from "./assets.ts";
import type { Visit } from "./visit.ts";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Below this there is nothing to gain. */
const WORTH_BYTES = 600;
/** How long, and how much, of an upload that was refused is still listened to, so that its browser sees why. */
const LINGER_MS = 5_000;

/** @returns the body as it travels, and how it is packed */
async function pack(
  body: Buffer,
  type: string,
  accepted: string,
): Promise<{ body: Buffer; packing?: string }> {
  if (body.byteLength < WORTH_BYTES || type.startsWith("image/")) return { body };
  if (/\bbr\b/.test(accepted)) {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 6,
      // A page is smaller than this window; the usual one takes megabytes for each answer.
      [constants.BROTLI_PARAM_LGWIN]: 16,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength,
    };
    return { body: await compressBrotli(body, { params }), packing: "br" };
  }
  if (/\bgzip\b/.test(accepted)) return { body: await compressGzip(body), packing: "gzip" };
  return { body };
}

/** Ends a request whose body nobody wanted: listens a moment longer, or the answer would be lost with the connection. */
function linger(request: IncomingMessage, response: ServerResponse): void {
  const end = () => {
    clearTimeout(timer);
    response.end();
    request.socket.destroySoon();
  };
  const timer = setTimeout(end, LINGER_MS);
  request.once("end", end).once("error", end).once("close", end);
  request.resume();
}

export async function send(
  visit: Visit,
  response: ServerResponse,
  answer: Answer,
  assets: Assets,
): Promise<void> {
  const { request, method, secure } = visit;
  const accepted = String(request.headers["accept-encoding"] ?? "");
  const { body, packing } = await pack(Buffer.from(answer.body), answer.type, accepted);
  if (response.destroyed) return;
  const unread = method === "POST" && !request.complete;
  const length =
    answer.status === 204 ? {} : { "content-length": body.byteLength, "content-type": answer.type };
  response.writeHead(answer.status, {
    ...safeHeaders({ ...assets, secure }),
    vary: "accept-language, accept-encoding, cookie",
    ...length,
    ...(packing ? { "content-encoding": packing } : {}),
    ...(unread ? { connection: "close" } : {}),
    ...answer.headers,
  });
  if (method !== "HEAD" && answer.status !== 204) response.write(body);
  if (unread) linger(request, response);
  else response.end();
}
