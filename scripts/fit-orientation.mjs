// Fits the judge of how a film hangs (src/vision/straighten/orientation.ts) on NIH's train films, and prints what it does on
// validation and test films: node scripts/fit-orientation.mjs DIR-WITH-nih-AND-nih-equalised
// Needs a build (npm run build); writes src/vision/straighten/orientation-weights.ts.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRandom } from "../dist/src/core/random.js";
import { sigmoid } from "../dist/src/core/sigmoid.js";
import { decodePhoto } from "../dist/src/vision/decode.js";
import { SIDE, smallPicture, turnSquare } from "../dist/src/vision/straighten/orientation.js";

const [root] = process.argv.slice(2);
if (!root) {
  console.error("fit-orientation: give the folder that holds nih/ and nih-equalised/");
  process.exit(2);
}
const AREA = SIDE * SIDE;
const EPOCHS = 250;
const LOOKS = 3;
const RIDGE = 2e-3;

/** Films of a split as planes of 96 pixels. */
async function filmsOf(folder, split) {
  const text = await readFile(join(root, folder, "labels.csv"), "utf8");
  const [head, ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(","));
  const [image, splits] = [head.indexOf("Image Index"), head.indexOf("split")];
  const films = [];
  for (const row of rows) {
    if (row[splits] !== split) continue;
    const film = await decodePhoto(await readFile(join(root, folder, "images", row[image])), {
      straighten: false,
    });
    films.push({ name: row[image], film });
  }
  return films;
}

/** The film as a phone might see it: askew, nearer or farther, on a panel or black paper, unevenly lit, its contrast changed. */
function lookAt({ width, height, gray }, random) {
  const side = 96;
  const turn = (random.next() - 0.5) * 0.5;
  const zoom = 0.8 + 0.5 * random.next();
  const [shiftX, shiftY] = [(random.next() - 0.5) * 0.2, (random.next() - 0.5) * 0.2];
  const [stretchX, stretchY] = [0.9 + 0.2 * random.next(), 0.9 + 0.2 * random.next()];
  const outside = random.next() < 0.5 ? 255 * random.next() : undefined;
  const [slantX, slantY] = [random.normal() * 0.25, random.normal() * 0.25];
  const gamma = Math.exp(random.normal() * 0.35);
  const out = new Uint8Array(side * side);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [u, v] = [(x + 0.5) / side - 0.5 - shiftX, (y + 0.5) / side - 0.5 - shiftY];
      const across = (cos * u + sin * v) / (zoom * stretchX) + 0.5;
      const down = (-sin * u + cos * v) / (zoom * stretchY) + 0.5;
      const inside = across >= 0 && across < 1 && down >= 0 && down < 1;
      const clamp = (value, length) => Math.min(Math.max(Math.floor(value * length), 0), length - 1);
      const level =
        inside || outside === undefined ? gray[clamp(down, height) * width + clamp(across, width)] : outside;
      const light = 1 + slantX * u + slantY * v;
      out[y * side + x] = Math.min(255, 255 * (level / 255) ** gamma * light);
    }
  }
  return { width: side, height: side, gray: out };
}

/** A square with left and right changed. */
function mirrorSquare(square) {
  return square.map((_, at) => square[at - (at % SIDE) + SIDE - 1 - (at % SIDE)]);
}

const turns = (square) => {
  const all = [square];
  for (let quarter = 1; quarter < 4; quarter += 1) all.push(turnSquare(all.at(-1)));
  return all;
};
const dot = (weights, values) => {
  let sum = 0;
  for (let at = 0; at < AREA; at += 1) sum += weights[at] * values[at];
  return sum;
};

/** Adam on the mean of a loss whose gradient `step` adds up. */
function descend(examples, step) {
  const weights = new Float64Array(AREA);
  const [first, second] = [new Float64Array(AREA), new Float64Array(AREA)];
  for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
    const gradient = weights.map((weight) => RIDGE * weight);
    for (const example of examples) step(example, weights, gradient, 1 / examples.length);
    const rate = 0.02 * (1 - epoch / (EPOCHS + 1));
    for (let at = 0; at < AREA; at += 1) {
      first[at] = 0.9 * first[at] + 0.1 * gradient[at];
      second[at] = 0.99 * second[at] + 0.01 * gradient[at] ** 2;
      weights[at] -=
        (rate * (first[at] / (1 - 0.9 ** epoch))) / (Math.sqrt(second[at] / (1 - 0.99 ** epoch)) + 1e-8);
    }
  }
  return weights;
}

const random = createRandom(24);
const train = [...(await filmsOf("nih", "train")), ...(await filmsOf("nih-equalised", "train"))];
const squares = train.flatMap(({ film }) => [
  smallPicture(film),
  ...Array.from({ length: LOOKS }, () => smallPicture(lookAt(film, random))),
]);
const known = squares.filter(Boolean);
console.log(`fitting on ${train.length} films, ${known.length} looks`);
const upright = descend(known.map(turns), (ways, weights, gradient, share) => {
  const scores = ways.flatMap((way) => {
    const score = dot(weights, way);
    return [score, -score];
  });
  const most = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - most));
  const total = odds.reduce((sum, value) => sum + value, 0);
  for (const [at, way] of ways.entries()) {
    const pull = (odds[2 * at] - odds[2 * at + 1]) / total - (at === 0 ? 1 : 0);
    for (let place = 0; place < AREA; place += 1) gradient[place] += share * pull * way[place];
  }
});
const heart = descend(
  known.map((square) => square.map((value, at) => value - mirrorSquare(square)[at])),
  (odd, weights, gradient, share) => {
    const pull = share * (sigmoid(dot(weights, odd)) - 1);
    for (let place = 0; place < AREA; place += 1) gradient[place] += pull * odd[place];
  },
);
// Odd under mirroring by itself: w . (x - mirrored x) = (w - mirrored w) . x
const mirroredHeart = mirrorSquare(heart);
const odd = heart.map((weight, at) => weight - mirroredHeart[at]);
const base64 = (weights) => Buffer.from(Float32Array.from(weights).buffer).toString("base64");
await writeFile(
  "src/vision/straighten/orientation-weights.ts",
  `/** Written by scripts/fit-orientation.mjs: 576 values each, float32, little-endian, base64. */
export const ORIENTATION_WEIGHTS = {
  upright:
    "${base64(upright)}",
  heart:
    "${base64(odd)}",
} as const;
`,
);

for (const split of ["val", "test"]) {
  const films = await filmsOf("nih", split);
  const mirrored = [];
  const wrong = { "as is": [], askew: [] };
  const surest = { "as is": [], askew: [] };
  for (const { name, film } of films) {
    for (const [look, picture] of [
      ["as is", film],
      ["askew", lookAt(film, random)],
    ]) {
      const square = smallPicture(picture);
      if (!square) continue;
      const scores = turns(square).flatMap((way) => [dot(upright, way), -dot(upright, way)]);
      const best = scores.indexOf(Math.max(...scores));
      if (best !== 0) wrong[look].push(`${name}:${best}:${(scores[best] - scores[0]).toFixed(1)}`);
      surest[look].push(scores[0] - Math.max(...scores.slice(1)));
      if (look === "as is") mirrored.push([-dot(odd, square), name]);
    }
  }
  for (const look of ["as is", "askew"]) {
    const margins = surest[look].toSorted((a, b) => a - b);
    const over = (limit) => margins.filter((margin) => margin > limit).length;
    console.log(
      `${split}, ${look}: ${wrong[look].length} of ${margins.length} taken for otherwise hung: ${wrong[look].join(" ")}`,
    );
    console.log(
      `  would be set right when hung otherwise: ${[0, 2, 3, 4, 5, 6].map((l) => `odds > ${l}: ${over(l)}`).join(", ")}`,
    );
  }
  mirrored.sort((a, b) => b[0] - a[0]);
  console.log(
    `${split}: mirrored odds, largest: ${mirrored
      .slice(0, 12)
      .map(([o, n]) => `${n}:${o.toFixed(1)}`)
      .join(" ")}`,
  );
  console.log(
    `  mirrored films found: ${[0, 1, 2, 3, 4].map((l) => `odds > ${l}: ${mirrored.filter(([o]) => -o > l).length} of ${mirrored.length}`).join(", ")}`,
  );
}
