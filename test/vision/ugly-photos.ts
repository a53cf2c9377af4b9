import { readdirSync, readFileSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import { decodePhoto } from "../../src/vision/decode.ts";
import { disturb } from "../../src/vision/disturb/disturb.ts";
import type { Plane } from "../../src/vision/resize-plane.ts";

const DATA = new URL("../../../shared/data/", import.meta.url).pathname;

const nameIn = (folder: string, part: string): string => {
  const name = readdirSync(`${DATA}${folder}`)
    .toSorted()
    .find((each) => each.includes(part));
  if (!name) throw new Error(`no file with ${part} in ${DATA}${folder}`);
  return `${DATA}${folder}/${name}`;
};

/** A chest film of 1,024 pixels, by the finding it is named after. */
export const hospitalFilm = (finding: string): Promise<Plane> => whole(nameIn("nih/full-size", finding));
const other = (folder: string, part: string): Promise<Plane> => whole(nameIn(`other/${folder}`, part));
const whole = (path: string): Promise<Plane> =>
  decodePhoto(readFileSync(path), { trim: false, straighten: false });
const image = ({ gray, width, height }: Plane) => sharp(gray, { raw: { width, height, channels: 1 } });
const toPlane = (file: Uint8Array): Promise<Plane> => decodePhoto(file, { trim: false, straighten: false });

async function changed(film: Plane, change: (image: Sharp) => Sharp): Promise<Plane> {
  return toPlane(await change(image(film)).toColourspace("b-w").png().toBuffer());
}

/** Lays a thumb and a torn sticker over a photo. */
async function withThumb(photo: Uint8Array): Promise<Uint8Array> {
  const { width, height } = await sharp(photo).metadata();
  const drawn = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100"
    preserveAspectRatio="none"><ellipse cx="4" cy="94" rx="20" ry="12" transform="rotate(-35 4 94)" fill="#b98163"/>
    <ellipse cx="10" cy="88" rx="6" ry="5" transform="rotate(-35 10 88)" fill="#d9b5a0"/>
    <path d="M78 4 L97 2 L96 9 L88 8 L79 11 Z" fill="#f4f0d8"/></svg>`;
  return sharp(photo)
    .composite([{ input: Buffer.from(drawn) }])
    .jpeg({ quality: 70 })
    .toBuffer();
}

/** Two films on one panel, the older one half out of the picture. */
async function twoFilms(left: Plane, right: Plane): Promise<Uint8Array> {
  const side = async (film: Plane) =>
    image(film).resize(700, 700, { fit: "inside" }).toColourspace("srgb").png().toBuffer();
  return sharp({ create: { width: 1280, height: 860, channels: 3, background: "#eef3ff" } })
    .composite([
      {
        input: await sharp(await side(left))
          .extract({ left: 250, top: 0, width: 400, height: 650 })
          .toBuffer(),
        left: 0,
        top: 70,
      },
      { input: await side(right), left: 470, top: 90 },
    ])
    .blur(1)
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** A photo with what a fair reader would do: read it, or refuse it for one of these reasons. */
export type UglyPhoto = {
  readonly name: string;
  readonly compose: () => Promise<Uint8Array>;
  /** The film it shows, where it may be read. */
  readonly film?: string;
  readonly refusals: readonly string[];
  /** Notes with which it may be read otherwise than the film. */
  readonly poor?: readonly string[];
};

/** The ugliest photos that we could compose of films and other pictures, each by seed. */
export const UGLY_PHOTOS: readonly UglyPhoto[] = [
  {
    name: "a film at a window, askew, in the glare of the street, sent on by WhatsApp",
    film: "Cardiomegaly",
    compose: async () =>
      sharp(await disturb(await hospitalFilm("Cardiomegaly"), "film-on-window", 4, 1))
        .jpeg({ quality: 50 })
        .toBuffer(),
    refusals: ["too-bright", "glare", "blurred", "not-a-chest-xray"],
    poor: ["shadow"],
  },
  {
    name: "a monitor photographed from the side, with coloured waves",
    film: "Effusion",
    compose: async () => disturb(await hospitalFilm("Effusion"), "screen", 4, 2),
    refusals: ["too-dark", "not-a-chest-xray", "blurred"],
  },
  {
    name: "a film on a light box on its side, a thumb in the corner",
    film: "Mass",
    compose: async () =>
      withThumb(
        await disturb(
          await changed(await hospitalFilm("Mass"), (film) => film.rotate(90)),
          "film-on-light-box",
          3,
          3,
        ),
      ),
    refusals: [],
  },
  {
    name: "a flash in the middle of a glossy film",
    film: "Pneumothorax",
    compose: async () => disturb(await hospitalFilm("Pneumothorax"), "glare-glossy", 4, 4),
    refusals: ["glare"],
  },
  {
    name: "taken in the dark with a moving hand",
    compose: async () =>
      image(await toPlane(await disturb(await hospitalFilm("00002344_002"), "motion", 4, 5)))
        .linear(0.22, 0)
        .jpeg({ quality: 55 })
        .toBuffer(),
    refusals: ["too-dark", "blurred"],
  },
  {
    name: "a negative on its head",
    film: "Atelectasis",
    compose: async () =>
      disturb(
        await changed(await hospitalFilm("Atelectasis"), (film) => film.negate().rotate(180)),
        "film-on-light-box",
        2,
        6,
      ),
    refusals: [],
  },
  {
    name: "a side view on a light box",
    compose: async () => disturb(await other("lateral", "pneumonia-22"), "film-on-light-box", 2, 7),
    refusals: ["not-frontal", "not-a-chest-xray"],
  },
  {
    name: "a slice of a CT on a monitor",
    compose: async () => disturb(await other("ct", "16745_3_2"), "screen", 2, 8),
    refusals: ["not-a-chest-xray", "not-an-x-ray", "not-frontal"],
  },
  {
    name: "half a chest, the camera too near",
    compose: async () =>
      changed(await hospitalFilm("Infiltration"), (film) =>
        film.extract({ left: 0, top: 250, width: 480, height: 700 }),
      ).then((half) => disturb(half, "film-on-light-box", 1, 9)),
    refusals: ["cropped", "not-a-chest-xray", "not-frontal"],
  },
  {
    name: "two films side by side on one panel",
    film: "Cardiomegaly",
    compose: async () => twoFilms(await hospitalFilm("Mass"), await hospitalFilm("Cardiomegaly")),
    refusals: ["not-a-chest-xray", "cropped"],
  },
  {
    name: "a stamp of 140 pixels, blown up and saved again and again",
    film: "00005020_001",
    compose: async () => {
      let file = await image(await hospitalFilm("00005020_001"))
        .resize(140)
        .jpeg({ quality: 20 })
        .toBuffer();
      for (const width of [500, 330, 800])
        file = await sharp(file).resize(width).jpeg({ quality: 25 }).toBuffer();
      return file;
    },
    refusals: ["blurred", "too-small"],
  },
  {
    name: "a snapshot of a street",
    compose: async () => readFileSync(nameIn("other/photos", "DSCN0021")),
    refusals: ["not-an-x-ray", "not-a-chest-xray", "blurred", "too-dark"],
  },
];
