import { type Html, html } from "../../../runtime/http/html.ts";
import type { Interval } from "../../metrics/interval.ts";

const NONE = "not defined";

export const inWords = (label: string): string => label.replaceAll("_", " ");
export const two = (value: number | null): string => (value === null ? NONE : value.toFixed(2));
export const three = (value: number | null): string => (value === null ? NONE : value.toFixed(3));
const range = (interval: Interval | null): string =>
  interval ? `${interval[0].toFixed(2)}–${interval[1].toFixed(2)}` : "";

/** `0.72 (0.69–0.75)`, the interval standing back. */
export function withRange(value: number | null, interval: Interval | null): Html {
  return html`${two(value)}${interval ? html` <span class="range">(${range(interval)})</span>` : ""}`;
}

export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

export const counted = (count: number, one: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
