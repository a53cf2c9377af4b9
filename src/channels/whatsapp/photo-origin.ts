import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { PHOTO_LIMITS } from "../../core/budgets.ts";
import { Outage } from "../messenger.ts";
import { PhotoGone, type PhotoOrigin, PhotoTooLarge } from "../photo-origin.ts";
import { sizeOf } from "./arrival.ts";
import { isCutShort, toMessengerError, within } from "./failures.ts";
import type { Client } from "./library.ts";
import type { Session } from "./session.ts";

/** A download that takes longer is over; the library itself would wait for ever. */
const DOWNLOAD_MS = 90_000;
/** The sender's phone may still be handing the photo in: it is asked for again after these pauses. */
const PAUSES_MS = [1_000, 4_000] as const;

const Handle = z.object({ message: z.string(), bytes: z.number().exactOptional() });

/** Photos from WhatsApp, by their message. */
export function createWhatsappPhotoOrigin({
  session,
  pausesMilliseconds = PAUSES_MS,
  downloadMilliseconds = DOWNLOAD_MS,
}: {
  session: Pick<Session, "use">;
  pausesMilliseconds?: readonly number[];
  downloadMilliseconds?: number;
}): PhotoOrigin {
  async function tryOnce(client: Client, message: string): Promise<Uint8Array | undefined> {
    // Asked for anew each time: what we were given first may know nothing of a photo that came later.
    const found = await client.getMessageById(message);
    if (!found) return undefined;
    if ((sizeOf(found) ?? 0) > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
    // Expired, or not there yet: the library says the same of both, or throws what the page threw.
    const media = await within(downloadMilliseconds, "download", found.downloadMedia()).catch(notThere);
    if (!media) return undefined;
    const bytes = Buffer.from(media.data, "base64");
    if (bytes.byteLength > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
    return bytes;
  }

  return {
    async download(handle, signal) {
      const { message, bytes: announced = 0 } = Handle.parse(JSON.parse(handle));
      if (announced > PHOTO_LIMITS.bytes) throw new PhotoTooLarge();
      for (const pause of [0, ...pausesMilliseconds]) {
        await sleep(pause, undefined, { signal });
        const photo = await session
          .use((client) => tryOnce(client, message))
          .catch((error: unknown) => {
            const known = error instanceof PhotoTooLarge || error instanceof PhotoGone;
            throw known ? error : toMessengerError(error);
          });
        if (photo) return photo;
      }
      throw new PhotoGone();
    },
  };
}

function notThere(error: unknown): undefined {
  // Expired media has been seen to hang: one wait is long enough for this try.
  if (error instanceof Outage) throw new PhotoGone();
  if (isCutShort(error)) throw error;
}
