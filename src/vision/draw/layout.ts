import type { Box, Size } from "./canvas.ts";

/** A phone held upright, less its bars: width to height. */
const SCREEN = { width: 9, height: 15 } as const;

export type Layout = Size & {
  /** Where each film goes, in reading order. */
  readonly films: readonly Box[];
  /** Where the title of each film goes, above it. */
  readonly titles: readonly Box[];
  readonly footer: Box;
};

export type LayoutRequest = {
  readonly panels: number;
  /** Of the whole picture, in pixels. */
  readonly width: number;
  /** Of the film: height to width. */
  readonly aspect: number;
  readonly direction: "ltr" | "rtl";
  /** Height of each panel's title; a row makes room for its tallest. */
  readonly titleHeights: readonly number[];
  readonly gap: number;
  /** As many as suit a phone (`columnsFor`) when left out. */
  readonly columns?: number | undefined;
};

/**
 * One column or two, whichever shows the film larger on a phone held upright: a second column for three or four
 * panels of a common chest film, one column for two.
 *
 * @param aspect of the film: height to width
 */
export function columnsFor(panels: number, aspect: number): 1 | 2 {
  if (panels === 1) return 1;
  // The narrower of what the screen's width and its height allow.
  const widthIn = (columns: number) => {
    const rows = Math.ceil(panels / columns);
    return Math.min(SCREEN.width / columns, SCREEN.height / (rows * aspect));
  };
  // Side by side films compare better, so one column must gain something.
  return widthIn(1) > widthIn(2) * 1.15 ? 1 : 2;
}

type Shape = Pick<LayoutRequest, "panels" | "width" | "aspect" | "gap" | "columns">;

const columnsOf = ({ panels, aspect, columns }: Omit<Shape, "width" | "gap">) =>
  columns ?? columnsFor(panels, aspect);

/** Whether the last cell of a grid of two columns is free, so that the footer can stand in it. */
export function footerInGrid(shape: Omit<Shape, "width" | "gap">): boolean {
  return columnsOf(shape) === 2 && shape.panels % 2 === 1;
}

/** Width of one panel of a picture. */
export function panelWidth(shape: Shape): number {
  const columns = columnsOf(shape);
  return Math.floor((shape.width - shape.gap * (columns + 1)) / columns);
}

/**
 * Places films, titles and footer. Right-to-left pictures fill their rows from the right; films are never mirrored.
 *
 * @param footerHeight in pixels; ignored where the footer stands in the grid
 */
export function layOut(request: LayoutRequest, footerHeight: number): Layout {
  const { panels, width, direction, titleHeights, gap, aspect } = request;
  const columns = columnsOf(request);
  const filmWidth = panelWidth(request);
  const filmHeight = Math.max(1, Math.round(filmWidth * aspect));
  const films: Box[] = [];
  const titles: Box[] = [];
  let y = gap;
  let free: Box | undefined;
  for (let first = 0; first < panels; first += columns) {
    const titleHeight = Math.max(...titleHeights.slice(first, first + columns));
    for (let column = 0; column < columns; column += 1) {
      const x = gap + (direction === "rtl" ? columns - 1 - column : column) * (filmWidth + gap);
      const film = { x, y: y + titleHeight, width: filmWidth, height: filmHeight };
      if (first + column >= panels) free = film;
      else {
        films.push(film);
        titles.push({ x, y, width: filmWidth, height: titleHeight });
      }
    }
    y += titleHeight + filmHeight + gap;
  }
  const footer = free ?? { x: gap, y, width: width - 2 * gap, height: footerHeight };
  return { width, height: free ? y : y + footerHeight + gap, films, titles, footer };
}
