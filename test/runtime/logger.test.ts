import { expect, it } from "vitest";
import { createLogger } from "../../src/runtime/logger.ts";

const TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";

function capture(secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createLogger({
    level: "trace",
    name: "test",
    secrets,
    destination: { write: (line) => void lines.push(line) },
  });
  return { log, lines };
}

it("events are one JSON line each, with level, time, process and fields", () => {
  const { log, lines } = capture();
  log.info({ study: "telegram-abc" }, "study read");
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: "info",
    name: "test",
    pid: process.pid,
    study: "telegram-abc",
    msg: "study read",
  });
});

it("no token, password or named secret gets into a line, wherever it stands", () => {
  const { log, lines } = capture(["the-photo-key-itself"]);
  const error = new Error(`fetch https://api.telegram.org/bot${TOKEN}/getFile failed`, {
    cause: new Error("redis://admin:hunter2@host:6379 refused"),
  });
  log.error(
    { err: error, deep: { url: `/file/bot${TOKEN}/photos/1.jpg` } },
    `lost ${TOKEN} the-photo-key-itself`,
  );
  log.child({ token: TOKEN }).warn({ env: { PHOTO_KEY: "abc", TELEGRAM_BOT_TOKEN: TOKEN } }, "odd");
  const text = lines.join("");
  for (const secret of [TOKEN, TOKEN.split(":")[1]!, "hunter2", "the-photo-key-itself"])
    expect(text).not.toContain(secret);
  expect(text).toContain("getFile failed");
});

it("what belongs to a person is removed, even when somebody logs it", () => {
  const { log, lines } = capture();
  log.info(
    { chat: 5551234, from: { first_name: "Amina" }, message: { caption: "Amina, 34" }, update: { a: 1 } },
    "careless",
  );
  expect(lines.join("")).not.toMatch(/5551234|Amina/);
});
