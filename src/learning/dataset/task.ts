import { LABELS, type Label } from "../../core/label.ts";
import { unreachable } from "../../core/unreachable.ts";
import { NO_FINDING } from "../labels.ts";

/**
 * What becomes of films with "No Finding": `films` keeps them with no class of their own (all targets 0), `class` makes
 * them one, `leave-out` drops them as the paper did.
 */
export const NO_FINDING_WAYS = ["films", "class", "leave-out"] as const;
type NoFindingWay = (typeof NO_FINDING_WAYS)[number];

/** What a network is to learn: the paper's two tasks. */
export type Task =
  | { readonly kind: "multi-label"; readonly noFinding: NoFindingWay }
  | { readonly kind: "one-vs-all"; readonly finding: Label; readonly noFinding: "films" | "leave-out" };

/** The class of a one-vs-all network that is not the finding, as the paper names it. */
export const ALL_OTHERS = "All others";

/** The classes of a task, in the order of a network's outputs. */
export function classesOf(task: Task): string[] {
  switch (task.kind) {
    case "multi-label":
      return task.noFinding === "class" ? [...LABELS, NO_FINDING] : [...LABELS];
    case "one-vs-all":
      return [ALL_OTHERS, task.finding];
    default:
      return unreachable(task);
  }
}

/** 0 or 1 for every class of a task; exactly one 1 for one-vs-all. */
export function targetsOf(task: Task, findings: ReadonlySet<Label>): number[] {
  const bears = (name: string) => {
    if (name === NO_FINDING) return findings.size === 0;
    if (name === ALL_OTHERS) return task.kind === "one-vs-all" && !findings.has(task.finding);
    return (findings as ReadonlySet<string>).has(name);
  };
  return classesOf(task).map((name) => (bears(name) ? 1 : 0));
}

/** Whether a film takes part in a task. */
export const takesPart = (task: Task, findings: ReadonlySet<Label>) =>
  task.noFinding !== "leave-out" || findings.size > 0;
