import { createHash } from "node:crypto";
import { csvLine } from "../csv-table.ts";
import type { DatasetFilm } from "../dataset/films-table.ts";

/** First line of a run's list of films. */
export const FILM_LIST_HEAD = "image,split,labels,sha256";

/** The films of a run as lines: what its folder keeps of its data. */
export const filmLines = (films: readonly DatasetFilm[]) =>
  films.map(({ image, split, findings, sha256 }) =>
    csvLine([image, split, [...findings].toSorted().join("|"), sha256]),
  );

/** A hash of names, splits, labels, contents and order. */
export function hashFilms(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** How two lists of films differ, in words; empty where they are the same. */
export function differenceOf(before: readonly string[], now: readonly string[]): string {
  const name = (line: string) => line.slice(0, line.indexOf(","));
  const byName = (lines: readonly string[]) => new Map(lines.map((line) => [name(line), line]));
  const [old, fresh] = [byName(before), byName(now)];
  const list = (what: string, names: readonly string[]) => {
    const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
    return names.length > 0 ? [`${what} ${names.slice(0, 3).join(", ")}${more}`] : [];
  };
  const missing = [...old.keys()].filter((image) => !fresh.has(image));
  const added = [...fresh.keys()].filter((image) => !old.has(image));
  const changed = [...old].flatMap(([image, line]) =>
    fresh.has(image) && fresh.get(image) !== line ? [image] : [],
  );
  const parts = [
    ...list("missing now:", missing),
    ...list("new:", added),
    ...list("changed (labels, split or file):", changed),
  ];
  if (parts.length === 0 && before.join("\n") !== now.join("\n"))
    parts.push("the films stand in another order");
  return parts.join("; ");
}
