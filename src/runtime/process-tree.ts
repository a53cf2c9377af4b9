import { readdir, readFile } from "node:fs/promises";

type Running = { readonly pid: number; readonly parent: number };

/** Linux only: elsewhere nothing is found. */
async function listProcesses(): Promise<Running[]> {
  const names = await readdir("/proc").catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => /^\d+$/.test(name))
      .map(async (name): Promise<Running[]> => {
        const line = await readFile(`/proc/${name}/stat`, "utf8").catch(() => undefined);
        if (line === undefined) return []; // it has ended meanwhile
        const parent = Number(line.slice(line.lastIndexOf(")") + 2).split(" ")[1]);
        return [{ pid: Number(name), parent }];
      }),
  );
  return found.flat();
}

/** Processes whose command line holds `argument` as a whole argument. */
export async function findProcesses(argument: string): Promise<number[]> {
  const processes = await listProcesses();
  const found = await Promise.all(
    processes.map(async ({ pid }) => {
      const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      return line.split("\0").includes(argument) ? [pid] : [];
    }),
  );
  return found.flat();
}

/** Memory of a process and all below it in MiB, each shared page counted by its share; undefined where it cannot be told. */
export async function treeMebibytes(root: number): Promise<number | undefined> {
  const processes = await listProcesses();
  const tree = [root];
  for (const pid of tree) tree.push(...processes.filter(({ parent }) => parent === pid).map((it) => it.pid));
  let kibibytes = 0;
  for (const pid of tree) {
    const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
    kibibytes += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0);
  }
  return kibibytes === 0 ? undefined : Math.round(kibibytes / 1024);
}
