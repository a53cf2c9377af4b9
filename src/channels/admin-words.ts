import { unreachable } from "../core/unreachable.ts";
import type { Translator } from "../i18n/translator.ts";
import type { ChannelState, HouseState } from "../queue/house-state.ts";
import type { Tally } from "../queue/tallies.ts";
import { findTroubles, type Trouble, type TroubleLimits } from "../queue/troubles.ts";

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;

/** What an admin is told of a trouble: what it is, and on the next line what to do. */
function troubleText(trouble: Trouble, { t }: Translator): string {
  switch (trouble.kind) {
    case "queue":
      return t("alert-queue", { queue: trouble.queue, minutes: trouble.minutes });
    case "channel-down":
    case "channel-trouble":
    case "channel-link":
      return t(`alert-${trouble.kind}`, { channel: trouble.channel });
    case "no-worker":
      return t("alert-no-worker");
    case "disk":
      return t("alert-disk", { host: trouble.host, free: trouble.freeGigabytes });
    case "memory":
      return t("alert-memory", { used: trouble.usedMegabytes, limit: trouble.limitMegabytes });
    default:
      return unreachable(trouble);
  }
}

/** Told when a trouble begins, and again while it lasts. */
export function renderAlert(trouble: Trouble, translator: Translator): string {
  return `⚠️ ${troubleText(trouble, translator)}`;
}

/** Told when a trouble is over: its own first line once more. */
export function renderOver(trouble: Trouble, translator: Translator): string {
  const [what = ""] = troubleText(trouble, translator).split("\n");
  return `✅ ${translator.t("alert-over", { alert: what })}`;
}

function refusedOf({ refused }: Tally): number {
  return Object.values(refused).reduce((all, count) => all + count, 0);
}

function markOf({ channel, process }: ChannelState): string {
  return `${channel} ${process?.state === "ready" ? "✅" : "⚠️"}`;
}

/** The state of the house in a message that a cheap phone can show. Reasons of refusals keep their short names. */
export function renderStatus(state: HouseState, limits: TroubleLimits, translator: Translator): string {
  const { t } = translator;
  const { queues, channels, workers, tallies, people, memory, disks } = state;
  const troubles = findTroubles(state, limits).map((trouble) => renderAlert(trouble, translator));
  const jobs = (name: string) => queues.reduce((all, { counts }) => all + (counts[name] ?? 0), 0);
  const reasons = Object.entries(tallies.week.refused)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`);
  const [lowest] = disks.toSorted((a, b) => a.freeBytes - b.freeBytes);
  const { today, week } = tallies;
  const { total: count, agreed, active, invited, blocked } = people;
  const lines = [
    t("admin-channels", { channels: channels.length === 0 ? "–" : channels.map(markOf).join(", ") }),
    t("admin-workers", { count: workers.length }),
    t("admin-waiting", {
      count: jobs("waiting") + jobs("active") + jobs("delayed"),
      failed: jobs("failed"),
    }),
    t("admin-answered", { count: today.answered, week: week.answered }),
    t("admin-unsure", { count: today.unsure, week: week.unsure }),
    t("admin-refused", { count: refusedOf(today), week: refusedOf(week) }),
    ...(reasons.length > 0 ? [reasons.join(", ")] : []),
    t("admin-people", { count, agreed, active, invited, blocked }),
    t("admin-memory", {
      used: Math.round(memory.usedBytes / MEGABYTE),
      limit: memory.maxBytes === 0 ? "∞" : Math.round(memory.maxBytes / MEGABYTE),
    }),
    ...(lowest ? [t("admin-disk", { free: Math.round((lowest.freeBytes / GIGABYTE) * 10) / 10 })] : []),
  ];
  const verdict = troubles.length > 0 ? troubles.join("\n") : `✅ ${t("admin-well")}`;
  return `${verdict}\n\n${lines.join("\n")}`;
}
