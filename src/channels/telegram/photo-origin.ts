import type { Api } from "grammy";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { downloadWhole } from "../download-whole.ts";
import { PhotoGone, type PhotoOrigin, PhotoTooLarge } from "../photo-origin.ts";
import { codeOf, isBadRequest, toMessengerError } from "./failures.ts";

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
      return downloadWhole({
        open: (limit) => fetch(`${apiRoot}/file/bot${token}/${path}`, { signal: limit }),
        // The original may quote the URL, which holds the token.
        reasonOf: codeOf,
        signal,
      });
    },
  };
}
