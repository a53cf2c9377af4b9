import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { PhotoRefused } from "../../core/refusal.ts";
import { decodePhoto } from "../../vision/decode.ts";
import { contain } from "../../vision/draw/contain.ts";
import { drawFilmGrid } from "../../vision/draw/film-grid.ts";
import type { Film } from "../../vision/film.ts";
import type { Reader } from "../../vision/read-films.ts";
import { listFiles, stem } from "../film-files.ts";
import type { Picture } from "./draw-kinds.ts";

/** What became of one photo, one way. */
type PhotoReading = {
  /** `read`, `not sure`, or why it was refused. */
  readonly outcome: string;
  readonly grade: string | null;
  readonly notes: readonly string[];
  /** Best rank first: label and band. */
  readonly findings: readonly { readonly label: string; readonly band: string }[];
};

export type ReadPhoto = {
  readonly file: string;
  readonly raw: PhotoReading;
  readonly straight: PhotoReading;
  /** Both ways side by side; undefined where neither could be decoded, or none is to be shown. */
  readonly picture: Picture | undefined;
};

const FINDINGS = 3;
const SIDE = 240;
const QUALITY = 60;

type Opened = { readonly reading: PhotoReading; readonly film: Film | undefined };

const refused = (outcome: string): PhotoReading => ({ outcome, grade: null, notes: [], findings: [] });

async function readOne(reader: Reader, bytes: Uint8Array, straighten: boolean): Promise<Opened> {
  let film: Film;
  try {
    film = await decodePhoto(bytes, { straighten });
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    return { reading: refused(error.refusal), film: undefined };
  }
  const [read] = await reader.read([film]);
  if (!read) throw new Error("the reader gave no reading");
  const { reading } = read;
  if (reading.outcome === "refused") return { reading: refused(reading.refusal), film };
  const findings = reading.findings.slice(0, FINDINGS).map(({ label, band }) => ({ label, band }));
  const { grade, notes } = reading.quality;
  const outcome = reading.outcome === "unsure" ? "not sure" : "read";
  return { reading: { outcome, grade, notes, findings }, film };
}

/**
 * Reads every picture of a folder as serving does, raw and straightened.
 *
 * @param options.shown whether pictures of them are drawn
 * @throws {UserError} when the folder cannot be opened
 */
export async function readPhotos(
  reader: Reader,
  folder: string,
  { shown }: { shown: boolean },
): Promise<ReadPhoto[]> {
  const paths = (await listFiles(folder)).filter((path) => /\.(jpe?g|png|webp|tiff?|gif|dcm)$/i.test(path));
  const photos: ReadPhoto[] = [];
  for (const path of paths) {
    const bytes = await readFile(path);
    const raw = await readOne(reader, bytes, false);
    const straight = await readOne(reader, bytes, true);
    const file = basename(path);
    const white = new Uint8Array(SIDE * SIDE).fill(255);
    const square = ({ film }: Opened) => (film ? contain(film, SIDE) : white);
    const jpeg =
      shown && (raw.film || straight.film)
        ? await drawFilmGrid([[square(raw), square(straight)]], SIDE, "as it came; straightened", QUALITY)
        : undefined;
    const picture = jpeg ? { name: stem(file), title: file, jpeg } : undefined;
    photos.push({ file, raw: raw.reading, straight: straight.reading, picture });
  }
  return photos;
}
