import { createHash } from "node:crypto";
import { z } from "zod";
import { PHOTO_LIMITS } from "../../../core/budgets.ts";
import { Outage, RetryAfter } from "../../messenger.ts";
import { PhotoGone, type PhotoOrigin, PhotoTooLarge } from "../../photo-origin.ts";
import type { CloudApi } from "./api.ts";
import { CloudFailure, reasonOf, toMessengerError } from "./failures.ts";

/** A line may be thin, but something has to come. */
const SILENCE_MS = 20_000;
const LONGEST_DOWNLOAD_MS = 300_000;
/** Meta's code for an id that nothing has (any more). */
const NO_SUCH_OBJECT = 100;

const Handle = z.object({ media: z.string(), sha256: z.string().optional() });

/** Meta writes the same digest in hexadecimal here and in base64 there. */
function isDigestOf(digest: string, bytes: Uint8Array): boolean {
  const real = createHash("sha256").update(bytes).digest();
  return digest.toLowerCase() === real.toString("hex") || digest === real.toString("base64");
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

/** An answer that is a photo's bytes; an error page is none. */
function requirePhoto(response: Response): void {
  const { status, headers } = response;
  if (status === 404 || status === 410) throw new PhotoGone();
  if (status === 429) throw new RetryAfter(1000 * Math.max(1, Number(headers.get("retry-after") ?? 1)));
  if (!response.ok) throw new Outage(`download status ${status}`, { ambiguous: false });
  if (/^(text\/html|application\/json)\b/.test(headers.get("content-type") ?? "")) {
    throw new Outage("download is a page", { ambiguous: false });
  }
  if (Number(headers.get("content-length") ?? 0) > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
}

/** Photos from Meta, by their id. */
export function createCloudPhotoOrigin({
  api,
  silenceMilliseconds = SILENCE_MS,
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

  async function fetchWhole(url: string, signal: AbortSignal): Promise<Uint8Array> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silenceMilliseconds);
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMilliseconds);
    };
    const limit = AbortSignal.any([signal, silence.signal, AbortSignal.timeout(LONGEST_DOWNLOAD_MS)]);
    let response: Response | undefined;
    try {
      response = await api.open(url, limit);
      if (!response) throw new Outage("the photo's address is none of Meta's", { ambiguous: false });
      requirePhoto(response);
      return await readBody(response, heard);
    } catch (error) {
      await response?.body?.cancel().catch(() => {}); // it may have ended by itself
      const known = [PhotoGone, PhotoTooLarge, Outage, RetryAfter].some((kind) => error instanceof kind);
      throw known ? error : new Outage(`download: ${reasonOf(error)}`, { ambiguous: false });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async download(handle, signal) {
      const { media, sha256 } = Handle.parse(JSON.parse(handle));
      const located = await locate(media, signal);
      if ((located.file_size ?? 0) > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
      const photo = await fetchWhole(located.url, signal);
      const digest = located.sha256 ?? sha256;
      // Not what the person sent: asked for again, and then given up as gone.
      if (digest !== undefined && !isDigestOf(digest, photo)) throw new PhotoGone();
      return photo;
    },
  };
}
