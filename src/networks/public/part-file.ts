import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { z } from "zod";

/** What must be known of the beginning of a file to go on with it: where it is from, and which version of it. */
const Note = z.object({
  address: z.string(),
  /** For `If-Range`: a strong ETag or the time of the last change; null when the server gave none. */
  validator: z.string().nullable(),
});
type Note = z.infer<typeof Note>;

/** The part of a download that has come so far, in `<file>.part`, with its note in `<file>.part.json`. */
export type PartFile = {
  readonly path: string;
  /** Bytes that have come; 0 when there is nothing to go on with. */
  bytes(): Promise<number>;
  readNote(): Promise<Note | undefined>;
  writeNote(note: Note): Promise<void>;
  removeNote(): Promise<void>;
  remove(): Promise<void>;
};

export function createPartFile(file: string): PartFile {
  const path = `${file}.part`;
  const notePath = `${path}.json`;
  const removeNote = () => rm(notePath, { force: true });
  return {
    path,
    bytes: () =>
      stat(path).then(
        (found) => found.size,
        () => 0,
      ),
    async readNote() {
      try {
        return Note.parse(JSON.parse(await readFile(notePath, "utf8")));
      } catch {
        // Without a note that can be read, the download starts again, which is always right.
        return undefined;
      }
    },
    writeNote: (note) => writeFile(notePath, JSON.stringify(note)),
    removeNote,
    async remove() {
      await rm(path, { force: true });
      await removeNote();
    },
  };
}
