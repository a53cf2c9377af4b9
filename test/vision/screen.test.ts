import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { loadModel, type Model } from "../../src/networks/load-model.ts";
import { decodePhoto } from "../../src/vision/decode.ts";
import type { Film } from "../../src/vision/film.ts";
import { PHANTOM_FINDINGS } from "../../src/vision/phantom/findings.ts";
import { inFrame } from "../../src/vision/phantom/framing.ts";
import { onLightBox, reencode } from "../../src/vision/phantom/light-box.ts";
import { drawNegative, NEGATIVE_KINDS } from "../../src/vision/phantom/negatives.ts";
import { phantomFilm } from "../../src/vision/phantom/phantom.ts";
import { outOfFocus, withoutColour } from "../../src/vision/phantom/softness.ts";
import { createReader } from "../../src/vision/read-films.ts";

/** Milliseconds: pictures are drawn and read one after the other, on machines of two busy cores. */
const PATIENCE = 120_000;
const FILMS = new URL("../../../shared/data/nih/full-size/", import.meta.url).pathname;
const OTHER = new URL("../../../shared/data/other/", import.meta.url).pathname;

let model: Model;
beforeAll(async () => {
  model = await loadModel(STARTER_MODEL_DIR, { threads: 1, provider: "cpu" });
});
afterAll(() => model.release());

/** Which of the pictures the starter model takes for chest X-rays, be it sure of its findings or not. */
async function passing(films: readonly Film[]): Promise<boolean[]> {
  const passed: boolean[] = [];
  for (let start = 0; start < films.length; start += 8) {
    const readings = await createReader(model).read(films.slice(start, start + 8));
    passed.push(...readings.map(({ reading }) => reading.outcome !== "refused"));
  }
  return passed;
}

const decodeAll = (files: readonly Uint8Array[]) => Promise.all(files.map((file) => decodePhoto(file)));

// Seeds from 1000 on were fitted on.
test(
  "chest phantoms pass, without and with each finding, also on a light box and re-encoded",
  async () => {
    const phantoms = [21, 22].flatMap((seed) => [
      phantomFilm({ size: 256, seed }),
      ...PHANTOM_FINDINGS.map((finding) => phantomFilm({ size: 256, seed, findings: [finding] })),
    ]);
    expect(await passing(phantoms)).toEqual(phantoms.map(() => true));
    const first = phantoms.slice(0, 5);
    const seen = [
      ...(await Promise.all(first.map((film, seed) => onLightBox(film, seed)))),
      ...(await Promise.all(first.map((film) => reencode(film, { quality: 60 })))),
    ];
    expect(await passing(await decodeAll(seen))).toEqual(seen.map(() => true));
  },
  PATIENCE,
);

test(
  "the bundled sample of the demo passes at the size it is drawn in",
  async () => {
    expect(await passing([phantomFilm()])).toEqual([true]);
  },
  PATIENCE,
);

test(
  "at most one in ten drawn pictures of other things passes",
  async () => {
    const files = NEGATIVE_KINDS.flatMap((kind) => [31, 32].map((seed) => drawNegative(kind, seed)));
    const passed = await passing(await decodeAll(await Promise.all(files)));
    expect(passed.filter(Boolean).length).toBeLessThanOrEqual(Math.floor(passed.length / 10));
  },
  PATIENCE,
);

test(
  "blank pictures are refused",
  async () => {
    const blank = (gray: number): Film => ({
      width: 300,
      height: 300,
      gray: new Uint8Array(90_000).fill(gray),
      source: { format: "png", width: 300, height: 300 },
      saturation: 0,
    });
    expect(await passing([blank(0), blank(128), blank(255)])).toEqual([false, false, false]);
  },
  PATIENCE,
);

function shared(folder: string): Uint8Array[] {
  return readdirSync(`${OTHER}${folder}`)
    .toSorted()
    .map((name) => readFileSync(`${OTHER}${folder}/${name}`));
}

test(
  "a phantom passes framed by a phone, upright, tall and wide, in the dark, before a wall and on a light box",
  async () => {
    const film = phantomFilm({ size: 512, seed: 21 });
    const framings = (["3:4", "9:16", "4:3"] as const).flatMap((shape) =>
      (["dark", "grey", "bright"] as const).map((surround) => ({ shape, surround, fill: 0.75 })),
    );
    const files = await Promise.all(framings.map((framing, seed) => inFrame(film, seed, framing)));
    expect(await passing(await decodeAll(files))).toEqual(framings.map(() => true));
  },
  PATIENCE,
);

test(
  "a film in the dark and a blurred one are refused by that name, before the network runs",
  async () => {
    const film = phantomFilm({ size: 512, seed: 21 });
    const dark = { ...film, gray: film.gray.map((level) => level / 4) };
    const readings = await createReader(model).read([dark, film, await outOfFocus(film, 0.03)]);
    expect(readings.map(({ reading }) => (reading.outcome === "refused" ? reading.refusal : "read"))).toEqual(
      ["too-dark", "read", "blurred"],
    );
    expect(readings.map(({ milliseconds }) => milliseconds.network > 0)).toEqual([false, true, false]);
  },
  PATIENCE,
);

test.skipIf(!existsSync(FILMS))(
  "of hospital films at most one in ten is refused in the frame of a phone (needs ../shared)",
  async () => {
    const names = readdirSync(FILMS).filter((_, place) => place % 3 === 0);
    const files = await Promise.all(
      names.map(async (name, seed) =>
        inFrame(await decodePhoto(readFileSync(`${FILMS}/${name}`), { trim: false }), seed),
      ),
    );
    const refused = (await passing(await decodeAll(files))).filter((passed) => !passed).length;
    expect(refused / files.length).toBeLessThanOrEqual(0.1);
  },
  PATIENCE,
);

test.skipIf(!existsSync(OTHER))(
  "every photographed film passes",
  async () => {
    const films = await decodeAll(shared("film-photos"));
    expect(await passing(films)).toEqual(films.map(() => true));
  },
  PATIENCE,
);

test.skipIf(!existsSync(OTHER)).each([
  ["as they are", async (film: Film) => film],
  ["grey", async (film: Film) => withoutColour(film)],
  ["grey and blurred", (film: Film) => outOfFocus(withoutColour(film), 0.01)],
])(
  "of photos and CT slices not fitted on, %s, at most one in ten passes",
  async (_, seen) => {
    const files = ["photos", "ct"].flatMap((folder) =>
      shared(folder).filter((_file, place) => place % 2 === 1),
    );
    const passed = await passing(await Promise.all((await decodeAll(files)).map(seen)));
    expect(passed.filter(Boolean).length / passed.length).toBeLessThanOrEqual(0.1);
  },
  PATIENCE,
);
