import type { Model } from "../../networks/load-model.ts";
import { type BoxedPicture, drawBoxedFilms } from "../../vision/draw/boxed-films.ts";
import { decodeFile } from "../predict-films.ts";
import type { LocalisationReport } from "./evaluate-boxes.ts";
import { type MeasuredBox, mapFilms } from "./measure-boxes.ts";
import { FRAME } from "./read-boxes.ts";

/** Films on the sheet, and at most so many of one finding. */
const MOST = 24;
const OF_ONE = 6;

const CAPTION =
  "Orange: where the program looked, not where the disease is. Blue: the radiologist's box. Hit: the map's greatest value lies " +
  "in the box. Of each finding from the best agreement to the worst, evenly.";

/** Evenly from the first to the last. */
function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]!);
}

/** Neither the best nor the worst are picked: of each finding some, evenly from the best agreement to the worst. */
export function chooseExamples(measured: readonly MeasuredBox[]): MeasuredBox[] {
  const labels = [...new Set(measured.map(({ label }) => label))];
  const groups = labels.map((label) => measured.filter((box) => box.label === label));
  const share = Math.max(2, Math.min(OF_ONE, Math.floor(MOST / Math.max(1, groups.length))));
  return groups
    .flatMap((boxes) =>
      spread(
        boxes.toSorted((one, other) => other.rectangleIou - one.rectangleIou),
        share,
      ),
    )
    .slice(0, MOST);
}

const inWords = ({ label, rectangleIou, hit }: MeasuredBox) =>
  `${label.replaceAll("_", " ")} · IoU ${rectangleIou.toFixed(2)} · ${hit ? "hit" : "miss"}`;

/**
 * Draws some of the measured boxes with their maps; the films are read once more, so that measuring keeps none of them.
 *
 * @returns a JPEG
 */
export async function drawExamples(
  model: Model,
  { measured, level }: Pick<LocalisationReport, "measured" | "level">,
): Promise<Uint8Array> {
  const pictures: BoxedPicture[] = [];
  for (const example of chooseExamples(measured)) {
    const film = await decodeFile(example.path, { straighten: false });
    const [maps] = await mapFilms(model, [film]);
    const map = maps?.get(example.label);
    if (!map) continue;
    const { left, top, width, height } = film.part ?? { left: 0, top: 0, width: 1, height: 1 };
    const { box } = example;
    pictures.push({
      film,
      map,
      title: inWords(example),
      box: {
        x: (box.left / FRAME - left) / width,
        y: (box.top / FRAME - top) / height,
        width: (box.right - box.left) / FRAME / width,
        height: (box.bottom - box.top) / FRAME / height,
      },
    });
  }
  return drawBoxedFilms(pictures, { caption: CAPTION, level });
}
