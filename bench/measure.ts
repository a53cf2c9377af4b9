/** One figure of a bench. */
export type Measure = {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "/s" | "x" | "%" | "MB" | "KB" | "s";
  /** What the figure is held against, where there is such a thing. */
  readonly bar?: string;
  readonly meets?: boolean;
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/**
 * Median milliseconds of one call.
 *
 * @param rounds counted calls, after `warmups` that are not
 */
export async function timeOf(work: () => unknown, rounds = 15, warmups = 3): Promise<number> {
  const times = [];
  for (let round = -warmups; round < rounds; round += 1) {
    const begun = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - begun);
  }
  return median(times);
}

/**
 * Median milliseconds of processor time of one call, of all threads: what it costs, however busy the machine is.
 *
 * @param rounds counted calls, after `warmups` that are not
 */
export async function processorTimeOf(work: () => unknown, rounds = 15, warmups = 3): Promise<number> {
  const times = [];
  for (let round = -warmups; round < rounds; round += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) times.push((user + system) / 1000);
  }
  return median(times);
}

/** Lines up figures below each other, one group after the other. */
export function renderTable(measures: readonly Measure[]): string {
  const width = Math.max(...measures.map(({ name }) => name.length));
  const lines: string[] = [];
  let group = "";
  for (const { group: its, name, value, unit, bar, meets } of measures) {
    if (its !== group) lines.push("", its);
    group = its;
    const figure = `${value.toFixed(value < 10 ? 2 : 1).padStart(9)} ${unit.padEnd(2)}`;
    const verdict = bar === undefined ? "" : `   ${meets ? "meets" : "MISSES"} ${bar}`;
    lines.push(`  ${name.padEnd(width)} ${figure}${verdict}`);
  }
  return `${lines.join("\n").trimStart()}\n`;
}
