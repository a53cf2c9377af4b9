import { describe, expect, test } from "vitest";
import { BANDS, EVIDENCE } from "../../../src/core/finding.ts";
import { LABELS } from "../../../src/core/label.ts";
import type { FindingsReading } from "../../../src/core/reading.ts";
import { LANGUAGES, type Language } from "../../../src/i18n/languages.ts";
import { pictureTexts } from "../../../src/i18n/picture-texts.ts";
import { loadTranslators } from "../../../src/i18n/translator.ts";
import { FONT_FAMILIES, letter } from "../../../src/vision/draw/lettering.ts";
import { coverageOf, isInstalled } from "./font-coverage.ts";

const translators = await loadTranslators();

/** Every title and footer that can stand on a picture. */
function pictureWords(language: Language): string[] {
  const model = { name: "densenet121-nih-starter", version: "1.0.0-rc.2", sha256: "", starter: true };
  const readings = BANDS.flatMap((band) =>
    EVIDENCE.map((evidence): FindingsReading => {
      const findings = LABELS.map((label) => ({
        label,
        probability: 0,
        threshold: 0.5,
        score: 0,
        band,
        evidence,
      }));
      return { outcome: "findings", quality: { grade: "good", notes: [] }, findings, notAssessed: [], model };
    }),
  );
  return readings.flatMap((reading) => {
    const { filmTitle, footer, titleOf } = pictureTexts(reading, translators.for(language), {
      caseCode: "K7Q-2MXA",
    });
    return [filmTitle, footer, `${"m".repeat(39)}…`, ...LABELS.map(titleOf)];
  });
}

const base = { language: "en", direction: "ltr", size: 28, width: 2000, weight: "regular" } as const;
const widthOf = async (text: string, more: Partial<Parameters<typeof letter>[0]> = {}) =>
  (await letter({ ...base, ...more, text })).width;

describe.each(LANGUAGES)("pictures in %s", (language) => {
  // Elsewhere than on Debian the fonts lie in other places.
  test.skipIf(!FONT_FAMILIES.every(isInstalled))("hold no character that fonts-noto-core lacks", () => {
    const fonts = FONT_FAMILIES.map(coverageOf);
    const characters = new Set(pictureWords(language).join("").replace(/\s/g, ""));
    const missing = [...characters].filter((character) => {
      const drawn = !/\p{Default_Ignorable_Code_Point}/u.test(character);
      return drawn && !fonts.some((covers) => covers(character.codePointAt(0)!));
    });
    expect(missing).toEqual([]);
    expect(fonts.some((covers) => covers(0x4e00))).toBe(false);
    expect(characters.size).toBeGreaterThan(20);
  });

  test("have every title within two lines of a phone's half width, as letters and not as empty space", async () => {
    const { direction } = translators.for(language);
    const shape = { language, direction, size: 27, weight: "bold" } as const;
    for (const text of new Set(pictureWords(language).filter((words) => !/\n|mmm/.test(words)))) {
      const mask = await letter({ ...shape, text, width: 388 });
      expect(mask.width).toBeLessThanOrEqual(388);
      expect([text, mask.height <= 2 * 27 * 1.6]).toEqual([text, true]);
      const ink = mask.coverage.filter((value) => value > 128).length / mask.coverage.length;
      expect(ink).toBeGreaterThan(0.05);
    }
  });
});

test("a character without a glyph would be seen: its box is drawn", async () => {
  expect(await widthOf("a\u{1f6d8}b")).toBeGreaterThan((await widthOf("ab")) + 8);
});

test("Arabic letters join: the word is narrower than its letters side by side", async () => {
  const arabic = { language: "ar", direction: "rtl" } as const;
  const apart = await widthOf([..."تضخم"].join("\u200c"), arabic);
  expect(await widthOf("تضخم", arabic)).toBeLessThan(apart * 0.8);
});

test("Devanagari letters form conjuncts: न्यू is narrower than with its parts held apart", async () => {
  const hindi = { language: "hi" } as const;
  expect(await widthOf("न्यूमो", hindi)).toBeLessThan(await widthOf("न्\u200cयूमो", hindi));
  expect(await widthOf("क्ष", hindi)).toBeLessThan((await widthOf("क्\u200cष", hindi)) * 0.95);
});

test("Urdu letters join, those that Arabic lacks too", async () => {
  const urdu = { language: "ur", direction: "rtl" } as const;
  const apart = await widthOf([..."گلٹی"].join("\u200c"), urdu);
  expect(await widthOf("گلٹی", urdu)).toBeLessThan(apart * 0.8);
});

test("Bengali letters form conjuncts: ক্ষ is narrower than with its parts held apart", async () => {
  const bengali = { language: "bn" } as const;
  expect(await widthOf("ক্ষ", bengali)).toBeLessThan((await widthOf("ক্\u200cষ", bengali)) * 0.95);
});

test("right-to-left text begins at the right, also where it begins with a number", async () => {
  const upperInk = async (direction: "ltr" | "rtl") => {
    const text = "7 ............";
    const { width, height, coverage } = await letter({ ...base, language: "ar", direction, text });
    const sides = { left: 0, right: 0 };
    for (let y = 0; y < height / 2; y += 1) {
      for (let x = 0; x < width; x += 1) sides[x < width / 2 ? "left" : "right"] += coverage[y * width + x]!;
    }
    return sides;
  };
  // Of a digit and low dots only the digit has an upper half.
  const rtl = await upperInk("rtl");
  expect(rtl.left).toBe(0);
  expect(rtl.right).toBeGreaterThan(0);
  expect((await upperInk("ltr")).right).toBe(0);
});

test("marks that mean something in Pango's markup are written as they are", async () => {
  const plain = await widthOf("a b");
  expect(await widthOf("a <i>&amp;</i> b")).toBeGreaterThan(plain * 2);
});
