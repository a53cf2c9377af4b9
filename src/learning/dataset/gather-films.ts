import { basename, extname } from "node:path";
import { listFiles } from "../film-files.ts";
import { type LabelRow, NO_FINDING, readLabels } from "../labels.ts";
import { stemOf } from "./split-films.ts";

/** Why a label or a file is not in a dataset. */
export const REASONS = [
  "missing",
  "surplus",
  "duplicate-name",
  "duplicate-bytes",
  "duplicate-pixels",
  "unreadable",
  "in-no-list",
] as const;
export type Reason = (typeof REASONS)[number];

export type SetAside = {
  readonly reason: Reason;
  /** As its label file or its folder names it. */
  readonly image: string;
  /** Empty where there is no file. */
  readonly path: string;
  readonly detail: string;
};

/** A label with its film. */
export type Candidate = { readonly row: LabelRow; readonly path: string; readonly source: string };

export type Gathered = {
  readonly candidates: readonly Candidate[];
  readonly setAside: readonly SetAside[];
  /** Labels read, per file. */
  readonly labels: readonly number[];
};

/** Other files lie beside films: labels, read-me's. */
const IMAGE_ENDINGS = new Set(
  ".png .jpg .jpeg .webp .tif .tiff .gif .bmp .heic .heif .avif .dcm .dicom".split(" "),
);

export const labelsInWords = ({ findings }: Pick<LabelRow, "findings">) =>
  findings.size === 0 ? NO_FINDING : [...findings].toSorted().join("|");

/** ` (labels differ: Edema against Mass)`, or nothing where two labels of one film agree. */
export function disagreement(kept: LabelRow, other: LabelRow): string {
  const [one, two] = [labelsInWords(kept), labelsInWords(other)];
  return one === two ? "" : ` (labels differ: ${one} against ${two})`;
}

type Folder = { readonly path: string; readonly byStem: Map<string, string[]> };

async function openFolder(path: string): Promise<Folder> {
  const byStem = new Map<string, string[]>();
  for (const file of await listFiles(path)) {
    if (!IMAGE_ENDINGS.has(extname(file).toLowerCase())) continue;
    const stem = stemOf(basename(file));
    byStem.set(stem, [...(byStem.get(stem) ?? []), file]);
  }
  return { path, byStem };
}

function find(folders: readonly Folder[], image: string): { path: string; folder: Folder } | undefined {
  for (const folder of folders) {
    const paths = folder.byStem.get(stemOf(image)) ?? [];
    const path = paths.find((candidate) => basename(candidate) === image) ?? paths[0];
    if (path !== undefined) return { path, folder };
  }
  return undefined;
}

/** A folder's own name; that of the one above for a folder `images`. */
function nameOf(folder: string): string {
  const parts = folder.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
  const last = parts.at(-1) ?? folder;
  return last === "images" ? (parts.at(-2) ?? last) : last;
}

/**
 * Brings labels and films together by name, whatever the ending. One name is one film, be it in several label files or
 * folders: the first label and the first file hold. With as many label files as folders, a label's film is looked for in
 * the folder of the same place first.
 *
 * @throws {UserError} for label files and folders that cannot be read
 */
export async function gatherFilms(
  labelFiles: readonly string[],
  imageFolders: readonly string[],
): Promise<Gathered> {
  const folders = await Promise.all(imageFolders.map(openFolder));
  const paired = labelFiles.length === folders.length;
  const candidates: Candidate[] = [];
  const setAside: SetAside[] = [];
  const known = new Map<string, { row: LabelRow; file: string }>();
  const used = new Set<string>();
  const labels: number[] = [];
  for (const [place, file] of labelFiles.entries()) {
    const rows = await readLabels(file, { repeated: "keep" });
    labels.push(rows.length);
    const own = paired ? [folders[place]!, ...folders.filter((_, other) => other !== place)] : folders;
    for (const row of rows) {
      const { image } = row;
      const found = find(own, image);
      const first = known.get(stemOf(image));
      if (first) {
        const path = found && !used.has(found.path) ? found.path : "";
        const detail = `named before: ${first.file} line ${first.row.line}${disagreement(first.row, row)}`;
        setAside.push({ reason: "duplicate-name", image, path, detail });
        used.add(path);
        continue;
      }
      known.set(stemOf(image), { row, file });
      if (!found) {
        const detail = `${file} line ${row.line}: no file of that name in the folders`;
        setAside.push({ reason: "missing", image, path: "", detail });
        continue;
      }
      used.add(found.path);
      candidates.push({ row, path: found.path, source: row.source || nameOf(found.folder.path) });
    }
  }
  for (const path of folders.flatMap(({ byStem }) => [...byStem.values()].flat())) {
    if (used.has(path)) continue;
    const image = basename(path);
    const first = known.get(stemOf(image));
    setAside.push(
      first
        ? { reason: "duplicate-name", image, path, detail: `another file of that name is used` }
        : { reason: "surplus", image, path, detail: "no label names it" },
    );
    used.add(path);
  }
  return { candidates, setAside, labels };
}
