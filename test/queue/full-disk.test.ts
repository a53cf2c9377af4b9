import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { photoKey } from "../../src/queue/photo-store.ts";
import { testHouse, until } from "../runtime/owned.ts";
import { openProducer, openRedis, studyJob } from "./redis-fixture.ts";

const house = testHouse();

function mountSmallDisk(dir: string): boolean {
  return spawnSync("mount", ["-t", "tmpfs", "-o", "size=80m", "tmpfs", dir]).status === 0;
}

const canMount = (() => {
  const dir = mkdtempSync(join(tmpdir(), "roentgram-mount-"));
  const mounted = mountSmallDisk(dir);
  if (mounted) spawnSync("umount", [dir]);
  rmSync(dir, { recursive: true });
  if (!mounted) process.stderr.write("full-disk.test: skipped, this user may not mount a small disk\n");
  return mounted;
})();

it.skipIf(!canMount)(
  "a disk that fills up refuses new photos and keeps the accepted ones; with space again all goes on by itself",
  async () => {
    const dir = await house.folder();
    expect(mountSmallDisk(dir)).toBe(true);
    house.own("disk", dir, (path) => void spawnSync("umount", ["-l", path]));
    const { url } = await openRedis(house, { dir });
    const { producer, photos } = await openProducer(house, url);
    const photo = Buffer.alloc(50_000, 1);
    const kept = studyJob();
    await producer.addStudy(kept, photo);

    const ballast = join(dir, "ballast");
    await writeFile(ballast, Buffer.alloc(200_000_000)).catch((error: NodeJS.ErrnoException) =>
      expect(error.code).toBe("ENOSPC"),
    );
    const begun = Date.now();
    const refused = await producer.addStudy(studyJob(), photo).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: "QueueUnavailable" });
    expect(Date.now() - begun).toBeLessThan(2_000);

    await rm(ballast);
    const later = studyJob();
    await until(
      () =>
        producer.addStudy(later, photo).then(
          () => true,
          () => false,
        ),
      20_000,
    );
    for (const { study } of [kept, later]) expect(await photos.get(photoKey(study))).toEqual(photo);
  },
  60_000,
);
