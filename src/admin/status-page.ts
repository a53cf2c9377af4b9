import type { HouseState } from "../queue/house-state.ts";
import { findTroubles, type TroubleLimits } from "../queue/troubles.ts";
import { type Html, html } from "../runtime/http/html.ts";
import { describeTrouble, lasting, standingOf } from "./words.ts";

const MEGABYTE = 1024 ** 2;
const GIGABYTE = 1024 ** 3;
const gigabytes = (bytes: number) => `${(bytes / GIGABYTE).toFixed(1)} GB`;
const NONE = html`<p>None.</p>`;

function table(heads: readonly string[], rows: readonly (readonly (string | number | Html)[])[]): Html {
  const cell = (value: string | number | Html) =>
    typeof value === "number" ? html`<td class="n">${value}</td>` : html`<td>${value}</td>`;
  const numeric = (place: number) => typeof rows[0]?.[place] === "number";
  const head = heads.map((text, place) =>
    numeric(place) ? html`<th class="n">${text}</th>` : html`<th>${text}</th>`,
  );
  return html`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody></table></div>`;
}

function verdict(state: HouseState, limits: TroubleLimits): Html {
  const troubles = findTroubles(state, limits);
  if (troubles.length === 0) return html`<p class="good">Everything runs.</p>`;
  return html`<ul class="bad">${troubles.map((trouble) => html`<li>${describeTrouble(trouble)}</li>`)}</ul>`;
}

/** @param picture the link code as SVG, where a channel waits to be linked */
export function renderStatus(state: HouseState, limits: TroubleLimits, picture: Html | undefined): Html {
  const { queues, channels, workers, tallies, people, memory, disks, at } = state;
  const age = (since: number) => lasting((at - since) / 1_000);
  const { today, week } = tallies;
  const refusals = Object.entries(week.refused)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => [reason, today.refused[reason as keyof typeof today.refused] ?? 0, count]);
  const atLeast = people.complete ? "" : " (at least)";
  return html`${verdict(state, limits)}
${
  picture &&
  html`<h2>Link WhatsApp</h2>
<p>On the phone: WhatsApp, Settings, Linked devices, Link a device. Scan this code; the page renews it by itself.</p>
<div class="qr">${picture}</div>`
}
<h2>Channels</h2>
${
  channels.length === 0
    ? NONE
    : table(
        ["channel", "stands", "runs for", "host", "version"],
        channels.map((channel) => [
          channel.channel,
          html`<span class="${channel.process?.state === "ready" ? "good" : "bad"}">${standingOf(channel)}</span>`,
          channel.process ? age(channel.process.since) : "–",
          channel.process?.host ?? "–",
          channel.process?.version ?? "–",
        ]),
      )
}
<h2>Workers</h2>
${
  workers.length === 0
    ? NONE
    : table(
        ["host", "runs on", "stands", "runs for", "version"],
        workers.map((worker) => [
          worker.host,
          worker.provider ?? "–",
          worker.trouble ?? "ready",
          age(worker.since),
          worker.version,
        ]),
      )
}
<h2>Queues</h2>
${table(
  ["queue", "waiting", "active", "resting", "failed", "oldest"],
  queues.map(({ queue, counts, oldestSeconds }) => [
    queue,
    counts["waiting"] ?? 0,
    counts["active"] ?? 0,
    counts["delayed"] ?? 0,
    counts["failed"] ?? 0,
    oldestSeconds === 0 ? "–" : lasting(oldestSeconds),
  ]),
)}
<h2>Photos answered</h2>
${table(
  ["", "today", "7 days"],
  [
    ["answered", today.answered, week.answered],
    ["not sure", today.unsure, week.unsure],
    ...refusals.map(([reason = "", ...counts]) => [`refused: ${reason}`, ...counts]),
  ],
)}
<h2>People</h2>
${table(
  ["", "people"],
  [
    [`have written${atLeast}`, people.total],
    [`agreed to the terms${atLeast}`, people.agreed],
    ["active in 24 hours", people.active],
    ["invited", people.invited],
    ["blocked", people.blocked],
  ],
)}
<h2>Room</h2>
${table(
  ["", "used or free", "of"],
  [
    [
      "Redis memory",
      `${Math.round(memory.usedBytes / MEGABYTE)} MB used`,
      memory.maxBytes === 0 ? "no limit" : `${Math.round(memory.maxBytes / MEGABYTE)} MB`,
    ],
    ...disks.map(({ host, place, freeBytes, totalBytes }) => [
      html`${host}: <code>${place}</code>`,
      `${gigabytes(freeBytes)} free`,
      gigabytes(totalBytes),
    ]),
  ],
)}
<p><small>${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC. Looks again by itself. Days begin at midnight UTC.</small></p>`;
}
