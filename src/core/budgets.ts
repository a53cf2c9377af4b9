/** Upper limits of what one reply may cost on a slow line (DESIGN 4.4). Bytes unless said otherwise. */
export const BUDGETS = {
  /** Characters (UTF-16 code units, as messengers count them). */
  textCharacters: 900,
  textBytes: 3 * 1024,
  overlayBytes: 20 * 1024,
  sheetBytes: 45 * 1024,
  replyBytes: 60 * 1024,
} as const;

/** What a photo may cost us before it is refused. */
export const PHOTO_LIMITS = {
  bytes: 20 * 1024 * 1024,
  pixels: 60_000_000,
  /** Shorter side in pixels below which reading would invent texture. */
  minimumSide: 200,
  decodeMilliseconds: 10_000,
} as const;
