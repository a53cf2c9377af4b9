import { setTimeout as sleep } from "node:timers/promises";
import { caseCodeOf } from "../core/case-code.ts";
import type { Language } from "../i18n/languages.ts";
import type { Translators } from "../i18n/translator.ts";
import type { DeliveryLog } from "../queue/delivery-log.ts";
import { QueueUnavailable } from "../queue/queue-unavailable.ts";
import type { Receipts } from "../queue/receipts.ts";
import type { StudyAges } from "../queue/study-ages.ts";
import { ageRow } from "./age-choices.ts";
import type { Courier } from "./courier.ts";
import { type Buttons, type Messenger, Outage } from "./messenger.ts";

/** An album's photos come one by one, with no mark at the last. */
const QUIET_MS = 500;
/** A receipt is promised within two seconds of which others take their part: storing, what is said before, the line. */
const LONGEST_WAIT_MS = 800;
/** How long photos that come late are still added to their album's receipt. */
const OPEN_MS = 300_000;

export type AcceptedPhoto = {
  readonly study: string;
  readonly chat: string;
  readonly message: string;
  /** What shares one receipt: the album, or the study itself. */
  readonly group: string;
  readonly language: Language;
  /** False when the study had been accepted before. */
  readonly added: boolean;
  /** Photos read before this one. */
  readonly ahead: number;
};

/** Tells people that their photo arrived: one message for a photo, one for a whole album. */
export type ReceiptDesk = {
  accepted(photo: AcceptedPhoto): Promise<void>;
  /** Sends the receipts of albums that are still being gathered. */
  flush(): void;
  /** Resolves when every receipt sent is remembered, or after `milliseconds`. */
  close(milliseconds: number): Promise<void>;
};

type Album = { photos: AcceptedPhoto[]; sent?: string; quiet?: NodeJS.Timeout; latest?: NodeJS.Timeout };

export function createReceiptDesk({
  messenger,
  courier,
  translators,
  receipts,
  patientReceipts,
  deliveries,
  ages,
  onLost,
}: {
  messenger: Messenger;
  courier: Courier;
  translators: Translators;
  /** Fails fast. */
  receipts: Receipts;
  /** Waits for Redis. */
  patientReceipts: Pick<Receipts, "sent">;
  deliveries: DeliveryLog;
  /** Absent where nobody is asked how old a patient is. */
  ages?: Pick<StudyAges, "of">;
  /** Told when a receipt could not be remembered: it stays in the chat. */
  onLost: (error: unknown) => void;
}): ReceiptDesk {
  const albums = new Map<string, Album>();
  const open = new Set<Promise<void>>();

  function linesOf(photos: readonly AcceptedPhoto[], { ahead, language }: AcceptedPhoto): string {
    const { t, list } = translators.for(language);
    const codes = photos.map(({ study }) => caseCodeOf(study));
    if (photos.length === 1) {
      const code = codes[0] ?? "";
      return ahead > 0 ? t("receipt-queued", { code, ahead }) : t("receipt", { code });
    }
    const args = { count: photos.length, codes: list(codes) };
    return ahead > 0 ? t("receipt-album-queued", { ...args, ahead }) : t("receipt-album", args);
  }

  /** What a receipt says, and how it asks for the patient's age. */
  async function wordsOf(
    photos: readonly AcceptedPhoto[],
    { amended = false } = {},
  ): Promise<{ text: string; buttons: Buttons }> {
    const [first] = photos;
    if (!first) throw new RangeError("a receipt for no photo");
    const text = linesOf(photos, first);
    const chosen = await unlessAway(async () => ages?.of(first.study));
    // Said with the photo: nothing is left to ask.
    if (!ages || (chosen !== undefined && !amended)) return { text, buttons: [] };
    const { t } = translators.for(first.language);
    const row = ageRow(first.message, { chosen }).map((it) => ({
      id: it.id,
      label: `${it.chosen ? "✅ " : ""}${t(it.labelKey)}`,
    }));
    return { text: `${text}\n\n${t("receipt-age")}`, buttons: [row] };
  }

  /** With Redis away for a moment nobody knows: a receipt too many goes with its answer, one too few is missed. */
  async function allAnswered(photos: readonly AcceptedPhoto[]): Promise<boolean> {
    try {
      for (const { study } of photos) {
        const { state } = await deliveries.stateOf(study, "text");
        if (state !== "sent") return false;
      }
      return true;
    } catch (error) {
      if (error instanceof QueueUnavailable) return false;
      throw error;
    }
  }

  async function unlessAway<T>(look: () => Promise<T>): Promise<T | undefined> {
    try {
      return await look();
    } catch (error) {
      if (error instanceof QueueUnavailable) return undefined;
      throw error;
    }
  }

  /**
   * Remembers a receipt that is out, however long Redis takes, beside whatever else is to be said in this chat. The
   * answers may have overtaken it: then nobody else will take it away.
   */
  function remember(chat: string, group: string, message: string): void {
    const remembering = patientReceipts
      .sent(group, message)
      .then((wanted) => {
        if (!wanted) courier.send(chat, () => messenger.deleteMessage(chat, message));
      })
      .catch((error: unknown) => onLost(error))
      .finally(() => open.delete(remembering));
    open.add(remembering);
  }

  function post(photos: readonly AcceptedPhoto[], onSent: (message: string) => void): void {
    const [first] = photos;
    if (!first) return;
    courier.send(first.chat, async () => {
      if (await allAnswered(photos)) return;
      const { text, buttons } = await wordsOf(photos);
      const message = await messenger
        .sendText(first.chat, text, {
          replyTo: first.message,
          ...(buttons.length > 0 ? { buttons } : {}),
        })
        .catch((error: unknown) => {
          // It may be out: a second one could never be taken away again, and the answer is on its way.
          if (error instanceof Outage && error.ambiguous) return undefined;
          throw error;
        });
      if (message === undefined) return;
      onSent(message);
      // Of an album whose receipt this process does not remember, or that has gone with its first answers; or one that a
      // process sent which ended before it could note it, and that was known again by a press on it meanwhile.
      const earlier = await unlessAway(() => receipts.messageOf(first.group));
      remember(first.chat, first.group, message);
      if (earlier !== undefined) {
        courier.send(first.chat, () => messenger.deleteMessage(first.chat, earlier));
      }
    });
  }

  function postAlbum(group: string, album: Album): void {
    clearTimeout(album.quiet);
    clearTimeout(album.latest);
    delete album.quiet;
    delete album.latest;
    post([...album.photos], (message) => {
      album.sent = message;
    });
    setTimeout(() => albums.delete(group), OPEN_MS).unref();
  }

  /** A photo that came after its album's receipt: the receipt is brought up to date. */
  function amend(album: Album, photo: AcceptedPhoto): void {
    courier.send(photo.chat, async () => {
      if (album.sent === undefined) return;
      const { text, buttons } = await wordsOf(album.photos, { amended: true });
      if (!(await messenger.editText(photo.chat, album.sent, text, buttons))) {
        post([photo], (message) => {
          album.sent = message;
        });
        return;
      }
      remember(photo.chat, photo.group, album.sent);
    });
  }

  function gather(photo: AcceptedPhoto): void {
    const known = albums.get(photo.group);
    if (known?.photos.some(({ study }) => study === photo.study)) return;
    const album = known ?? { photos: [] };
    album.photos.push(photo);
    if (known && !known.latest) {
      amend(album, photo);
      return;
    }
    albums.set(photo.group, album);
    clearTimeout(album.quiet);
    const send = () => postAlbum(photo.group, album);
    album.quiet = setTimeout(send, QUIET_MS);
    album.latest ??= setTimeout(send, LONGEST_WAIT_MS);
  }

  return {
    async accepted(photo) {
      if (!photo.added) {
        // Delivered to us twice: the receipt may have gone out before, and so may the answer.
        if ((await deliveries.stateOf(photo.study, "text")).state === "sent") {
          await receipts.settle(photo.study);
          return;
        }
        if ((await receipts.messageOf(photo.group)) !== undefined) return;
      }
      if (photo.group === photo.study) post([photo], () => {});
      else gather(photo);
    },
    flush() {
      for (const [group, album] of albums) if (album.latest) postAlbum(group, album);
    },
    async close(milliseconds) {
      const late = new AbortController();
      const timer = sleep(milliseconds, undefined, { signal: late.signal }).catch(() => {});
      await Promise.race([Promise.all(open), timer]);
      late.abort();
    },
  };
}
