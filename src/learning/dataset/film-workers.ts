import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { PACKAGE_ROOT } from "../../config/paths.ts";
import type { FilmAnswer, FilmRequest, FilmTaskKind, FilmTasks } from "./film-task.ts";

/** Built code: worker threads take no TypeScript. */
const PROGRAM = join(PACKAGE_ROOT, "dist", "src", "learning", "dataset", "film-worker.js");

/** Threads that decode and augment films beside the network. */
export type FilmWorkers = {
  readonly threads: number;
  /** Waits for a free thread; tasks begin in the order they are given. */
  run<Kind extends FilmTaskKind>(
    kind: Kind,
    task: FilmTasks[Kind]["task"],
  ): Promise<FilmTasks[Kind]["result"]>;
  close(): Promise<void>;
};

type Job = {
  readonly request: FilmRequest;
  resolve(result: FilmTasks[FilmTaskKind]["result"]): void;
  reject(reason: Error): void;
};

/**
 * Starts threads for films. One that dies takes all open tasks with it: each fails with the reason.
 *
 * @param threads at least 1
 */
export function startFilmWorkers(threads: number): FilmWorkers {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const busy = new Map<Worker, Job>();
  let next = 0;
  let broken: Error | undefined;
  let closing = false;

  const give = () => {
    while (idle.length > 0 && waiting.length > 0) {
      const worker = idle.pop()!;
      const job = waiting.shift()!;
      busy.set(worker, job);
      worker.postMessage(job.request);
    }
  };
  const breakDown = (reason: Error) => {
    broken ??= reason;
    for (const job of [...busy.values(), ...waiting.splice(0)]) job.reject(broken);
    busy.clear();
  };
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(PROGRAM);
    worker.on("message", (answer: FilmAnswer) => {
      const job = busy.get(worker);
      busy.delete(worker);
      idle.push(worker);
      give();
      if ("error" in answer) job?.reject(new Error(answer.error));
      else job?.resolve(answer.result);
    });
    worker.on("error", breakDown);
    worker.on("exit", (code) => {
      if (!closing) breakDown(new Error(`a film thread ended with status ${code}`));
    });
    return worker;
  });
  idle.push(...workers);

  return {
    threads,
    run: (kind, task) =>
      new Promise((resolve, reject) => {
        if (broken || closing) {
          reject(broken ?? new Error("the film threads are closed"));
          return;
        }
        const request = { id: next, kind, task } as FilmRequest;
        next += 1;
        waiting.push({ request, resolve: resolve as Job["resolve"], reject });
        give();
      }),
    async close() {
      closing = true;
      breakDown(new Error("the film threads are closed"));
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
