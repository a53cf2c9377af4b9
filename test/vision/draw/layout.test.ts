import { expect, test } from "vitest";
import { columnsFor, layOut } from "../../../src/vision/draw/layout.ts";

const request = { width: 800, aspect: 1, direction: "ltr", gap: 8, titleHeights: [40, 70, 40, 40] } as const;

test("two square films stand one above the other, three and four in a grid", () => {
  expect([1, 2, 3, 4].map((panels) => columnsFor(panels, 1))).toEqual([1, 1, 2, 2]);
});

test("a long narrow film is set side by side even when there are two", () => {
  expect(columnsFor(2, 2)).toBe(2);
  expect(columnsFor(2, 0.5)).toBe(1);
});

test.each([1, 2, 3, 4])("with %d panels nothing overlaps and nothing leaves the picture", (panels) => {
  for (const direction of ["ltr", "rtl"] as const) {
    for (const aspect of [0.4, 0.8, 1, 1.25, 2.5]) {
      const { films, titles, footer, width, height } = layOut({ ...request, aspect, direction, panels }, 50);
      const boxes = [...films, ...titles, footer];
      expect(films).toHaveLength(panels);
      for (const [place, a] of boxes.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
        for (const b of boxes.slice(place + 1)) {
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(apart).toBe(true);
        }
      }
      for (const film of films) expect(film.height / film.width).toBeCloseTo(aspect, 2);
    }
  }
});

test("a right-to-left sheet begins at the upper right", () => {
  const ltr = layOut({ ...request, panels: 4 }, 50).films;
  const rtl = layOut({ ...request, panels: 4, direction: "rtl" }, 50).films;
  expect(ltr[0]!.x).toBeLessThan(ltr[1]!.x);
  expect(rtl[0]!.x).toBe(ltr[1]!.x);
  expect(rtl[0]!.y).toBe(ltr[0]!.y);
});
