import type { Label } from "../core/label.ts";
import type { Reading } from "../core/reading.ts";
import type { Refusal } from "../core/refusal.ts";
import { UserError } from "../core/user-error.ts";
import type { Model } from "../networks/load-model.ts";
import { type Appearance, appearanceOf } from "./appearance.ts";
import { barAcross } from "./bar-across.ts";
import { createDoubt } from "./doubt.ts";
import type { Film } from "./film.ts";
import { statisticOf } from "./film-statistics.ts";
import { findDoubts } from "./find-doubts.ts";
import { judgeFilm, notAssessed } from "./judge-film.ts";
import { lookSquareOf } from "./look-square.ts";
import { toInput } from "./preprocess.ts";
import { gradeQuality } from "./quality.ts";
import type { RelevanceMap } from "./relevance-map.ts";
import type { Plane } from "./resize-plane.ts";
import { createFilmScreen, type FilmScreen, Screen } from "./screen.ts";
import { unfitnessOf } from "./unfit-photo.ts";

/** A reading and what is needed to draw it. */
export type FilmReading = {
  readonly reading: Reading;
  /** Of every label the model judges; empty when refused. */
  readonly maps: ReadonlyMap<Label, RelevanceMap>;
  /** This film's share of the batch; 0 when the network did not see it. */
  readonly milliseconds: { readonly network: number };
};

export type Reader = { read(films: readonly Film[]): Promise<FilmReading[]> };

export type ReaderOptions = {
  /** Accepts a model without calibration or screen: its findings come ranked, each unproven. */
  readonly uncalibrated?: boolean;
};

/** `square` is the film as it is looked at as a whole, and as most networks take it. */
type Described = { readonly film: Film; readonly square: Plane; readonly seen: Appearance };

const refuse = (refusal: Refusal, network = 0): FilmReading => ({
  reading: { outcome: "refused", refusal, detail: {} },
  maps: new Map(),
  milliseconds: { network },
});

function readScreen({ manifest, dir }: Model, uncalibrated: boolean): FilmScreen | null {
  if (!manifest.screen) {
    if (uncalibrated) return null;
    throw new UserError(`${dir}: no screen has been fitted. Run: roentgram model screen ${dir} --help`);
  }
  const screen = Screen.safeParse(manifest.screen);
  if (!screen.success) {
    const [issue] = screen.error.issues;
    throw new UserError(
      `${dir}/model.json: screen.${issue?.path.join(".")}: ${issue?.message}. Fit it anew with: roentgram model screen`,
      { cause: screen.error },
    );
  }
  return createFilmScreen(screen.data);
}

/** Why a photo is refused before the network sees it. */
function refusalBefore({ film, seen }: Described, screen: FilmScreen | null): Refusal | undefined {
  const { statistics, glare } = seen;
  const unfit = unfitnessOf(film, { sharpness: statisticOf(statistics, "sharpness"), glare });
  if (unfit) return unfit;
  return (screen?.before(statistics) ?? true) ? undefined : "not-a-chest-xray";
}

/**
 * Makes a reader of films: too dark, too bright, blurred ones and those with glare over the lungs are refused first; then come the
 * screen's statistics before the network, one run for the whole batch, the screen's features after it (foreign pictures,
 * side views, cut-off lungs), a second look where the answer might not hold, then calibrated findings, ranked.
 *
 * @throws {UserError} when the model lacks calibration or screen and `uncalibrated` is not set
 */
export function createReader(model: Model, { uncalibrated = false }: ReaderOptions = {}): Reader {
  const { manifest } = model;
  const { calibration, labels, input } = manifest;
  if (!calibration && !uncalibrated) {
    throw new UserError(
      `${model.dir}: the model is not calibrated. Run: roentgram model calibrate ${model.dir} --help`,
    );
  }
  const screen = readScreen(model, uncalibrated);
  const doubt = createDoubt(model);
  const identity = { ...model.identity, starter: calibration?.starter ?? true };

  async function readPassed(films: readonly Described[]): Promise<FilmReading[]> {
    if (films.length === 0) return [];
    const size = input.channels * input.size * input.size;
    const images = new Float32Array(films.length * size);
    for (const [place, { film, square }] of films.entries()) {
      const shown = square.width === input.size ? square : film;
      images.set(await toInput(shown, input), place * size);
    }
    const begun = performance.now();
    const output = await model.run(images, films.length);
    const { k, d, w: width, h: height } = output;
    const row = <T extends Float32Array>(values: T, place: number, length: number) =>
      values.subarray(place * length, (place + 1) * length);

    const verdicts = films.map(({ seen }, place) => screen?.after(seen, row(output.features, place, d)));
    const passed = films.map(({ film }, place) => (verdicts[place]?.refusal ? undefined : film));
    const doubts = doubt ? await findDoubts(doubt, model, passed, output) : [];
    const network = (performance.now() - begun) / films.length;

    return films.map(({ film, seen, square }, place): FilmReading => {
      const verdict = verdicts[place];
      if (verdict?.refusal) return refuse(verdict.refusal, network);
      const findings = judgeFilm(row(output.logits, place, k), labels, calibration);
      const maps = row(output.maps, place, k * height * width);
      const said = {
        quality: gradeQuality(film, statisticOf(seen.statistics, "sharpness"), {
          glare: seen.glare,
          croppedMaybe: verdict?.croppedMaybe ?? false,
          bar: barAcross(square),
        }),
        findings,
        notAssessed: notAssessed(findings),
        model: identity,
      };
      const reasons = doubts[place] ?? [];
      return {
        reading:
          reasons.length > 0 ? { outcome: "unsure", reasons, ...said } : { outcome: "findings", ...said },
        maps: new Map(
          labels.map((label, channel) => [
            label,
            // A copy: the batch's own buffer is large and would live as long as one map.
            { width, height, values: row(maps, channel, height * width).slice() },
          ]),
        ),
        milliseconds: { network },
      };
    });
  }

  return {
    async read(films) {
      const described = films.map((film): Described => {
        const square = lookSquareOf(film);
        return { film, square, seen: appearanceOf(film, square) };
      });
      const refusals = described.map((photo) => refusalBefore(photo, screen));
      const readings = await readPassed(described.filter((_, place) => !refusals[place]));
      return refusals.map((refusal) => (refusal ? refuse(refusal) : readings.shift()!));
    },
  };
}
