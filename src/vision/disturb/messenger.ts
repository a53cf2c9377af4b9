import sharp from "sharp";

/**
 * What messengers make of a photo: longest side in pixels and JPEG quality. Telegram measured at 1280 and about 80; WhatsApp
 * at 1600 and 50 to 80, of which the middle is taken.
 */
const MESSENGERS = {
  telegram: { side: 1280, quality: 80 },
  whatsapp: { side: 1600, quality: 65 },
} as const;

export type MessengerName = keyof typeof MESSENGERS;

/** An image file as it arrives over a messenger. */
export function reencode(file: Uint8Array, messenger: MessengerName): Promise<Uint8Array> {
  const { side, quality } = MESSENGERS[messenger];
  return sharp(file)
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .jpeg({ quality })
    .toBuffer();
}
