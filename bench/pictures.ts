import { STARTER_MODEL_DIR } from "../src/config/paths.ts";
import { LANGUAGES } from "../src/i18n/languages.ts";
import { pictureTexts } from "../src/i18n/picture-texts.ts";
import { renderReading } from "../src/i18n/report.ts";
import { loadTranslators } from "../src/i18n/translator.ts";
import { loadModel } from "../src/networks/load-model.ts";
import { decodePhoto } from "../src/vision/decode.ts";
import { drawSheet } from "../src/vision/draw/sheet.ts";
import { drawPictures } from "../src/vision/pictures.ts";
import { toInput } from "../src/vision/preprocess.ts";
import { createReader } from "../src/vision/read-films.ts";
import { type Measure, median, timeOf } from "./measure.ts";
import { benchPhotos } from "./photos.ts";

const PHOTOS = 12;

/** Decoding, drawing, and the bytes of a reply, on phantoms as a messenger would send them. */
export async function benchPictures(): Promise<Measure[]> {
  const photos = await benchPhotos(PHOTOS);
  const model = await loadModel(STARTER_MODEL_DIR, { threads: 1, provider: "cpu" });
  const reader = createReader(model);
  const translators = await loadTranslators();
  const texts: number[] = [];
  const replies: number[] = [];
  const sheets: number[] = [];
  const draws: number[] = [];
  for (const photo of photos) {
    const film = await decodePhoto(photo);
    const [read] = await reader.read([film]);
    if (read?.reading.outcome !== "findings") continue;
    const { reading, maps } = read;
    for (const language of LANGUAGES) {
      const translator = translators.for(language);
      const caseCode = "ABC-2345";
      const words = pictureTexts(reading, translator, { caseCode });
      const text = Buffer.byteLength(renderReading(reading, translator, { caseCode }));
      const begun = performance.now();
      const pictures = await drawPictures(film, reading, maps, words);
      draws.push(performance.now() - begun);
      if (pictures.length !== 1) throw new Error("a reading has one picture");
      texts.push(text);
      // The largest picture there can be: a sheet with three maps.
      const three = reading.findings.slice(0, 3).flatMap(({ label }) => {
        const map = maps.get(label);
        return map ? [{ label, map, title: words.titleOf(label) }] : [];
      });
      const sheet = (await drawSheet(film, three, words)).byteLength;
      sheets.push(sheet);
      replies.push(text + sheet);
    }
  }
  const [first] = photos;
  if (!first) throw new Error("no photo to measure with");
  const film = await decodePhoto(first);
  const decode = await timeOf(() => decodePhoto(first));
  const prepare = await timeOf(() => toInput(film, model.manifest.input));
  await model.release();
  const times = "decoding and drawing, milliseconds a photo";
  const sizes = "what a reply costs on the line";
  const kilobytes = (bytes: number) => bytes / 1024;
  return [
    { group: times, name: "decode a 1280 px messenger photo", value: decode, unit: "ms" },
    { group: times, name: "prepare the network's input", value: prepare, unit: "ms" },
    { group: times, name: "draw a reply's picture", value: median(draws), unit: "ms" },
    { group: sizes, name: "text, largest", value: kilobytes(Math.max(...texts)), unit: "KB" },
    {
      group: sizes,
      name: "sheet with three maps, largest",
      value: kilobytes(Math.max(...sheets)),
      unit: "KB",
      bar: "at most 45 KB",
      meets: Math.max(...sheets) <= 45 * 1024,
    },
    { group: sizes, name: "text and sheet, median", value: kilobytes(median(replies)), unit: "KB" },
    {
      group: sizes,
      name: "text and sheet, largest",
      value: kilobytes(Math.max(...replies)),
      unit: "KB",
      bar: "at most 60 KB",
      meets: Math.max(...replies) <= 60 * 1024,
    },
  ];
}
