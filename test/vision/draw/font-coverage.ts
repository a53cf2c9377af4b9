import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Where Debian's `fonts-noto-core` puts its files. */
const FONTS = "/usr/share/fonts/truetype/noto";

export type Coverage = (point: number) => boolean;

const fileOf = (family: string, style: string) => join(FONTS, `${family.replaceAll(" ", "")}-${style}.ttf`);

export function isInstalled(family: string): boolean {
  return ["Regular", "Bold"].every((style) => existsSync(fileOf(family, style)));
}

/** Segments of a format 4 subtable (OpenType, `cmap`): characters up to U+FFFF. */
function readSegments(font: Buffer, table: number): Coverage {
  const count = font.readUInt16BE(table + 6) / 2;
  const [ends, starts] = [table + 14, table + 16 + count * 2];
  const [deltas, offsets] = [starts + count * 2, starts + count * 4];
  return (point) => {
    for (let segment = 0; segment < count; segment += 1) {
      if (point > font.readUInt16BE(ends + segment * 2)) continue;
      const start = font.readUInt16BE(starts + segment * 2);
      if (point < start) return false;
      const delta = font.readUInt16BE(deltas + segment * 2);
      const at = offsets + segment * 2;
      const offset = font.readUInt16BE(at);
      const glyph = offset === 0 ? point : font.readUInt16BE(at + offset + (point - start) * 2);
      return glyph !== 0 && ((glyph + delta) & 0xffff) !== 0;
    }
    return false;
  };
}

/** Groups of a format 12 subtable: all of Unicode. */
function readGroups(font: Buffer, table: number): Coverage {
  const count = font.readUInt32BE(table + 12);
  return (point) =>
    Array.from({ length: count }, (_, group) => table + 16 + group * 12).some(
      (at) => point >= font.readUInt32BE(at) && point <= font.readUInt32BE(at + 4),
    );
}

function readCoverage(file: string): Coverage {
  const font = readFileSync(file);
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, place) => 12 + place * 16);
  const entry = tables.find((at) => font.toString("latin1", at, at + 4) === "cmap");
  if (entry === undefined) throw new Error(`${file} has no cmap`);
  const cmap = font.readUInt32BE(entry + 8);
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, place) => {
    const table = cmap + font.readUInt32BE(cmap + 4 + place * 8 + 4);
    return { table, format: font.readUInt16BE(table) };
  });
  const covers = subtables.flatMap(({ table, format }) =>
    format === 4 ? [readSegments(font, table)] : format === 12 ? [readGroups(font, table)] : [],
  );
  return (point) => covers.some((cover) => cover(point));
}

/** Characters that a family has glyphs for, regular and bold, as its files say. */
export function coverageOf(family: string): Coverage {
  const styles = ["Regular", "Bold"].map((style) => readCoverage(fileOf(family, style)));
  return (point) => styles.every((covers) => covers(point));
}
