import type { Channel } from "../queue/jobs.ts";
import type { Vault } from "../queue/vault.ts";

/** Names the study of a message; the same message always has the same. */
export type StudyOf = (chat: string, message: string) => string;

/** @param account which of the messenger's accounts the chats belong to; empty where the messenger knows but one */
export function createStudyNames({
  channel,
  account,
  vault,
}: {
  channel: Channel;
  account: string;
  vault: Vault;
}): StudyOf {
  return (chat, message) => vault.studyId(channel, account === "" ? chat : `${account} ${chat}`, message);
}
