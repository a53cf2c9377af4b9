import { createHash } from "node:crypto";
import { z } from "zod";
import { PHOTO_LIMITS } from "../../../core/budgets.ts";
import { downloadWhole } from "../../download-whole.ts";
import { Outage } from "../../messenger.ts";
import { PhotoGone, type PhotoOrigin, PhotoTooLarge } from "../../photo-origin.ts";
import type { CloudApi } from "./api.ts";
import { CloudFailure, reasonOf, toMessengerError } from "./failures.ts";

/** Meta's code for an id that nothing has (any more). */
const NO_SUCH_OBJECT = 100;

const Handle = z.object({ media: z.string(), sha256: z.string().optional() });

/** Meta writes the same digest in hexadecimal here and in base64 there. */
function isDigestOf(digest: string, bytes: Uint8Array): boolean {
  const real = createHash("sha256").update(bytes).digest();
  return digest.toLowerCase() === real.toString("hex") || digest === real.toString("base64");
}

/** An answer that is a photo's bytes; an error page is none. */
function requireNoPage({ headers }: Response): void {
  if (/^(text\/html|application\/json)\b/.test(headers.get("content-type") ?? "")) {
    throw new Outage("download is a page", { ambiguous: false });
  }
}

/** Photos from Meta, by their id. */
export function createCloudPhotoOrigin({
  api,
  silenceMilliseconds,
}: {
  api: Pick<CloudApi, "locate" | "open">;
  silenceMilliseconds?: number;
}): PhotoOrigin {
  async function locate(media: string, signal: AbortSignal) {
    try {
      return await api.locate(media, signal);
    } catch (error) {
      const gone = error instanceof CloudFailure && (error.code === NO_SUCH_OBJECT || error.status === 404);
      throw gone ? new PhotoGone() : toMessengerError(error);
    }
  }

  async function open(url: string, limit: AbortSignal): Promise<Response> {
    const response = await api.open(url, limit);
    if (!response) throw new Outage("the photo's address is none of Meta's", { ambiguous: false });
    return response;
  }

  return {
    async download(handle, signal) {
      const { media, sha256 } = Handle.parse(JSON.parse(handle));
      const located = await locate(media, signal);
      if ((located.file_size ?? 0) > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
      const photo = await downloadWhole({
        open: (limit) => open(located.url, limit),
        require: requireNoPage,
        reasonOf,
        signal,
        silenceMilliseconds,
      });
      const digest = located.sha256 ?? sha256;
      // Not what the person sent: asked for again, and then given up as gone.
      if (digest !== undefined && !isDigestOf(digest, photo)) throw new PhotoGone();
      return photo;
    },
  };
}
