import { ALL_OTHERS } from "../dataset/task.ts";
import { figure, table } from "../markdown.ts";
import type { EpochRecord } from "./progress.ts";
import { isBetter } from "./progress.ts";
import type { Recipe } from "./recipe.ts";
import { outputsOf } from "./task-outputs.ts";

/** The best epoch of each phase, one column each: mean AUC, losses, AUC per finding. */
export function phaseTable({ phases, task }: Recipe, history: readonly EpochRecord[]): string {
  const best = phases.map((_, phase) =>
    history
      .filter((record) => record.phase === phase)
      .reduce<EpochRecord | undefined>(
        (held, each) => (isBetter(each, held ?? null) ? each : held),
        undefined,
      ),
  );
  const row = (what: string, of: (record: EpochRecord) => number | null) => [
    what,
    ...best.map((record) => (record ? figure(of(record)) : "-")),
  ];
  const findings = outputsOf(task).filter((name) => name !== ALL_OTHERS);
  return table(
    ["best epoch of the phase, on val", ...phases.map(({ name }) => name)],
    [
      ["epoch", ...best.map((record) => String(record?.epoch ?? "-"))],
      row("train loss", ({ trainLoss }) => trainLoss),
      row("val loss", ({ loss }) => loss),
      row("mean AUC", ({ auc }) => auc),
      ...findings.map((name, place) => row(name, ({ aucs }) => aucs[place] ?? null)),
    ],
  );
}
