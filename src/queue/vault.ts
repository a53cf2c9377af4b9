import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { UserError } from "../core/user-error.ts";
import type { Channel } from "./jobs.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;
const PIECE_BYTES = 64 * 1024;

/** What keeps people's data unreadable in Redis. All of it derives from `PHOTO_KEY`. */
export type Vault = {
  /**
   * Encrypts text.
   *
   * @param context what the text belongs to, such as the study's id; needed again to open it
   * @returns base64url
   */
  seal(text: string, context: string): string;
  /** @throws {SealBroken} when the text was sealed with another key or context, or changed since */
  open(sealed: string, context: string): string;
  sealBytes(bytes: Uint8Array, context: string): Buffer;
  /** @throws {SealBroken} when the bytes were sealed with another key or context, or changed since */
  openBytes(sealed: Uint8Array, context: string): Buffer;
  /** The study's id: the same message always gives the same id, and nothing of the chat can be read off it. */
  studyId(channel: Channel, chat: string | number, message: string | number): string;
  /** Stands for a person in keys and logs: 16 hexadecimal digits. */
  pseudonym(channel: Channel, person: string | number): string;
};

/** Something sealed cannot be opened: another `PHOTO_KEY`, another place, or changed bytes. */
export class SealBroken extends Error {
  override name = "SealBroken";
}

const HOW_TO_MAKE =
  "Make one with: openssl rand -base64 32   (or: node -p \"crypto.randomBytes(32).toString('base64')\") and give the same one to every process.";

/**
 * Reads `PHOTO_KEY`.
 *
 * @throws {UserError} unless it is 32 bytes in base64
 */
export function parsePhotoKey(text: string): Buffer {
  const bytes = Buffer.from(text.trim(), "base64");
  if (!/^[A-Za-z0-9+/_-]+=*$/.test(text.trim()) || bytes.byteLength !== 32) {
    throw new UserError(`PHOTO_KEY: must be 32 bytes in base64. ${HOW_TO_MAKE}`, { exitCode: 2 });
  }
  return bytes;
}

/**
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); the context is authenticated, not stored. Keys for sealing,
 * ids and pseudonyms are derived separately (HKDF-SHA-256, RFC 5869).
 *
 * @param key 32 bytes
 */
export function createVault(key: Uint8Array): Vault {
  if (key.byteLength !== 32) throw new RangeError(`the key has ${key.byteLength} bytes, not 32`);
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", key, "", `roentgram ${purpose} 1`, 32));
  const sealing = derive("sealing");
  const naming = derive("study ids");
  const masking = derive("pseudonyms");
  const digest = (secret: Buffer, parts: readonly (string | number)[]) =>
    createHmac("sha256", secret)
      .update(JSON.stringify(parts.map(String)))
      .digest("hex");

  const sealBytes = (bytes: Uint8Array, context: string): Buffer => {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(context));
    // Piece by piece into its place: a photo of megabytes is not held a third and fourth time.
    const sealed = Buffer.allocUnsafe(HEADER_BYTES + bytes.byteLength);
    for (let start = 0; start < bytes.byteLength; start += PIECE_BYTES) {
      sealed.set(cipher.update(bytes.subarray(start, start + PIECE_BYTES)), HEADER_BYTES + start);
    }
    // GCM keeps nothing back: this only makes the tag.
    cipher.final();
    sealed[0] = VERSION;
    sealed.set(nonce, 1);
    sealed.set(cipher.getAuthTag(), 1 + NONCE_BYTES);
    return sealed;
  };
  const openBytes = (sealed: Uint8Array, context: string): Buffer => {
    if (sealed.byteLength < HEADER_BYTES || sealed[0] !== VERSION) {
      throw new SealBroken(`not something sealed: ${context}`);
    }
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", sealing, nonce).setAAD(Buffer.from(context));
    decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEADER_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new SealBroken(`cannot open ${context}: sealed with another PHOTO_KEY, or damaged`, { cause });
    }
  };
  return {
    sealBytes,
    openBytes,
    seal: (text, context) => sealBytes(Buffer.from(text), context).toString("base64url"),
    open: (sealed, context) => openBytes(Buffer.from(sealed, "base64url"), context).toString(),
    studyId: (channel, chat, message) =>
      `${channel}-${digest(naming, [channel, chat, message]).slice(0, 24)}`,
    pseudonym: (channel, person) => digest(masking, [channel, person]).slice(0, 16),
  };
}
