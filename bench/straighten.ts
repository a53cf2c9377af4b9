import sharp from "sharp";
import { decodePhoto } from "../src/vision/decode.ts";
import { onLightBox } from "../src/vision/phantom/light-box.ts";
import { phantomFilm } from "../src/vision/phantom/phantom.ts";
import { setUpright } from "../src/vision/straighten/set-upright.ts";
import { straighten } from "../src/vision/straighten/straighten.ts";
import { type Measure, processorTimeOf } from "./measure.ts";

const GROUP = "making a photographed film straight, milliseconds of processor time a photo";
const PHOTOS = 4;
const MOST_MILLISECONDS = 60;
/** Until the engine has compiled what it runs, as in a worker that has read some photos. */
const WARMUPS = 20;
/** Longer side of a camera's twelve megapixels. */
const CAMERA = 4000;

/** Straightening beside the decoding of the same photos, as a camera takes them and as a messenger sends them. */
export async function benchStraighten(): Promise<Measure[]> {
  const sizes = [
    { name: "a messenger's 1280 px", side: 1280 },
    { name: "a camera's 12 megapixels", side: CAMERA },
  ];
  const measures: Measure[] = [];
  for (const { name, side } of sizes) {
    const photos = await Promise.all(
      Array.from({ length: PHOTOS }, async (_, seed) =>
        sharp(await onLightBox(phantomFilm({ size: 1024, seed }), seed))
          .resize({ width: side, height: side, fit: "inside" })
          .jpeg({ quality: 85 })
          .toBuffer(),
      ),
    );
    const whole = await Promise.all(photos.map((photo) => decodePhoto(photo, { trim: false })));
    let turn = 0;
    const next = <T>(all: readonly T[]): T => {
      turn += 1;
      return all[turn % all.length]!;
    };
    const decode = await processorTimeOf(() => decodePhoto(next(photos), { straighten: false }));
    const straight = await processorTimeOf(
      () => setUpright(straighten(next(whole))?.plane ?? next(whole)),
      20,
      WARMUPS,
    );
    measures.push(
      { group: GROUP, name: `${name}: decoding alone`, value: decode, unit: "ms" },
      {
        group: GROUP,
        name: `${name}: straightening`,
        value: straight,
        unit: "ms",
        bar: `at most ${MOST_MILLISECONDS} ms`,
        meets: straight <= MOST_MILLISECONDS,
      },
      { group: GROUP, name: `${name}: share of decoding`, value: straight / decode, unit: "x" },
    );
  }
  return measures;
}
