import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LABELS } from "../../../src/core/label.ts";
import { fingerprint } from "../../../src/networks/public/content-hash.ts";
import type { KnownModel } from "../../../src/networks/public/known-model.ts";
import { findKnownModel } from "../../../src/networks/public/known-models.ts";
import { pullModel } from "../../../src/networks/public/pull-model.ts";
import { FIXTURES, withFolder } from "../agreement.ts";
import { sendFile, withServer } from "./file-server.ts";

const FILE = join(FIXTURES, "state_dict_zip.pth");
const CONTENT = readFileSync(FILE);

async function known(more: Partial<KnownModel> = {}): Promise<KnownModel> {
  const { sha256, bytes } = await fingerprint(FILE);
  const hash = { kind: "sha256", hex: sha256, bytes, source: "this test" } as const;
  return { ...findKnownModel("reproduce-chexnet"), hash, ...more };
}

const serving = <T>(use: (from: string, seen: readonly unknown[]) => Promise<T>) =>
  withServer((request, response) => sendFile(request, response, CONTENT), use);

test("a checkpoint that is as known but could not be imported stays for the next call", () =>
  serving((from, seen) =>
    withFolder(async (folder) => {
      const options = { out: join(folder, "m"), half: false, from, onProgress: () => undefined };
      const wrong = await known({ labels: LABELS.slice(1) });
      await expect(pullModel({ ...options, model: wrong })).rejects.toThrow(
        /names 13 labels.*The checkpoint is whole and stays in \S+m\.checkpoint for the next call/,
      );
      expect(readdirSync(folder)).toEqual(["m.checkpoint"]);

      const { manifest } = await pullModel({ ...options, model: await known() });
      expect(manifest.labels).toEqual(LABELS);
      expect(seen).toHaveLength(1);
      expect(readdirSync(folder)).toEqual(["m"]);
    }),
  ));

test("operating points that are known of a network without any are kept, those of untrained outputs left out", () =>
  withFolder(async (folder) => {
    const operatingPoints = LABELS.map((_, output) => (output === 13 ? 0 : 0.01 * (output + 1)));
    const model = await known({ operatingPoints });
    const options = { model, out: join(folder, "m"), half: false, from: FILE, onProgress: () => undefined };
    const { manifest } = await pullModel(options);
    expect(Object.keys(manifest.operatingPoints ?? {})).toEqual(LABELS.slice(0, 13));
    expect(manifest.operatingPoints?.Cardiomegaly).toBe(0.02);
  }));

test("two pulls into one folder: the second is refused, and the first comes whole", () =>
  withFolder(async (folder) => {
    const model = await known();
    const out = join(folder, "m");
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((ready) => {
      goOn = ready;
    });
    await withServer(
      (request, response) => void held.then(() => sendFile(request, response, CONTENT)),
      async (from) => {
        const options = { model, out, half: false, from, onProgress: () => undefined };
        const first = pullModel(options);
        await expect.poll(() => existsSync(`${out}.checkpoint.lock`)).toBe(true);
        await expect(pullModel(options)).rejects.toThrow(
          /m: a pull into this folder is under way in another process \(\S+m\.checkpoint\.lock\). Wait for it/,
        );
        goOn();
        expect((await first).manifest.labels).toEqual(LABELS);
        expect(readdirSync(folder)).toEqual(["m"]);
      },
    );
  }));

test("the lock of a pull that was killed is taken over", () =>
  serving((from) =>
    withFolder(async (folder) => {
      const out = join(folder, "m");
      // No process has a number this high.
      writeFileSync(`${out}.checkpoint.lock`, "99999999");
      await pullModel({ model: await known(), out, half: false, from, onProgress: () => undefined });
      expect(readdirSync(folder)).toEqual(["m"]);
    }),
  ));

test("the card says what the checkpoint's makers published, and what is not known", () =>
  withFolder(async (folder) => {
    const out = join(folder, "m");
    await pullModel({ model: await known(), out, half: false, from: FILE, onProgress: () => undefined });
    const card = readFileSync(join(out, "README.md"), "utf8");
    expect(card).toContain("- page: https://github.com/jrzech/reproduce-chexnet");
    expect(card).toContain("| Hernia | 0.9175 |");
    expect(card).toMatch(/## Not confirmed\n\n- content hash: none was found published/);
  }));

test("a copy that is no file is refused before it is opened: a pipe would be waited for", () =>
  withFolder(async (folder) => {
    const options = { out: join(folder, "m"), half: false, from: folder, onProgress: () => undefined };
    await expect(pullModel({ ...options, model: await known() })).rejects.toThrow(
      /not a file. Name the checkpoint/,
    );
  }));
