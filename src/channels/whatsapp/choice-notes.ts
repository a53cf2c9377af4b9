import { type ChatNotes, createChatNotes } from "../../queue/chat-notes.ts";
import type { ChannelFoundation } from "../open-channel.ts";
import { OpenChoices } from "../open-choices.ts";

/** A question can be answered by its number for at least this long. */
const LEAST_CHOICES_KEPT_SECONDS = 86_400;

/** Where numbered choices of WhatsApp's chats are remembered, for intake that must not wait and for delivery that may. */
export function openChoiceNotes({
  redis,
  waitingRedis,
  vault,
  photoTtlSeconds,
}: Pick<ChannelFoundation, "redis" | "waitingRedis" | "vault" | "photoTtlSeconds">): {
  readonly notes: ChatNotes<OpenChoices>;
  readonly waitingNotes: ChatNotes<OpenChoices>;
} {
  const options = {
    name: "choices",
    channel: "whatsapp",
    vault,
    schema: OpenChoices,
    keptSeconds: Math.max(photoTtlSeconds, LEAST_CHOICES_KEPT_SECONDS),
  } as const;
  return {
    notes: createChatNotes({ ...options, redis }),
    waitingNotes: createChatNotes({
      ...options,
      redis: waitingRedis,
      patienceMilliseconds: Number.POSITIVE_INFINITY,
    }),
  };
}
