import { createHash } from "node:crypto";
import { basename, extname, join } from "node:path";
import { parseArgs } from "node:util";
import { readReadingConfig } from "../config/reading-config.ts";
import { AGE_GROUPS, type AgeGroup, isAgeGroup } from "../core/age.ts";
import { caseCodeOf } from "../core/case-code.ts";
import type { Reading } from "../core/reading.ts";
import { PhotoRefused } from "../core/refusal.ts";
import { uniqueNames } from "../core/unique-names.ts";
import { UserError } from "../core/user-error.ts";
import { pictureTexts } from "../i18n/picture-texts.ts";
import { renderReading } from "../i18n/report.ts";
import { loadTranslators, type Translator } from "../i18n/translator.ts";
import { writeWhole } from "../networks/manifest-file.ts";
import { decodePhoto } from "../vision/decode.ts";
import { prepareImaging } from "../vision/imaging.ts";
import { drawPictures } from "../vision/pictures.ts";
import { createReader, type Reader } from "../vision/read-films.ts";
import type { Command } from "./command.ts";
import { languageOption } from "./language-option.ts";
import { openModel } from "./open-model.ts";
import { makeOutFolder } from "./out-folder.ts";
import { readPhoto, requireReadable } from "./photo-paths.ts";

const HELP = `
Usage: roentgram analyze PHOTO... [--json] [--language TAG] [--age GROUP] [--out DIR] [--model DIR] [--uncalibrated]

Reads photos without a queue and prints what would be answered.

  --json           one JSON document on stdout and nothing else
  --language TAG   language of texts and titles (default: DEFAULT_LANGUAGE, else en)
  --age GROUP      how old the patients are: under-5, 5-14 or adult (default: not said, read as adult)
  --out DIR        write the pictures there; made if missing. Photos of one name get -2, -3 and so on
  --model DIR      model folder (default: MODEL_DIR, else the starter model)
  --uncalibrated   accept a model without calibration or screen: ranks alone, no bands to act on

Exit status: 0 when every photo got an outcome, refused ones included; 2 when a path cannot be opened.
`;

type Work = {
  reader: Reader;
  translator: Translator;
  out: string | undefined;
  age: AgeGroup | undefined;
};

/** @throws {UserError} for another word */
function ageOption(value: string | undefined): AgeGroup | undefined {
  if (value === undefined || isAgeGroup(value)) return value;
  throw new UserError(
    `analyze: --age knows no '${value}'. Say one of: ${AGE_GROUPS.join(", ")}; leave it out where the age is not known.`,
    { exitCode: 2 },
  );
}

function caseCodeOfPhoto(photo: Uint8Array): string {
  return caseCodeOf(`console-${createHash("sha256").update(photo).digest("hex").slice(0, 24)}`);
}

async function analyzePhoto(file: string, name: string, { reader, translator, out, age }: Work) {
  const photo = await readPhoto("analyze", file);
  const caseCode = caseCodeOfPhoto(photo);
  const describe = (reading: Reading) => ({
    text: renderReading(reading, translator, { caseCode, age }),
    language: translator.language,
    age: age ?? null,
  });
  const begun = performance.now();
  try {
    const film = await decodePhoto(photo);
    const decoded = performance.now();
    const [read] = await reader.read([film]);
    if (!read) throw new Error("the reader gave no reading");
    const { reading, maps, milliseconds } = read;
    if (reading.outcome === "refused") return { file, ...reading, ...describe(reading) };
    const drawing = performance.now();
    // Nothing is claimed of a film that the program is not sure about, so there is nothing to show on it.
    const drawn =
      out && reading.outcome === "findings"
        ? await drawPictures(film, reading, maps, pictureTexts(reading, translator, { caseCode }))
        : [];
    const drawMilliseconds = performance.now() - drawing;
    const pictures = [];
    for (const { kind, labels, jpeg } of drawn) {
      const path = join(out ?? ".", `${name}-${kind}.jpg`);
      await writeWhole(path, jpeg);
      pictures.push({ kind, file: path, bytes: jpeg.byteLength, labels });
    }
    const { quality, findings, notAssessed, model } = reading;
    return {
      file,
      outcome: reading.outcome,
      ...(reading.outcome === "unsure" ? { reasons: reading.reasons } : {}),
      quality,
      findings,
      notAssessed,
      pictures,
      ...describe(reading),
      model,
      milliseconds: {
        decode: Math.round(decoded - begun),
        network: Math.round(milliseconds.network),
        draw: Math.round(drawMilliseconds),
      },
    };
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    const reading: Reading = { outcome: "refused", refusal: error.refusal, detail: error.detail };
    return { file, ...reading, ...describe(reading) };
  }
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      language: { type: "string" },
      age: { type: "string" },
      out: { type: "string" },
      model: { type: "string" },
      uncalibrated: { type: "boolean", default: false },
    },
  });
  if (positionals.length === 0) {
    throw new UserError("analyze: name at least one photo, such as: roentgram analyze film.jpg", {
      exitCode: 2,
    });
  }
  const language = languageOption("analyze", values.language);
  const age = ageOption(values.age);
  await requireReadable("analyze", positionals);
  if (values.out !== undefined) await makeOutFolder("analyze", values.out);
  const translator = (await loadTranslators()).for(language);
  const config = readReadingConfig(process.env);
  prepareImaging({ threads: config.INFERENCE_THREADS });
  const model = await openModel(values.model ?? config.MODEL_DIR, config, {
    requireReady: !values.uncalibrated,
  });
  try {
    const reader = createReader(model, { uncalibrated: values.uncalibrated });
    const results = [];
    const names = uniqueNames(positionals.map((file) => basename(file, extname(file))));
    for (const [place, file] of positionals.entries()) {
      const result = await analyzePhoto(file, names[place]!, { reader, translator, out: values.out, age });
      results.push(result);
      if (!values.json) {
        const pictures =
          "pictures" in result ? result.pictures.map((picture) => `\n[${picture.file}]`).join("") : "";
        process.stdout.write(`${file}\n\n${result.text}\n${pictures}\n\n`);
      }
    }
    if (values.json) process.stdout.write(`${JSON.stringify(results, null, 1)}\n`);
    return 0;
  } finally {
    await model.release();
  }
}

export const analyze: Command = { name: "analyze", summary: "read photos without a queue", help: HELP, run };
