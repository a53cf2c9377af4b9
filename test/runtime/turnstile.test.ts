import { expect, it } from "vitest";
import { createTurnstile } from "../../src/runtime/turnstile.ts";

function recorder() {
  const turnstile = createTurnstile();
  const events: string[] = [];
  const finish = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      events.push(`${name} in`);
      finish.set(name, () => {
        events.push(`${name} out`);
        resolve();
      });
    });
  const end = async (name: string) => {
    finish.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { turnstile, events, work, end };
}

it("lets work pass together, one piece alone in between, and keeps the order of arrival", async () => {
  const { turnstile, events, work, end } = recorder();
  const passed = [
    turnstile.together(work("a")),
    turnstile.together(work("b")),
    turnstile.alone(work("alone")),
    turnstile.together(work("c")),
    turnstile.together(work("d")),
  ];
  await end("");
  expect(events).toEqual(["a in", "b in"]);
  await end("a");
  expect(events.at(-1)).toBe("a out");
  await end("b");
  expect(events.at(-1)).toBe("alone in");
  await end("alone");
  expect(events.slice(-2)).toEqual(["c in", "d in"]);
  await end("c");
  await end("d");
  await Promise.all(passed);
});

it("lets the next in after a failure", async () => {
  const turnstile = createTurnstile();
  await expect(turnstile.alone(() => Promise.reject(new Error("poison")))).rejects.toThrow("poison");
  expect(await turnstile.alone(async () => "next")).toBe("next");
});
