import { SPLITS } from "../labels.ts";
import { table } from "../markdown.ts";
import type { DatasetManifest } from "./dataset-manifest.ts";
import { REASONS, type Reason } from "./gather-films.ts";
import type { Prepared } from "./prepare-dataset.ts";
import type { Leak } from "./split-films.ts";

/** How many names a line gives; the file of what was set aside has them all. */
const NAMED = 5;

const REASON_WORDS: Readonly<Record<Reason, string>> = {
  missing: "labels without a film",
  surplus: "films without a label",
  "duplicate-name": "names that were there before",
  "duplicate-bytes": "films with the same bytes as another",
  "duplicate-pixels": "films with the same pixels as another",
  unreadable: "films that cannot be read",
  "in-no-list": "films that no list names",
};

/** One line for each reason why something was set aside, with the first names. */
export function prepareWarnings({ setAside }: Pick<Prepared, "setAside">): string[] {
  return REASONS.flatMap((reason) => {
    const its = setAside.filter((one) => one.reason === reason);
    if (its.length === 0) return [];
    const names = its
      .slice(0, NAMED)
      .map(({ image, detail }) => (reason === "unreadable" ? `${image} (${detail})` : image));
    const more = its.length > NAMED ? `, ... (all in set-aside.csv)` : "";
    return [`${its.length} ${REASON_WORDS[reason]}, set aside: ${names.join(", ")}${more}`];
  });
}

/** What a person must know before believing a measurement on these splits; undefined where no patient leaks. */
export function leakWarning({ patients, films, between, some }: Leak): string | undefined {
  if (patients === 0) return undefined;
  const pairs = Object.entries(between).map(([pair, count]) => `${count} in ${pair}`);
  return (
    `${patients} patients (${films} films) are in more than one split: ${pairs.join(", ")}; such as ` +
    `${some.join(", ")}. What is measured will look better than it is: split by patient.`
  );
}

/** Films, patients and classes of each split as a table. */
export function prepareSummary({ classes, counts, split }: DatasetManifest): string {
  const splits = SPLITS.filter((name) => counts.splits[name].films > 0);
  const row = (name: string, value: (split: (typeof SPLITS)[number]) => number) => [
    name,
    ...splits.map((each) => String(value(each))),
  ];
  return [
    table(
      [`split by ${split.by}`, ...splits],
      [
        row("films", (each) => counts.splits[each].films),
        row("patients", (each) => counts.splits[each].patients),
        ...classes.map((name) => row(name, (each) => counts.splits[each].classes[name] ?? 0)),
      ],
    ),
    ...(counts.leftOut > 0 ? ["", `${counts.leftOut} films with No Finding were left out`] : []),
  ].join("\n");
}
