import { z } from "zod";
import type { Vault } from "../queue/vault.ts";

/** Where a study's answer goes. */
const Address = z.object({
  /** Which of the messenger's accounts the chat belongs to. */
  account: z.string().default(""),
  chat: z.string(),
  message: z.string(),
});
export type Address = z.infer<typeof Address>;

/** Makes an address unreadable to everybody but the channel's own process. */
export function sealAddress(vault: Vault, study: string, address: z.input<typeof Address>): string {
  return vault.seal(JSON.stringify(address), `address ${study}`);
}

/** @throws {SealBroken} when it was sealed with another key or belongs to another study */
export function openAddress(vault: Vault, study: string, sealed: string): Address {
  return Address.parse(JSON.parse(vault.open(sealed, `address ${study}`)));
}
