import { expect, it } from "vitest";
import { Outage } from "../../../src/channels/messenger.ts";
import { PhotoGone, PhotoTooLarge } from "../../../src/channels/photo-origin.ts";
import type { Client } from "../../../src/channels/whatsapp/library.ts";
import { createWhatsappPhotoOrigin } from "../../../src/channels/whatsapp/photo-origin.ts";

const handle = JSON.stringify({ message: "false_1@lid_A" });
const signal = new AbortController().signal;

/** An origin whose library answers each download as told, the last answer for ever. */
function origin(...answers: (() => Promise<unknown>)[]) {
  let asked = 0;
  const downloadMedia = () => answers[Math.min(asked++, answers.length - 1)]!();
  const client = { getMessageById: async () => ({ rawData: {}, downloadMedia }) } as unknown as Client;
  const session = { use: <T>(work: (it: Client) => Promise<T>) => work(client) };
  const settings = { session, pausesMilliseconds: [1, 1], downloadMilliseconds: 30 };
  return { ...createWhatsappPhotoOrigin(settings), asked: () => asked };
}
const photo = async () => ({ data: Buffer.from("film").toString("base64") });
const nothing = async () => undefined;

it("a photo that is not there yet is asked for again", async () => {
  const late = origin(nothing, nothing, photo);
  expect(Buffer.from(await late.download(handle, signal)).toString()).toBe("film");
  expect(late.asked()).toBe(3);
});

it("a photo that does not come is gone, and so is one whose download throws a string or never ends", async () => {
  await expect(origin(nothing).download(handle, signal)).rejects.toBeInstanceOf(PhotoGone);
  await expect(origin(() => Promise.reject("media decrypt")).download(handle, signal)).rejects.toBeInstanceOf(
    PhotoGone,
  );
  await expect(origin(() => new Promise(() => {})).download(handle, signal)).rejects.toBeInstanceOf(
    PhotoGone,
  );
});

it("a browser that goes away under a download says nothing about the photo", async () => {
  const closed = () => Promise.reject(new Error("Protocol error (Runtime.callFunctionOn): Target closed"));
  await expect(origin(closed).download(handle, signal)).rejects.toBeInstanceOf(Outage);
});

it("a photo announced as too large is not asked for", async () => {
  const never = origin(photo);
  const large = JSON.stringify({ message: "m", bytes: 30_000_000 });
  await expect(never.download(large, signal)).rejects.toBeInstanceOf(PhotoTooLarge);
  expect(never.asked()).toBe(0);
});
