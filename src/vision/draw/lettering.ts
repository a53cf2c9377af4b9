import sharp from "sharp";
import type { Mask } from "./canvas.ts";

/** Fonts by script, all from Debian's `fonts-noto-core`; where they are missing the system's choice steps in. */
export const FONT_FAMILIES = [
  "Noto Sans",
  // Urdu too: Nastaliq needs twice the height, and titles stand on small pictures.
  "Noto Sans Arabic",
  "Noto Sans Devanagari",
  "Noto Sans Bengali",
  "Noto Sans Ethiopic",
] as const;

export type Lettering = {
  readonly text: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** Height of the letters in pixels: one em. */
  readonly size: number;
  /** Lines longer than this are broken, in pixels. */
  readonly width: number;
  readonly weight: "regular" | "bold";
};

/** Gives each paragraph its direction even where it begins with a number or a Latin name. */
const LEAD = { ltr: "\u200e", rtl: "\u200f" } as const;

/** Noto Sans Arabic asks for two ems a line, room for the Koran's marks; plain text needs less. */
const LINE_HEIGHT = { ltr: 1, rtl: 0.74 } as const;

/** Pango breaks lines by advance; ink of Bengali and Urdu reaches beyond it by a few hundredths of an em. */
const OVERHANG = 0.12;

function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/**
 * Sets text by Pango and HarfBuzz: scripts are shaped and run in their own direction, lines of right-to-left text
 * begin at the right.
 */
export async function letter({ text, language, direction, size, width, weight }: Lettering): Promise<Mask> {
  const paragraphs = escapeMarkup(text).split("\n");
  const directed = paragraphs.map((paragraph) => LEAD[direction] + paragraph).join("\n");
  const markup = `<span lang="${language}" line_height="${LINE_HEIGHT[direction]}">${directed}</span>`;
  const style = weight === "bold" ? "Bold " : "";
  const { data, info } = await sharp({
    text: {
      text: markup,
      // A comma ends the list of families; at 72 dots an inch a point is a pixel.
      font: `${FONT_FAMILIES.join(",")}, ${style}${size}`,
      width: Math.round(width - size * OVERHANG),
      dpi: 72,
      wrap: "word-char",
    },
  })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, coverage: new Uint8Array(data) };
}
