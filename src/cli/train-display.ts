import type { Phase, Recipe } from "../learning/training/recipe.ts";
import type { RunListener } from "../learning/training/training-run.ts";
import { createProgress } from "./progress.ts";

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** Time in words, such as `3 h 05 min`. */
function inWords(seconds: number): string {
  if (!Number.isFinite(seconds)) return "?";
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}

/** Shows a run on a terminal: a line that counts within the epoch, and one that stays for each phase and epoch. */
export function createTrainDisplay(
  stream: NodeJS.WriteStream,
  { phases }: Recipe,
): RunListener & { end(): void } {
  const line = createProgress(stream, "steps");
  let here: Phase | undefined;
  let begun = 0;
  let films = 0;
  let steps = 0;
  let most = 0;
  const say = (text: string) => {
    line.clear();
    stream.write(`${text}\n`);
  };
  return {
    say,
    phase(phase) {
      here = phase;
      [begun, films, steps] = [performance.now(), 0, 0];
      const { name, trains, epochs, size, batch, accumulation, rate } = phase;
      const together = accumulation > 1 ? ` x ${accumulation}` : "";
      say(
        `phase '${name}' (${phases.indexOf(phase) + 1} of ${phases.length}): ${trains === "all" ? "all layers" : "the head alone"}, ${epochs} epochs at ${size} px, batch ${batch}${together}, rate up to ${rate}`,
      );
    },
    step(event) {
      films += event.films;
      steps += 1;
      const seconds = (performance.now() - begun) / 1000;
      most = Math.max(most, process.memoryUsage.rss());
      const left = ((event.of - event.step) * seconds) / steps;
      const figures = `epoch ${event.epoch} of ${here?.epochs ?? "?"}, loss ${event.loss.toFixed(4)}, ${(films / seconds).toFixed(1)} images/s, ${inWords(left)} left in this phase`;
      line.show(event.step, event.of, figures);
    },
    epoch({ epoch, trainLoss, loss, auc }) {
      const judged =
        loss === null ? "" : `, val loss ${loss.toFixed(4)}, mean AUC ${auc === null ? "-" : auc.toFixed(3)}`;
      const speed = (films * 1000) / (performance.now() - begun);
      say(
        `epoch ${epoch}: train loss ${trainLoss.toFixed(4)}${judged}; ${speed.toFixed(1)} images/s, memory ${megabytes(most)} at most`,
      );
    },
    end: () => line.clear(),
  };
}
