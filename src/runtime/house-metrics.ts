import { Gauge, type Registry } from "prom-client";

/** How the house stands, in numbers: the same from whichever process is asked. */
export type HouseFigures = {
  /** Of every channel that has run within a day: whether a process of it runs, and works. */
  readonly channels: readonly { readonly channel: string; readonly runs: boolean; readonly works: boolean }[];
  readonly workers: number;
  /** `maxBytes` is 0 where Redis has no limit. */
  readonly memory: { readonly usedBytes: number; readonly maxBytes: number };
  readonly disks: readonly { readonly host: string; readonly place: string; readonly freeBytes: number }[];
};

/** @returns sets the instruments */
export function createHouseMetrics(registry: Registry): (figures: HouseFigures | undefined) => void {
  const registers = [registry];
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Gauge<L>({ name, help, labelNames, registers });
  // An instrument with a label shows nothing until it is set; one without would show 0.
  const runs = gauge("roentgram_channel_runs", "1 while a process of the channel runs", ["channel"]);
  const works = gauge("roentgram_channel_works", "1 while the channel is connected", ["channel"]);
  const workers = gauge("roentgram_workers", "Workers that show that they live", ["house"]);
  const used = gauge("roentgram_redis_used_bytes", "Memory that Redis uses", ["house"]);
  const most = gauge("roentgram_redis_max_bytes", "Redis' maxmemory, where it has one", ["house"]);
  const free = gauge("roentgram_disk_free_bytes", "Room on the disk below a folder", ["host", "place"]);
  return (figures) => {
    // Nothing rather than numbers of yesterday.
    for (const instrument of [runs, works, workers, used, most, free]) instrument.reset();
    if (!figures) return;
    const { channels, memory, disks } = figures;
    for (const { channel, runs: running, works: working } of channels) {
      runs.set({ channel }, running ? 1 : 0);
      works.set({ channel }, working ? 1 : 0);
    }
    workers.set({}, figures.workers);
    used.set({}, memory.usedBytes);
    if (memory.maxBytes > 0) most.set({}, memory.maxBytes);
    for (const { host, place, freeBytes } of disks) free.set({ host, place }, freeBytes);
  };
}
