import { reportable } from "../core/finding.ts";
import type { Label } from "../core/label.ts";
import type { Picture } from "../core/picture.ts";
import type { FindingsReading } from "../core/reading.ts";
import { drawOverlay } from "./draw/overlay.ts";
import { drawSheet } from "./draw/sheet.ts";
import type { Film } from "./film.ts";
import type { RelevanceMap } from "./relevance-map.ts";

/** Most maps a sheet shows beside the film. */
const MAPS_ON_A_SHEET = 3;

/** Every word on a picture, in the person's language. */
export type PictureTexts = {
  readonly filmTitle: string;
  /** Case code, model and the reminder that colours show where the program looked. */
  readonly footer: string;
  readonly direction: "ltr" | "rtl";
  readonly language: string;
  /** Titles a map: says so where the finding is below the alert level. */
  titleOf(label: Label): string;
};

/**
 * Draws what goes with a reading: a sheet of the film and up to three maps of the findings above their threshold, or,
 * where there are none, of the best-ranked map, which is shown only when asked for. Who pays for every byte gets one
 * overlay of the first map instead.
 */
export async function drawPictures(
  film: Film,
  reading: FindingsReading,
  maps: ReadonlyMap<Label, RelevanceMap>,
  texts: PictureTexts,
  { lowData = false }: { lowData?: boolean } = {},
): Promise<Picture[]> {
  const above = reportable(reading.findings);
  const wanted = (above.length > 0 ? above : reading.findings).slice(
    0,
    above.length > 0 ? MAPS_ON_A_SHEET : 1,
  );
  const shown = wanted.flatMap(({ label }) => {
    const map = maps.get(label);
    return map ? [{ label, map, title: texts.titleOf(label) }] : [];
  });
  const [first] = shown;
  if (!first) return [];
  if (lowData)
    return [{ kind: "overlay", labels: [first.label], jpeg: await drawOverlay(film, first, texts) }];
  const labels = shown.map(({ label }) => label);
  return [{ kind: "sheet", labels, jpeg: await drawSheet(film, shown, texts) }];
}
