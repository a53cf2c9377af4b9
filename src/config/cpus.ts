import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/**
 * How many processors this process may really use: the smaller of what the system offers and the container's quota
 * (cgroup v2 `cpu.max`, v1 `cpu.cfs_quota_us`), at least 1. Runtimes that count the host's cores instead start too many threads.
 *
 * @param read gives a file's text, or throws
 */
export function availableCpus(
  read: (path: string) => string = (path) => readFileSync(path, "utf8"),
  offered: number = availableParallelism(),
): number {
  const quota = quotaOf(read);
  return Math.max(1, Math.min(offered, quota === undefined ? offered : Math.ceil(quota)));
}

function quotaOf(read: (path: string) => string): number | undefined {
  try {
    const [most, period] = read("/sys/fs/cgroup/cpu.max").trim().split(/\s+/);
    if (most === "max") return undefined;
    return positive(Number(most) / Number(period));
  } catch {
    // not cgroup v2
  }
  try {
    const most = Number(read("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"));
    return positive(most / Number(read("/sys/fs/cgroup/cpu/cpu.cfs_period_us")));
  } catch {
    return undefined;
  }
}

function positive(value: number): number | undefined {
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
