import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

/** The digest that a signature header claims; undefined for what is no signature. */
export function readSignature(header: string | string[] | undefined): Buffer | undefined {
  const digits = typeof header === "string" ? SIGNATURE.exec(header.trim())?.[1] : undefined;
  return digits === undefined ? undefined : Buffer.from(digits, "hex");
}

/** True when these very bytes were signed with the app's secret. Takes the same time wherever they differ. */
export function isSigned(body: Uint8Array, claimed: Buffer, appSecret: string): boolean {
  return timingSafeEqual(createHmac("sha256", appSecret).update(body).digest(), claimed);
}

/** Compares two words in a time that tells nothing of either. */
export function sameWord(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
