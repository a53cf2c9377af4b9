import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/core/user-error.ts";
import { connectOrStartEmbeddedRedis, startEmbeddedRedis } from "../../src/runtime/embedded-redis.ts";
import { loadOrCreatePhotoKey } from "../../src/runtime/photo-key-file.ts";
import { prepareRedisFolder } from "../../src/runtime/redis-folder.ts";
import { pingRedis } from "../../src/runtime/redis-ping.ts";
import { openEye } from "../queue/redis-fixture.ts";
import { testHouse, until } from "./owned.ts";

const house = testHouse();

async function start(dir: string) {
  return house.own("redis", await startEmbeddedRedis({ dir, log: house.log }), (redis) => redis.stop());
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("an embedded Redis", () => {
  it("listens on a socket that only this user can reach, and on no port", async () => {
    const dir = await house.folder();
    const redis = await start(dir);
    expect((await stat(join(dir, "redis"))).mode & 0o777).toBe(0o700);
    const eye = openEye(house, redis.url);
    expect(await eye.config("GET", "port")).toEqual(["port", "0"]);
    expect(await eye.config("GET", "appendfsync")).toEqual(["appendfsync", "always"]);
    expect(await eye.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
  });

  it("keeps what it acknowledged through a kill, and is started again by itself", async () => {
    const redis = await start(await house.folder());
    const eye = openEye(house, redis.url);
    for (let count = 0; count < 200; count += 1) await eye.set(`key ${count}`, count);
    const killed = redis.pid() ?? 0;
    process.kill(killed, "SIGKILL");
    await until(() => redis.pid() !== killed);
    expect(await eye.dbsize()).toBe(200);
  });

  it("keeps its data from one start to the next", async () => {
    const dir = await house.folder();
    const first = await start(dir);
    await openEye(house, first.url).set("kept", "yes");
    await first.stop();
    expect(await pingRedis(first.socket)).toBe("absent");
    const second = await start(dir);
    expect(await openEye(house, second.url).get("kept")).toBe("yes");
  });

  it("is not opened twice: the second is told who holds it and how to share it", async () => {
    const dir = await house.folder();
    const redis = await start(dir);
    const second = await startEmbeddedRedis({ dir, log: house.log }).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(UserError);
    expect((second as Error).message).toContain(`process ${process.pid}`);
    expect((second as Error).message).toContain(`REDIS_URL=${redis.url}`);
    // The refused one has not harmed the first.
    expect(await pingRedis(redis.socket)).toBe("ready");
  });

  it("is shared by a command that runs beside it, and started by one that finds none", async () => {
    const dir = await house.folder();
    const alone = await connectOrStartEmbeddedRedis({ dir, log: house.log });
    expect(alone.own).toBe(true);
    const beside = await connectOrStartEmbeddedRedis({ dir, log: house.log });
    expect(beside).toMatchObject({ own: false, url: alone.url });
    await beside.stop();
    expect(await pingRedis(alone.socket)).toBe("ready");
    await alone.stop();
  });

  it("works in a folder whose path is too long for a unix socket", async () => {
    const dir = join(await house.folder(), "d".repeat(120));
    const redis = await start(dir);
    expect(Buffer.byteLength(redis.socket)).toBeLessThan(108);
    expect(await openEye(house, redis.url).ping()).toBe("PONG");
    const beside = await connectOrStartEmbeddedRedis({ dir, log: house.log });
    expect(beside.own).toBe(false);
  });

  it("dies with its parent, even when that is killed, and the folder is free again", async () => {
    const dir = await house.folder();
    const script = fileURLToPath(new URL("../fixtures/queue/redis-parent.mjs", import.meta.url));
    const parent: ChildProcess = spawn(process.execPath, [script, dir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(parent.stdout!, "data")) as [Buffer];
    const pid = Number(line.toString());
    expect(alive(pid)).toBe(true);
    parent.kill("SIGKILL");
    await once(parent, "exit");
    await until(() => !alive(pid), 5_000);
    const redis = await start(dir);
    expect(await openEye(house, redis.url).get("from")).toBe("parent");
  });
});

describe("a data folder that cannot be used", () => {
  it("that is below a file is named in one line", async () => {
    const dir = await house.folder();
    await writeFile(join(dir, "file"), "");
    const error = await startEmbeddedRedis({ dir: join(dir, "file", "data"), log: house.log }).catch(
      (it) => it,
    );
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toMatch(/^DATA_DIR: cannot write to .*ENOTDIR/);
    await expect(loadOrCreatePhotoKey(join(dir, "file"))).rejects.toThrow(
      /^DATA_DIR: cannot read or make .*photo\.key/,
    );
  });

  it.skipIf(process.getuid?.() === 0)("that this user may not write to is named", async () => {
    const dir = join(await house.folder(), "locked");
    await mkdir(dir);
    await chmod(dir, 0o500);
    await expect(startEmbeddedRedis({ dir, log: house.log })).rejects.toThrow(
      /^DATA_DIR: cannot write to .*EACCES/,
    );
  });

  it("that lies on a full disk is refused before Redis begins", async () => {
    const full = async () => ({ bavail: 10, bsize: 4096 });
    await expect(prepareRedisFolder(await house.folder(), full as never)).rejects.toThrow(
      /DATA_DIR: the disk of .* is full/,
    );
  });
});

describe("missing programs", () => {
  it.each([
    ["flock", [], "flock is not installed"],
    ["redis-server", ["flock", "setpriv"], "redis-server is not installed"],
    ["setpriv", ["flock"], "setpriv is not installed"],
  ] as const)("%s is named with what to install", async (_, present, message) => {
    const dir = await house.folder();
    const bin = join(dir, "bin");
    await mkdir(bin);
    const { symlink } = await import("node:fs/promises");
    for (const program of present) await symlink(`/usr/bin/${program}`, join(bin, program));
    const path = process.env["PATH"];
    process.env["PATH"] = bin;
    try {
      await expect(startEmbeddedRedis({ dir, log: house.log })).rejects.toThrow(message);
    } finally {
      process.env["PATH"] = path;
    }
  });
});

describe("the photo key of a data folder", () => {
  it("is made once, for this user alone", async () => {
    const dir = await house.folder();
    const keys = await Promise.all([
      loadOrCreatePhotoKey(dir),
      loadOrCreatePhotoKey(dir),
      loadOrCreatePhotoKey(dir),
    ]);
    expect(new Set(keys).size).toBe(1);
    expect(Buffer.from(keys[0]!, "base64").byteLength).toBe(32);
    expect((await stat(join(dir, "photo.key"))).mode & 0o777).toBe(0o600);
    expect((await readFile(join(dir, "photo.key"), "utf8")).trim()).toBe(keys[0]);
  });
});
