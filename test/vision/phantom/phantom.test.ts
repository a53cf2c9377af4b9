import { describe, expect, test } from "vitest";
import type { Box } from "../../../src/vision/phantom/box.ts";
import { PHANTOM_FINDINGS } from "../../../src/vision/phantom/findings.ts";
import { drawPhantom, type Phantom, phantomFilm } from "../../../src/vision/phantom/phantom.ts";
import { gradeQuality } from "../../../src/vision/quality.ts";

const SIZE = 256;

function meanIn({ width, gray }: Phantom, box: Box): number {
  let sum = 0;
  for (let y = box.y; y < box.y + box.height; y += 1) {
    for (let x = box.x; x < box.x + box.width; x += 1) sum += gray[y * width + x]!;
  }
  return sum / (box.width * box.height);
}

/** The middle of a box, where a rounded finding fills it. */
const core = ({ x, y, width, height }: Box): Box => ({
  x: Math.round(x + width * 0.3),
  y: Math.round(y + height * 0.3),
  width: Math.round(width * 0.4),
  height: Math.round(height * 0.4),
});

const boxOf = ({ truth }: Phantom, finding: string): Box => {
  const found = truth.findings.find((each) => each.finding === finding);
  expect(found).toBeDefined();
  return found!.box;
};

test("the same seed draws the same film, another seed another person", () => {
  const one = drawPhantom({ size: SIZE, seed: 11 });
  expect(drawPhantom({ size: SIZE, seed: 11 }).gray).toEqual(one.gray);
  const other = drawPhantom({ size: SIZE, seed: 12 });
  const far = other.gray.filter((level, at) => Math.abs(level - one.gray[at]!) > 20).length;
  expect(far / one.gray.length).toBeGreaterThan(0.1);
});

test("twenty people differ in heart, lungs and position", () => {
  const hearts = Array.from({ length: 20 }, (_, seed) => drawPhantom({ size: 256, seed }).truth.heart);
  expect(new Set(hearts.map(({ width }) => width)).size).toBeGreaterThan(5);
  expect(new Set(hearts.map(({ y }) => y)).size).toBeGreaterThan(5);
});

test("a film shows black lungs between white heart and flesh, as attenuating is bright", () => {
  const film = drawPhantom({ size: SIZE, seed: 3 });
  const { heart, lungs } = film.truth;
  const right = meanIn(film, core(lungs.right));
  const left = meanIn(film, core({ ...lungs.left, y: lungs.left.y - 20 }));
  expect(meanIn(film, core(heart)) - Math.max(right, left)).toBeGreaterThan(40);
  expect(gradeQuality(phantomFilm({ size: 512, seed: 3 })).grade).toBe("good");
});

test("a heart is under half the chest's width, an enlarged one over it (Danzer 1919)", () => {
  const ratio = ({ truth: { heart, lungs } }: Phantom) => {
    const right = lungs.left.x + lungs.left.width;
    return heart.width / (right - lungs.right.x);
  };
  for (let seed = 0; seed < 12; seed += 1) {
    expect(ratio(drawPhantom({ size: 128, seed }))).toBeLessThan(0.5);
    expect(ratio(drawPhantom({ size: 128, seed, findings: ["enlarged-heart"] }))).toBeGreaterThan(0.52);
  }
});

describe.each(["left", "right"] as const)("on the patient's %s", (side) => {
  const options = { size: SIZE, seed: 21, side, noise: 0 };
  const clear = drawPhantom(options);

  test.each([
    ["mass", 1],
    ["effusion", 1],
    ["pneumothorax", -1],
  ] as const)("a %s changes the film where the truth says, and there alone", (finding, sign) => {
    const film = drawPhantom({ ...options, findings: [finding] });
    const box = boxOf(film, finding);
    const middle = SIZE / 2;
    // The patient's left is on the right of the film.
    if (side === "left") expect(box.x).toBeGreaterThan(middle - 12);
    else expect(box.x + box.width).toBeLessThan(middle + 12);
    const inside = finding === "mass" ? core(box) : box;
    expect(sign * (meanIn(film, inside) - meanIn(clear, inside))).toBeGreaterThan(4);
    const other = side === "left" ? clear.truth.lungs.right : clear.truth.lungs.left;
    expect(Math.abs(meanIn(film, core(other)) - meanIn(clear, core(other)))).toBeLessThan(6);
  });
});

test("every finding is drawn together, each with its box", () => {
  const film = drawPhantom({ size: 128, seed: 5, findings: PHANTOM_FINDINGS });
  expect(film.truth.findings.map(({ finding }) => finding)).toEqual([...PHANTOM_FINDINGS]);
  for (const { box } of film.truth.findings) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(128);
    expect(box.y + box.height).toBeLessThanOrEqual(128);
  }
});

test.each([63, 62, 129])("a size of %d is refused", (size) => {
  expect(() => drawPhantom({ size })).toThrow(RangeError);
});
