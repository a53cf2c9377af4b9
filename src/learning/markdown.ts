import type { Interval, Share } from "./metrics/interval.ts";

/** A Markdown table; columns but the first are aligned right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}

/** A figure in [0, 1] with three decimals; a dash where there is none. */
export const figure = (value: number | null) => (value === null ? "-" : value.toFixed(3));

/** `0.726 (0.694-0.758)` */
export const withInterval = (value: number | null, interval: Interval | null) =>
  interval ? `${figure(value)} (${figure(interval[0])}-${figure(interval[1])})` : figure(value);

const percent = (value: number) => (100 * value).toFixed(1);

/** `12 of 233: 5.2 % (3.0-8.8)` */
export const inWords = ({ count, of, interval }: Share) =>
  `${count} of ${of}: ${of > 0 ? percent(count / of) : "-"} % (${percent(interval[0])}-${percent(interval[1])})`;
