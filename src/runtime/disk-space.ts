import { statfs } from "node:fs/promises";
import { dirname } from "node:path";

/** How much room the disk below a folder has. */
export type DiskSpace = { readonly place: string; readonly freeBytes: number; readonly totalBytes: number };

/** @param dir may not exist yet: the nearest folder above it that does is asked then */
export async function readDiskSpace(dir: string): Promise<DiskSpace> {
  for (let folder = dir; ; folder = dirname(folder)) {
    try {
      const { bavail, blocks, bsize } = await statfs(folder);
      return { place: dir, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!missing || folder === dirname(folder)) throw error;
    }
  }
}
