import { PHOTO_LIMITS } from "../core/budgets.ts";
import { Outage, RetryAfter } from "./messenger.ts";
import { PhotoGone, PhotoTooLarge } from "./photo-origin.ts";

/** A line may be thin, but something has to come. */
const SILENCE_MS = 20_000;
const LONGEST_DOWNLOAD_MS = 300_000;

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

function requirePhoto({ ok, status, headers }: Response): void {
  if (status === 404 || status === 410) throw new PhotoGone();
  if (status === 429) throw new RetryAfter(1000 * Math.max(1, Number(headers.get("retry-after") ?? 1)));
  if (!ok) throw new Outage(`download status ${status}`, { ambiguous: false });
  if (Number(headers.get("content-length") ?? 0) > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
}

/**
 * Downloads a photo whole, within the size that is read, as long as the line is not silent.
 *
 * @param open asks for the photo; it is to give up with the signal
 * @param require what else an answer must be, thrown as an error of the messenger port
 * @param reasonOf what may be said of another error: the address often holds a secret
 * @throws {PhotoGone} {@link PhotoTooLarge}, {@link RetryAfter} and {@link Outage}
 */
export async function downloadWhole({
  open,
  require = () => {},
  reasonOf,
  signal,
  silenceMilliseconds = SILENCE_MS,
}: {
  open: (signal: AbortSignal) => Promise<Response>;
  require?: (response: Response) => void;
  reasonOf: (error: unknown) => string;
  signal: AbortSignal;
  silenceMilliseconds?: number | undefined;
}): Promise<Uint8Array> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), silenceMilliseconds);
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), silenceMilliseconds);
  };
  let response: Response | undefined;
  try {
    response = await open(
      AbortSignal.any([signal, silence.signal, AbortSignal.timeout(LONGEST_DOWNLOAD_MS)]),
    );
    requirePhoto(response);
    require(response);
    return await readBody(response, heard);
  } catch (error) {
    await response?.body?.cancel().catch(() => {}); // it may have ended by itself
    const known = [PhotoGone, PhotoTooLarge, Outage, RetryAfter].some((kind) => error instanceof kind);
    throw known ? error : new Outage(`download: ${reasonOf(error)}`, { ambiguous: false });
  } finally {
    clearTimeout(timer);
  }
}
