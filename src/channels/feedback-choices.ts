import { LABELS, type Label } from "../core/label.ts";
import { unreachable } from "../core/unreachable.ts";
import type { Verdict } from "../core/verdict.ts";
import type { Choice } from "./event.ts";

/** What a feedback button asks for. */
type FeedbackAct =
  | { readonly kind: "give"; readonly verdict: Verdict | null }
  /** Show the findings to choose among. */
  | { readonly kind: "list" }
  /** The findings are chosen. */
  | { readonly kind: "done"; readonly labels: readonly Label[] };

type FeedbackChoice = FeedbackAct & {
  /** The photo's message: the study follows from it and the chat, so nobody can answer another's result. */
  readonly message: string;
};

/** The set of findings as a number: NIH's order gives each label its bit. */
function maskOf(labels: readonly Label[]): string {
  return labels.reduce((mask, label) => mask | (1 << LABELS.indexOf(label)), 0).toString(16);
}

function labelsOf(mask: string): Label[] {
  const bits = Number.parseInt(mask, 16);
  return LABELS.filter((_, place) => (bits & (1 << place)) !== 0);
}

/** Short, since a button's id has 64 bytes and the messenger's message id takes most of them. */
function idOf(act: FeedbackAct, message: string): string {
  switch (act.kind) {
    case "list":
      return `fb:q:${message}`;
    case "done":
      return `fb:k${maskOf(act.labels)}:${message}`;
    case "give":
      if (act.verdict === null) return `fb:c0:${message}`;
      if (act.verdict.kind === "agree") return `fb:a:${message}`;
      if (act.verdict.kind === "disagree") return `fb:d:${message}`;
      return act.verdict.labels.length === 0
        ? `fb:n:${message}`
        : `fb:c${maskOf(act.verdict.labels)}:${message}`;
    default:
      return unreachable(act);
  }
}

/** Reads what the choices below write. */
export function readFeedbackChoice(id: string): FeedbackChoice | undefined {
  const found = /^fb:([adqn]|[ck](?=[0-9a-f]))([0-9a-f]{0,4}):(.+)$/s.exec(id);
  const [, letter = "", mask = "", message = ""] = found ?? [];
  const labels = labelsOf(mask === "" ? "0" : mask);
  const give = (verdict: Verdict | null) => ({ kind: "give", verdict, message }) as const;
  switch (letter) {
    case "a":
      return give({ kind: "agree" });
    case "d":
      return give({ kind: "disagree" });
    case "n":
      return give({ kind: "confirmed", labels: [] });
    case "c":
      return give(labels.length === 0 ? null : { kind: "confirmed", labels });
    case "k":
      return { kind: "done", labels, message };
    case "q":
      return { kind: "list", message };
    default:
      return undefined;
  }
}

/** The row under a result. */
export function feedbackRow(message: string, claimed = true): readonly Choice[] {
  const confirmed = { id: idOf({ kind: "list" }, message), labelKey: "button-feedback-confirmed" };
  if (!claimed) return [confirmed];
  return [
    { id: idOf({ kind: "give", verdict: { kind: "agree" } }, message), labelKey: "button-feedback-agree" },
    {
      id: idOf({ kind: "give", verdict: { kind: "disagree" } }, message),
      labelKey: "button-feedback-disagree",
    },
    confirmed,
  ];
}

/**
 * The second page: the 14 findings, two in a row for a narrow phone, and "none of these". Each button carries the whole
 * choice that pressing it would make, so that the same press twice is one choice.
 */
export function findingsPage(chosen: readonly Label[], message: string): readonly (readonly Choice[])[] {
  const buttons = LABELS.map((label) => {
    const has = chosen.includes(label);
    const labels = has ? chosen.filter((one) => one !== label) : [...chosen, label];
    const verdict = labels.length === 0 ? null : ({ kind: "confirmed", labels } as const);
    return {
      id: idOf({ kind: "give", verdict }, message),
      labelKey: `finding-${label}`,
      ...(has ? { chosen: true } : {}),
    };
  });
  const rows = Array.from({ length: LABELS.length / 2 }, (_, row) => buttons.slice(row * 2, row * 2 + 2));
  const none = idOf({ kind: "give", verdict: { kind: "confirmed", labels: [] } }, message);
  const last =
    chosen.length === 0
      ? { id: none, labelKey: "button-feedback-none" }
      : { id: idOf({ kind: "done", labels: chosen }, message), labelKey: "button-feedback-done" };
  return [...rows, [last]];
}
