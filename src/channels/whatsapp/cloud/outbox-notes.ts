import { z } from "zod";
import { CASE_DAYS } from "../../../core/retention.ts";
import { type ChatNotes, createChatNotes } from "../../../queue/chat-notes.ts";
import type { Redis } from "../../../queue/redis.ts";
import type { Vault } from "../../../queue/vault.ts";

/** What was sent is known for so long, for the case that Meta takes its word back. */
export const SENT_KEPT_SECONDS = 3_600;

const Kept = z.object({
  id: z.string(),
  body: z.record(z.string(), z.unknown()),
  at: z.number(),
  tries: z.number(),
});
const KeptList = z.array(Kept);
/** A message with how often it was sent. */
export type Kept = z.infer<typeof Kept>;

/** What the outbox remembers of a chat: sealed, under a pseudonym, each for its own time. */
export type OutboxNotes = {
  /** When the person wrote last, milliseconds since 1970. */
  readonly window: ChatNotes<number>;
  readonly waiting: ChatNotes<Kept[]>;
};

type Stores = { redis: Redis; waitingRedis: Redis; vault: Vault };

/** `fast` fails where Redis is away, for what Meta delivers again; `patient` waits, for what is being sent. */
export function createOutboxNotes({ redis, waitingRedis, vault }: Stores): {
  fast: OutboxNotes;
  patient: OutboxNotes & { readonly sent: ChatNotes<Kept[]> };
} {
  const common = { channel: "whatsapp", vault } as const;
  const patience = { redis: waitingRedis, patienceMilliseconds: Number.POSITIVE_INFINITY };
  const window = { ...common, name: "window", schema: z.number(), keptSeconds: 2 * 86_400 };
  const waiting = { ...common, name: "waiting", schema: KeptList, keptSeconds: CASE_DAYS * 86_400 };
  const sent = { ...common, name: "sent", schema: KeptList, keptSeconds: SENT_KEPT_SECONDS };
  return {
    fast: {
      window: createChatNotes({ ...window, redis }),
      waiting: createChatNotes({ ...waiting, redis }),
    },
    patient: {
      window: createChatNotes({ ...window, ...patience }),
      waiting: createChatNotes({ ...waiting, ...patience }),
      sent: createChatNotes({ ...sent, ...patience }),
    },
  };
}

/** Changes a list; an empty one is not kept. */
export async function changeKept(
  notes: ChatNotes<Kept[]>,
  chat: string,
  work: (list: Kept[]) => Kept[],
): Promise<void> {
  const before = (await notes.load(chat)) ?? [];
  const after = work(before);
  if (after.length > 0) await notes.save(chat, after);
  else if (before.length > 0) await notes.forget(chat);
}
