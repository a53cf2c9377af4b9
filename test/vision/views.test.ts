import { expect, test } from "vitest";
import { OTHER_VIEWS, otherViews } from "../../src/vision/views.ts";

const film = {
  width: 40,
  height: 20,
  gray: Uint8Array.from({ length: 800 }, (_, at) => (at % 40) + 5 * Math.floor(at / 40)),
};

test("a film's other views are its mirror image and two framings, each less a strip at opposite corners", () => {
  const views = otherViews(film);
  expect(views).toHaveLength(OTHER_VIEWS);
  const [mirrored, near, far] = views;
  const at = (view: { width: number; gray: Uint8Array }, x: number, y: number) =>
    view.gray[y * view.width + x];
  expect([mirrored.width, mirrored.height]).toEqual([40, 20]);
  expect([at(mirrored, 0, 0), at(mirrored, 39, 19)]).toEqual([at(film, 39, 0), at(film, 0, 19)]);
  for (const view of [near, far]) expect([view.width, view.height, view.gray.length]).toEqual([38, 19, 722]);
  expect([at(near, 0, 0), at(near, 37, 18)]).toEqual([at(film, 2, 1), at(film, 39, 19)]);
  expect([at(far, 0, 0), at(far, 37, 18)]).toEqual([at(film, 0, 0), at(film, 37, 18)]);
});

test("a film smaller than a strip stays whole", () => {
  const [, near] = otherViews({ width: 5, height: 5, gray: new Uint8Array(25) });
  expect([near.width, near.height]).toEqual([5, 5]);
});
