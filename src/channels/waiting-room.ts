import { z } from "zod";
import { withoutPatient } from "../dicom/without-patient.ts";
import type { HeldPhotos } from "../queue/held-photos.ts";
import { HELD_SECONDS } from "../queue/held-photos.ts";
import type { Channel } from "../queue/jobs.ts";
import { type PhotoStore, photoKey } from "../queue/photo-store.ts";
import type { ArrivedPhoto } from "./accept.ts";

const Place = z.object({ account: z.string().default(""), chat: z.string(), message: z.string() });
const Held = Place.extend({
  album: z.string().exactOptional(),
  receivedAt: z.number(),
  /** Absent where the bytes themselves are held. */
  handle: z.string().exactOptional(),
});

/**
 * Photos whose senders have not agreed to the terms yet, for an hour: sealed handles where the messenger keeps the
 * photo, so that nothing is downloaded before the agreement; sealed bytes where it came with the message.
 */
export type WaitingRoom = {
  /** @returns false when too many wait already */
  hold(person: string, photo: ArrivedPhoto): Promise<boolean>;
  list(person: string): Promise<ArrivedPhoto[]>;
  /** Those that waited in vain during the last day. */
  expired(person: string): Promise<Pick<ArrivedPhoto, "study" | "chat" | "message">[]>;
  /** Forgets photos that were accepted. */
  drop(person: string, studies: readonly string[]): Promise<void>;
  /** Forgets all photos that wait, bytes included. */
  clear(person: string): Promise<void>;
};

/** @param account photos that were sent to another one are passed over: their handles and messages mean nothing here */
export function createWaitingRoom({
  channel,
  account,
  held,
  photos,
}: {
  channel: Channel;
  account: string;
  held: HeldPhotos;
  photos: PhotoStore;
}): WaitingRoom {
  async function read(study: string, content: string): Promise<ArrivedPhoto[]> {
    const { handle, account: theirs, ...rest } = Held.parse(JSON.parse(content));
    if (theirs !== account) return [];
    if (handle !== undefined) return [{ study, ...rest, source: { handle } }];
    const bytes = await photos.get(photoKey(study));
    return bytes ? [{ study, ...rest, source: { bytes } }] : [];
  }
  return {
    async hold(person, { study, source, ...rest }) {
      const { chat, message } = rest;
      const kept = { account, ...rest, ...("handle" in source ? { handle: source.handle } : {}) };
      const content = JSON.stringify(Held.parse(kept));
      const note = JSON.stringify(Place.parse({ account, chat, message }));
      if (!(await held.hold(channel, person, { study, content, note }))) return false;
      if ("bytes" in source) {
        await photos.put(photoKey(study), await withoutPatient(source.bytes), HELD_SECONDS);
      }
      return true;
    },
    async list(person) {
      const found = await held.list(channel, person);
      const photosFound = await Promise.all(found.map(({ study, content }) => read(study, content)));
      return photosFound.flat();
    },
    async expired(person) {
      const found = await held.expired(channel, person);
      return found.flatMap(({ study, note }) => {
        const { account: theirs, ...place } = Place.parse(JSON.parse(note));
        return theirs === account ? [{ study, ...place }] : [];
      });
    },
    drop: (person, studies) => held.drop(channel, person, studies),
    async clear(person) {
      const found = await held.list(channel, person);
      await photos.delete(...found.map(({ study }) => photoKey(study)));
      await held.dropAll(channel, person);
    },
  };
}
