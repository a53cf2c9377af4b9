import { execFile } from "node:child_process";
import { describe, expect, it } from "vitest";
import { NEWCOMER, Person } from "../../src/channels/person.ts";
import { caseCodeOf } from "../../src/core/case-code.ts";
import { createFeedbackStore } from "../../src/queue/feedback-store.ts";
import { createPeople } from "../../src/queue/people.ts";
import { createPersonStore } from "../../src/queue/person-store.ts";
import { KEY, openEye, openRedis, vault } from "../queue/redis-fixture.ts";
import { testHouse } from "../runtime/owned.ts";

const house = testHouse();
const ID = 987_654_321;
const PSEUDONYM = vault.pseudonym("telegram", ID);
const STUDY = vault.studyId("telegram", ID, 5);

async function open() {
  const { url } = await openRedis(house);
  const redis = openEye(house, url);
  const people = createPeople({ redis, vault });
  const feedback = createFeedbackStore({ redis, vault });
  const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const env = { PATH: process.env["PATH"], REDIS_URL: url, PHOTO_KEY: KEY.toString("base64") };
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        ["dist/src/cli/main.js", "people", ...args],
        { env },
        (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
      );
    });
  };
  return { redis, people, feedback, run };
}

describe("people", () => {
  it("are listed by pseudonym with days, photos, language and state, never by id", async () => {
    const { redis, people, run } = await open();
    expect((await run("list")).stdout).toBe("nobody has written yet\n");
    await people.greet("telegram", ID);
    await people.countStudy("telegram", ID);
    await people.greet("whatsapp", "2547000@lid");
    await people.setBlocked("whatsapp", vault.pseudonym("whatsapp", "2547000@lid"), true);
    const persons = createPersonStore({ redis, vault, schema: Person });
    await persons.save("telegram", ID, { ...NEWCOMER, language: "sw" });
    const { stdout } = await run("list");
    const day = new Date().toISOString().slice(0, 10);
    expect(stdout).toMatch(new RegExp(`${PSEUDONYM}\\s+telegram\\s+${day}\\s+${day}\\s+1\\s+sw\\s+-`));
    expect(stdout).toMatch(/whatsapp .* blocked/);
    const documents = JSON.parse((await run("list", "--json")).stdout) as unknown[];
    expect(documents).toHaveLength(2);
    for (const id of [String(ID), "2547000"]) expect(stdout + JSON.stringify(documents)).not.toContain(id);
  }, 30_000);

  it("are shut out and let in by pseudonym or by the code of a photo of theirs", async () => {
    const { people, feedback, run } = await open();
    await people.greet("telegram", ID);
    await feedback.noteStudy("telegram", PSEUDONYM, STUDY);
    const blocked = async () => (await people.greet("telegram", ID)).blocked;
    const code = caseCodeOf(STUDY);
    expect((await run("block", code.toLowerCase().replace("-", ""))).stdout).toBe(
      `telegram ${PSEUDONYM}: now blocked\n`,
    );
    expect(await blocked()).toBe(true);
    expect((await run("block", PSEUDONYM)).stdout).toContain("was blocked already");
    expect(JSON.parse((await run("unblock", code, "--json")).stdout)).toEqual({
      channel: "telegram",
      pseudonym: PSEUDONYM,
      blocked: false,
      changed: true,
    });
    expect(await blocked()).toBe(false);
  }, 30_000);

  it.each([
    [[], 2, "people: say one of list, block, unblock, invite"],
    [["ban"], 2, "not 'ban'"],
    [["block"], 2, "name one person"],
    [["block", "a", "b"], 2, "name one person"],
    [["block", "0123456789abcdef"], 1, "nobody with the pseudonym"],
    [["block", "K7Q-2MXA"], 1, "no photo with the case code 'K7Q-2MXA'"],
    [["block", String(ID)], 1, "nobody with the pseudonym"],
    [["invite", "--count", "0"], 2, "--count must be"],
  ])("says what is wrong with %j", async (args, status, message) => {
    const { run } = await open();
    const { code, stderr } = await run(...args);
    expect([code, stderr.trim().split("\n").length]).toEqual([status, 1]);
    expect(stderr).toContain(message);
  });

  it("are invited as 'roentgram invite' does", async () => {
    const { run } = await open();
    expect((await run("invite", "--count", "2")).stdout).toMatch(/^[0-9A-Z]{10}\n[0-9A-Z]{10}\n$/);
  });
});
