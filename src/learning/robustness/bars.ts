import type { Kind } from "../../vision/disturb/kinds.ts";
import { meanOf } from "../metrics/bootstrap.ts";
import {
  type ConditionSeries,
  type Estimate,
  estimateOf,
  type Measured,
  minus,
} from "./measure-robustness.ts";

type Verdict = "met" | "not met" | "interval too wide to say" | "nothing lost to win back";

/** What was demanded before anything was measured, and whether it holds. */
export type Bar = {
  readonly demand: string;
  /** What `estimate` is of. */
  readonly measured: string;
  readonly estimate: Estimate;
  readonly verdict: Verdict;
};

/** Mean AUC that re-encoding may change. */
const MESSENGER = 0.005;
/** Mean AUC that may be lost at levels 1 and 2. */
const MILD = 0.02;
/** Share of a loss that straightening should win back. */
const SHARE = 0.5;
/** A loss of mean AUC smaller than this is none. */
const LEAST_LOSS = 0.005;

const MESSENGERS: readonly Kind[] = ["telegram", "whatsapp"];
const CROOKED: readonly Kind[] = ["tilt", "film-on-window", "screen"];

/** The mean of several series, draw by draw. */
function meanSeries(all: readonly (readonly (number | null)[])[]): (number | null)[] {
  return (all[0] ?? []).map((_, draw) => meanOf(all.map((series) => series[draw]!)));
}

/** Whether a whole interval lies on the good side of a limit, on the bad side, or on both. */
function verdictOf({ interval }: Estimate, good: (value: number) => boolean): Verdict {
  if (!interval) return "interval too wide to say";
  const [low, high] = interval.map(good);
  if (low && high) return "met";
  return low || high ? "interval too wide to say" : "not met";
}

/** The demands on messengers, on levels 1 and 2 and on straightening, each as far as its conditions were measured. */
export function judgeBars({ undisturbed, series }: Measured): Bar[] {
  const lost = (condition: ConditionSeries) => minus(undisturbed.auc, condition.straight.auc);
  const messengers = series
    .filter(({ kind }) => MESSENGERS.includes(kind))
    .map((condition): Bar => {
      const estimate = estimateOf(lost(condition));
      const verdict = verdictOf(estimate, (value) => Math.abs(value) <= MESSENGER);
      // Both ends beyond the limit, but on either side of it, say nothing.
      const [low = 0, high = 0] = estimate.interval ?? [];
      return {
        demand: `Re-encoding by ${condition.kind === "telegram" ? "Telegram" : "WhatsApp"} changes mean AUC by at most ${MESSENGER}`,
        measured: "mean AUC lost",
        estimate,
        verdict: verdict === "not met" && low < 0 && high > 0 ? "interval too wide to say" : verdict,
      };
    });
  const disturbing = series.filter(({ kind }) => kind !== "identity" && !MESSENGERS.includes(kind));
  const mild = disturbing.filter(({ level }) => level <= 2);
  return [
    ...messengers,
    ...(mild.length > 0 ? [mildBar("all kinds together", mild.map(lost))] : []),
    ...[...new Set(mild.map(({ kind }) => kind))].map((kind) =>
      mildBar(kind, mild.filter((condition) => condition.kind === kind).map(lost)),
    ),
    ...CROOKED.flatMap((kind) => {
      const own = disturbing.filter((condition) => condition.kind === kind);
      return own.length > 0 ? [straighteningBar(kind, own, undisturbed.auc)] : [];
    }),
  ];
}

function mildBar(of: string, losses: readonly (readonly (number | null)[])[]): Bar {
  const estimate = estimateOf(meanSeries(losses));
  return {
    demand: `Levels 1 and 2, straightened, cost at most ${MILD} of mean AUC: ${of}`,
    measured: "mean AUC lost",
    estimate,
    verdict: verdictOf(estimate, (value) => value <= MILD),
  };
}

function straighteningBar(
  kind: Kind,
  conditions: readonly ConditionSeries[],
  undisturbed: readonly (number | null)[],
): Bar {
  const raw = meanSeries(conditions.map((condition) => condition.raw.auc));
  const straight = meanSeries(conditions.map((condition) => condition.straight.auc));
  const loss = minus(undisturbed, raw);
  const gain = minus(straight, raw);
  const share = gain.map((won, draw) => {
    const whole = loss[draw] ?? null;
    // A share of nothing says nothing.
    return won === null || whole === null || whole < LEAST_LOSS ? null : won / whole;
  });
  // Free of the division: what is won beyond half of what was lost.
  const beyond = estimateOf(
    minus(
      gain,
      loss.map((whole) => (whole === null ? null : SHARE * whole)),
    ),
  );
  const small = loss[0] !== null && loss[0] !== undefined && loss[0] < LEAST_LOSS;
  return {
    demand: `Straightening wins back at least half of the loss of ${kind}`,
    measured: "share of the loss won back, levels together",
    estimate: estimateOf(share),
    verdict: small ? "nothing lost to win back" : verdictOf(beyond, (value) => value >= 0),
  };
}
