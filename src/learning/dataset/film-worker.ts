import { parentPort } from "node:worker_threads";
import { prepareImaging } from "../../vision/imaging.ts";
import { toSquare } from "../../vision/preprocess.ts";
import { disturbFilm } from "../robustness/disturb-film.ts";
import type { FilmAnswer, FilmRequest, FilmTaskKind, FilmTasks } from "./film-task.ts";
import { inspectFile, openFilm } from "./inspect-file.ts";
import { makeBatch } from "./make-batch.ts";

// A thread of film-workers: its composition root.
prepareImaging({ threads: 1 });

type Result = FilmTasks[FilmTaskKind]["result"];

async function squareOf(path: string, size: number) {
  const opened = await openFilm(path);
  if ("unreadable" in opened) return opened;
  return { sha256: opened.sha256, square: toSquare(opened.film, size) };
}

function perform(request: FilmRequest): Promise<Result> {
  switch (request.kind) {
    case "inspect":
      return Promise.all(request.task.paths.map(inspectFile));
    case "squares": {
      const { paths, size } = request.task;
      return Promise.all(paths.map((path) => squareOf(path, size)));
    }
    case "batch":
      return makeBatch(request.task);
    case "disturb":
      return disturbFilm(request.task);
  }
}

function buffersOf(result: Result): ArrayBuffer[] {
  return result instanceof Float32Array ? [result.buffer as ArrayBuffer] : [];
}

parentPort?.on("message", (request: FilmRequest) => {
  const answer = (content: FilmAnswer, buffers: ArrayBuffer[] = []) =>
    parentPort?.postMessage(content, buffers);
  perform(request).then(
    (result) => answer({ id: request.id, result }, buffersOf(result)),
    (error: unknown) =>
      answer({
        id: request.id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  );
});
