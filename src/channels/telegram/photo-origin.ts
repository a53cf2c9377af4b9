import type { Api } from "grammy";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { Outage, RetryAfter } from "../messenger.ts";
import { PhotoGone, type PhotoOrigin, PhotoTooLarge } from "../photo-origin.ts";
import { codeOf, isBadRequest, toMessengerError } from "./failures.ts";

/** A line may be thin, but something has to come. */
const SILENCE_MS = 20_000;
const LONGEST_DOWNLOAD_MS = 300_000;

/** The path of a file on Telegram's server; it works for an hour, so it is asked for each time. */
async function locate(api: Api, handle: string, signal: AbortSignal): Promise<string> {
  try {
    const file = await api.getFile(handle, signal as Parameters<Api["getFile"]>[1]);
    if ((file.file_size ?? 0) > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
    if (file.file_path === undefined) throw new PhotoGone();
    return file.file_path;
  } catch (error) {
    if (error instanceof PhotoGone || error instanceof PhotoTooLarge) throw error;
    if (isBadRequest(error, /too big/i)) throw new PhotoTooLarge();
    if (isBadRequest(error)) throw new PhotoGone();
    throw toMessengerError(error);
  }
}

async function readBody(response: Response, heard: () => void): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    heard();
    bytes += chunk.byteLength;
    if (bytes > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function fetchWhole(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, silence.signal, AbortSignal.timeout(LONGEST_DOWNLOAD_MS)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      if (response.status === 404 || response.status === 410) throw new PhotoGone();
      if (response.status === 429)
        throw new RetryAfter(1000 * Number(response.headers.get("retry-after") ?? 1));
      throw new Outage(`download status ${response.status}`, { ambiguous: false });
    }
    const declared = response.headers.get("content-length");
    if (declared !== null && Number(declared) > PHOTO_LIMITS.bytes) {
      await response.body?.cancel();
      throw new PhotoTooLarge();
    }
    return await readBody(response, heard);
  } catch (error) {
    const known = [PhotoGone, PhotoTooLarge, Outage, RetryAfter].some((kind) => error instanceof kind);
    // The original may quote the URL, which holds the token.
    throw known ? error : new Outage(`download: ${codeOf(error)}`, { ambiguous: false });
  } finally {
    clearTimeout(timer);
  }
}

/** Photos from Telegram's file server, or that of `apiRoot`. */
export function createTelegramPhotoOrigin({
  api,
  apiRoot,
  token,
}: {
  api: Api;
  /** Without a slash at the end. */
  apiRoot: string;
  token: string;
}): PhotoOrigin {
  return {
    async download(handle, signal) {
      const path = await locate(api, handle, signal);
      return fetchWhole(`${apiRoot}/file/bot${token}/${path}`, signal);
    },
  };
}
