import { STARTER_MODEL_DIR } from "../src/config/paths.ts";
import { loadModel } from "../src/networks/load-model.ts";
import { appearanceOf } from "../src/vision/appearance.ts";
import { statisticOf } from "../src/vision/film-statistics.ts";
import { lookSquareOf } from "../src/vision/look-square.ts";
import { phantomFilm } from "../src/vision/phantom/phantom.ts";
import { toInput } from "../src/vision/preprocess.ts";
import { createFilmScreen, Screen } from "../src/vision/screen.ts";
import { unfitnessOf } from "../src/vision/unfit-photo.ts";
import { type Measure, timeOf } from "./measure.ts";

const GROUP = "screen and refusals, milliseconds for one film beyond the network run they share, 1 thread";
/** Sides of what arrives: Telegram's photos, and the largest film that is worked on. */
const SIDES = [1280, 2048] as const;
const MOST_MILLISECONDS = 5;
const ROUNDS = 15;
/** Until the engine has compiled what it runs, as in a worker that has read some photos. */
const WARMUPS = 40;

/** What every reading pays to be judged fit, a frontal chest X-ray and whole, beside one run of the network. */
export async function benchScreen(): Promise<Measure[]> {
  const model = await loadModel(STARTER_MODEL_DIR, { threads: 1, provider: "cpu" });
  try {
    const screen = createFilmScreen(Screen.parse(model.manifest.screen));
    const measures: Measure[] = [];
    for (const side of SIDES) {
      const film = phantomFilm({ size: side, seed: 21 });
      // What is looked at is what the network takes, resized once for both.
      const square = lookSquareOf(film);
      const input = await toInput(square, model.manifest.input);
      const { features } = await model.run(input, 1);
      const network = await timeOf(() => model.run(input, 1), ROUNDS);
      const judged = await timeOf(
        () => {
          const seen = appearanceOf(film, square);
          const sharpness = statisticOf(seen.statistics, "sharpness");
          return [
            unfitnessOf(film, { sharpness, glare: seen.glare }),
            screen.before(seen.statistics),
            screen.after(seen, features),
          ];
        },
        ROUNDS,
        WARMUPS,
      );
      const ratio = (100 * judged) / network;
      measures.push(
        { group: GROUP, name: `${side} px: the network's run`, value: network, unit: "ms" },
        {
          group: GROUP,
          name: `${side} px: everything that refuses`,
          value: judged,
          unit: "ms",
          bar: `at most ${MOST_MILLISECONDS} ms`,
          meets: judged <= MOST_MILLISECONDS,
        },
        { group: GROUP, name: `${side} px: share of the run`, value: ratio, unit: "%" },
      );
    }
    return measures;
  } finally {
    await model.release();
  }
}
