import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { FolderHeld, lockFolder } from "../../src/runtime/folder-lock.ts";
import { testHouse, until } from "./owned.ts";

const house = testHouse();

it("a folder is held by one, and free again once it is released", async () => {
  const dir = await house.folder();
  const lock = await lockFolder(dir);
  const second = await lockFolder(dir).catch((error: unknown) => error);
  expect(second).toBeInstanceOf(FolderHeld);
  expect((second as FolderHeld).owner).toContain(`process ${process.pid} on`);
  await lock.release();
  await (await lockFolder(dir)).release();
});

it("a lock does not outlive a killed owner", async () => {
  const dir = await house.folder();
  const script = `import { lockFolder } from "./dist/src/runtime/folder-lock.js";
    await lockFolder(process.argv[1]); console.log("held"); setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", script, dir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(owner.stdout, "data");
  await expect(lockFolder(dir)).rejects.toThrow(`process ${owner.pid}`);
  owner.kill("SIGKILL");
  await once(owner, "close");
  let mine: Awaited<ReturnType<typeof lockFolder>> | undefined;
  await until(async () => {
    mine = await lockFolder(dir).catch(() => undefined);
    return mine !== undefined;
  });
  await mine?.release();
});

it("a folder that is not there cannot be held", async () => {
  await expect(lockFolder("/nowhere/at/all")).rejects.toThrow("cannot lock /nowhere/at/all");
});
