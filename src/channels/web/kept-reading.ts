import { z } from "zod";
import { ReplyJob } from "../../queue/jobs.ts";
import type { MessageBoxes } from "../../queue/message-boxes.ts";
import type { Vault } from "../../queue/vault.ts";
import { openAddress } from "../address.ts";

/** What a page keeps of a reading beside its words, for the programs that ask. */
const KeptReading = ReplyJob.pick({ reading: true, pictures: true, receivedAt: true }).extend({
  /** Milliseconds since 1970. */
  answeredAt: z.number(),
});
export type KeptReading = z.infer<typeof KeptReading>;

const NOTE = "reading";

/** Marks a page as answered. Called when the answer has been delivered; does nothing where the page is gone. */
export async function keepReading(boxes: MessageBoxes, vault: Vault, job: ReplyJob): Promise<void> {
  const { chat, message } = openAddress(vault, job.study, job.address);
  const { reading, pictures, receivedAt } = job;
  const kept: KeptReading = { reading, pictures, receivedAt, answeredAt: Date.now() };
  await boxes.note(boxes.nameOf(chat, message), NOTE, JSON.stringify(kept));
}

/** @returns undefined while there is no answer */
export async function readKept(
  boxes: MessageBoxes,
  chat: string,
  token: string,
): Promise<KeptReading | undefined> {
  const content = await boxes.readNote(boxes.nameOf(chat, token), NOTE);
  return content === undefined ? undefined : KeptReading.parse(JSON.parse(content));
}
