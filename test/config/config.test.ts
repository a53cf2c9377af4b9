import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readAdminConfig } from "../../src/config/admin-config.ts";
import { readAdminPageConfig } from "../../src/config/admin-page-config.ts";
import { availableCpus } from "../../src/config/cpus.ts";
import { PACKAGE_ROOT, STARTER_MODEL_DIR } from "../../src/config/paths.ts";
import { readStartConfig } from "../../src/config/start-config.ts";
import { readTelegramConfig } from "../../src/config/telegram-config.ts";
import { readWebConfig } from "../../src/config/web-config.ts";
import { readWhatsappConfig, WhatsappEnv } from "../../src/config/whatsapp-config.ts";
import { readWorkerConfig } from "../../src/config/worker-config.ts";
import { UserError } from "../../src/core/user-error.ts";

const KEY = Buffer.alloc(32, 5).toString("base64");
const LANGUAGES = ["en", "fr"];

function problemsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).exitCode).toBe(2);
    return (error as Error).message.split("\n");
  }
  throw new Error("no problem was found");
}

describe("a worker's settings", () => {
  it("have defaults for everything", () => {
    expect(readWorkerConfig({})).toMatchObject({
      MODEL_DIR: STARTER_MODEL_DIR,
      DATA_DIR: resolve("data"),
      EXECUTION_PROVIDER: "auto",
      BATCH_SIZE: 4,
      BATCH_WAIT_MS: 20,
      PHOTO_TTL_HOURS: 72,
      LOG_LEVEL: "info",
    });
    expect(readWorkerConfig({}).INFERENCE_THREADS).toBeGreaterThan(0);
    expect(readWorkerConfig({}).PROBE_PORT).toBeUndefined();
  });

  it("take an empty variable for an unset one", () => {
    expect(readWorkerConfig({ BATCH_SIZE: "", REDIS_URL: " ", PHOTO_KEY: "" }).BATCH_SIZE).toBe(4);
  });

  it("report every problem at once, one line each, and no secret", () => {
    const problems = problemsOf(() =>
      readWorkerConfig({
        REDIS_URL: "http://user:hunter2@host",
        PHOTO_KEY: "c2hvcnQ=",
        BATCH_SIZE: "0",
        BATCH_WAIT_MS: "soon",
        EXECUTION_PROVIDER: "tpu",
        LOG_LEVEL: "loud",
        PROBE_PORT: "70000",
        PHOTO_TTL_HOURS: "-1",
      }),
    );
    expect(problems.map((line) => line.split(":")[0]).toSorted()).toEqual(
      [
        "REDIS_URL",
        "PHOTO_KEY",
        "BATCH_SIZE",
        "BATCH_WAIT_MS",
        "EXECUTION_PROVIDER",
        "LOG_LEVEL",
        "PROBE_PORT",
        "PHOTO_TTL_HOURS",
      ].toSorted(),
    );
    expect(problems.join("\n")).not.toMatch(/hunter2|c2hvcnQ/);
    expect(problems).toContain("EXECUTION_PROVIDER: must be one of auto, cpu, cuda, webgpu (is 'tpu')");
    expect(problems).toContain("BATCH_SIZE: must be a whole number from 1 to 64 (is '0')");
  });

  it("need a photo key beside a Redis of one's own, and say how to make one", () => {
    const [problem, ...others] = problemsOf(() => readWorkerConfig({ REDIS_URL: "redis://localhost:6379" }));
    expect(problem).toMatch(/^PHOTO_KEY: is needed with REDIS_URL; make one with: openssl rand -base64 32/);
    expect(others).toEqual([]);
    expect(readWorkerConfig({ REDIS_URL: "redis://localhost:6379", PHOTO_KEY: KEY }).PHOTO_KEY).toBe(KEY);
  });

  it.each(["redis://h:1", "rediss://user:pass@h:6380/2", "unix:/run/redis.sock", "unix:///run/redis.sock"])(
    "take %s for a Redis",
    (url) => {
      expect(readAdminConfig({ REDIS_URL: url, PHOTO_KEY: KEY }).REDIS_URL).toBe(url);
    },
  );

  it.each(["localhost:6379", "unix:relative.sock", "redis://"])("refuse %s", (url) => {
    expect(problemsOf(() => readAdminConfig({ REDIS_URL: url, PHOTO_KEY: KEY }))[0]).toMatch(
      /^REDIS_URL: must look like/,
    );
  });
});

describe("a channel's settings", () => {
  it("need a token, which a start without Telegram does not", () => {
    expect(problemsOf(() => readTelegramConfig({}, LANGUAGES))).toEqual([
      "TELEGRAM_BOT_TOKEN: is needed; @BotFather on Telegram gives one",
    ]);
    expect(readStartConfig({}, LANGUAGES).TELEGRAM_BOT_TOKEN).toBeUndefined();
  });

  it("are read with their kinds", () => {
    const config = readTelegramConfig(
      {
        TELEGRAM_BOT_TOKEN: "123456:AAbb_cc-dd",
        TELEGRAM_API_ROOT: "http://localhost:8081//",
        ADMINS: " 12, 34 ",
        ACCESS: "invite",
        RATE_LIMIT_PER_HOUR: "5",
        DEFAULT_LANGUAGE: "fr",
      },
      LANGUAGES,
    );
    expect(config).toMatchObject({
      TELEGRAM_API_ROOT: "http://localhost:8081",
      ADMINS: ["12", "34"],
      ACCESS: "invite",
      RATE_LIMIT_PER_HOUR: 5,
      DEFAULT_LANGUAGE: "fr",
    });
  });

  it("name unknown values, and never show a wrong token", () => {
    const problems = problemsOf(() =>
      readTelegramConfig(
        {
          TELEGRAM_BOT_TOKEN: "my token",
          ACCESS: "all",
          DEFAULT_LANGUAGE: "xx",
          ADMINS: "@me",
          TELEGRAM_API_ROOT: "ftp://x",
        },
        LANGUAGES,
      ),
    );
    expect(problems).toHaveLength(5);
    expect(problems.join("\n")).not.toContain("my token");
    expect(problems).toContain("DEFAULT_LANGUAGE: must be one of en, fr (is 'xx')");
  });
});

describe("the web page's settings", () => {
  it("need a port, which a start without the page does not, and keep to this machine", () => {
    expect(problemsOf(() => readWebConfig({}, LANGUAGES))).toEqual([
      "WEB_PORT: is needed, such as 8080; a reverse proxy with a certificate belongs in front",
    ]);
    expect(readStartConfig({}, LANGUAGES).WEB_PORT).toBeUndefined();
    expect(readWebConfig({ WEB_PORT: "8080" }, LANGUAGES)).toMatchObject({
      WEB_PORT: 8080,
      WEB_HOST: "127.0.0.1",
      WEB_TRUST_PROXY: 0,
      WEB_PHOTOS_PER_ADDRESS: 120,
      WEB_LOOKS_PER_ADDRESS: 1_200,
    });
  });

  it("name every wrong value", () => {
    const problems = problemsOf(() =>
      readWebConfig(
        {
          WEB_PORT: "http",
          WEB_PUBLIC_URL: "https://h/page",
          WEB_TRUST_PROXY: "all",
          WEB_PHOTOS_PER_ADDRESS: "0",
        },
        LANGUAGES,
      ),
    );
    expect(problems).toHaveLength(4);
    expect(problems).toContain(
      "WEB_PUBLIC_URL: must have no path: the page lives at / (is 'https://h/page')",
    );
  });
});

describe("the admin page's settings", () => {
  it("need a long password, never show a short one, and keep to this machine", () => {
    expect(problemsOf(() => readAdminPageConfig({}))).toEqual([
      "ADMIN_PASSWORD: is needed; make one with: openssl rand -base64 18",
    ]);
    const [problem = ""] = problemsOf(() => readAdminPageConfig({ ADMIN_PASSWORD: "hunter2" }));
    expect(problem).toMatch(/^ADMIN_PASSWORD: must have at least 12 characters/);
    expect(problem).not.toContain("hunter2");
    expect(readAdminPageConfig({ ADMIN_PASSWORD: "x".repeat(12) })).toMatchObject({
      ADMIN_HOST: "127.0.0.1",
      ADMIN_PORT: 8090,
      ALERT_QUEUE_MINUTES: 5,
    });
  });
});

describe("the whatsapp channel's settings", () => {
  it("need a session folder, which a start without WhatsApp does not", () => {
    expect(problemsOf(() => readWhatsappConfig({}, LANGUAGES))).toEqual([
      "WHATSAPP_SESSION_DIR: is needed; a folder that keeps the link to the phone, such as data/whatsapp. For the official Cloud API set WHATSAPP_TRANSPORT=cloud instead",
    ]);
    expect(readStartConfig({}, LANGUAGES).WHATSAPP_SESSION_DIR).toBeUndefined();
  });

  it("are read with their kinds", () => {
    const config = readWhatsappConfig(
      {
        WHATSAPP_SESSION_DIR: "session",
        WHATSAPP_GROUPS: "120363000000000001@g.us, 3161-42@g.us",
        WHATSAPP_RESTART_HOURS: "0.5",
        ADMINS: "31611111111@c.us,245900000@lid",
      },
      LANGUAGES,
    );
    expect(config).toMatchObject({
      transport: {
        kind: "web",
        web: {
          sessionDir: resolve("session"),
          groups: ["120363000000000001@g.us", "3161-42@g.us"],
          paceMilliseconds: 700,
          restartHours: 0.5,
          restartMebibytes: 1200,
        },
      },
      ADMINS: ["31611111111@c.us", "245900000@lid"],
    });
  });

  it("name what is wrong", () => {
    const problems = problemsOf(() =>
      readWhatsappConfig(
        { WHATSAPP_SESSION_DIR: "s", WHATSAPP_GROUPS: "my group", CHROMIUM_SANDBOX: "maybe" },
        LANGUAGES,
      ),
    );
    expect(problems).toEqual([
      "WHATSAPP_GROUPS: must be group ids (...@g.us) separated by commas (is 'my group')",
      "CHROMIUM_SANDBOX: must be one of on, off (is 'maybe')",
    ]);
  });

  const CLOUD = {
    WHATSAPP_TRANSPORT: "cloud",
    WHATSAPP_CLOUD_TOKEN: "EAAG",
    WHATSAPP_CLOUD_PHONE_ID: "106540352242922",
    WHATSAPP_CLOUD_APP_SECRET: "secret",
    WHATSAPP_CLOUD_VERIFY_TOKEN: "a word of ours",
  };

  it("of the Cloud API are the transport's alone, whatever else is set", () => {
    const { transport } = readWhatsappConfig(
      { ...CLOUD, WHATSAPP_SESSION_DIR: "session", WHATSAPP_CLOUD_API_ROOT: "https://h/v1/" },
      LANGUAGES,
    );
    expect(transport).toEqual({
      kind: "cloud",
      cloud: {
        token: "EAAG",
        phoneId: "106540352242922",
        appSecret: "secret",
        verifyToken: "a word of ours",
        apiRoot: "https://h/v1",
        webhook: { host: "127.0.0.1", port: 8082, path: "/whatsapp" },
      },
    });
  });

  it("of the Cloud API alone choose nothing: the transport is named", () => {
    const { WHATSAPP_TRANSPORT: _, ...rest } = CLOUD;
    expect(problemsOf(() => readWhatsappConfig(rest, LANGUAGES))).toEqual([
      expect.stringContaining("set WHATSAPP_TRANSPORT=cloud"),
    ]);
  });

  it.each([["the channel", readWhatsappConfig] as const, ["start", readStartConfig] as const])(
    "name everything that the Cloud API lacks at once, for %s, and no secret",
    (_, read) => {
      expect(problemsOf(() => read({ WHATSAPP_TRANSPORT: "cloud" }, LANGUAGES))).toEqual([
        expect.stringContaining("WHATSAPP_CLOUD_TOKEN: is needed with WHATSAPP_TRANSPORT=cloud"),
        expect.stringContaining("WHATSAPP_CLOUD_PHONE_ID: is needed"),
        expect.stringContaining("WHATSAPP_CLOUD_APP_SECRET: is needed"),
        expect.stringContaining("WHATSAPP_CLOUD_VERIFY_TOKEN: is needed"),
      ]);
      const wrong = {
        ...CLOUD,
        WHATSAPP_CLOUD_TOKEN: "two words",
        WHATSAPP_CLOUD_PHONE_ID: "+1 555",
        WHATSAPP_CLOUD_APP_SECRET: "se cret",
        WHATSAPP_CLOUD_VERIFY_TOKEN: "short",
        WHATSAPP_WEBHOOK_PATH: "no slash",
      };
      const problems = problemsOf(() => read(wrong, LANGUAGES));
      expect(problems).toHaveLength(5);
      for (const secret of ["two words", "se cret", "'short'"]) expect(problems.join()).not.toContain(secret);
    },
  );
});

describe("processors", () => {
  const nothing = () => {
    throw new Error("ENOENT");
  };

  it.each([
    ["a quota of one and a half", { "/sys/fs/cgroup/cpu.max": "150000 100000\n" }, 2],
    ["no quota", { "/sys/fs/cgroup/cpu.max": "max 100000\n" }, 16],
    ["a quota above what is offered", { "/sys/fs/cgroup/cpu.max": "6400000 100000\n" }, 16],
    ["a tenth of one", { "/sys/fs/cgroup/cpu.max": "10000 100000\n" }, 1],
    [
      "version 1",
      { "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000" },
      2,
    ],
    [
      "version 1 without quota",
      { "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1", "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000" },
      16,
    ],
    ["no cgroup", {}, 16],
  ])("are counted under %s", (_, files, expected) => {
    const read = (path: string) => (files as Record<string, string>)[path] ?? nothing();
    expect(availableCpus(read, 16)).toBe(expected);
  });
});

describe(".env.example", () => {
  const text = readFileSync(join(PACKAGE_ROOT, ".env.example"), "utf8");
  const documented = [...text.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]!);

  it("documents every variable that a process reads, and no other", () => {
    const read = [
      ...Object.keys(readWorkerConfig({ PROBE_PORT: "1", REDIS_URL: "redis://h", PHOTO_KEY: KEY })),
      ...Object.keys(
        readTelegramConfig(
          {
            TELEGRAM_BOT_TOKEN: "1:a",
            TELEGRAM_WEBHOOK_URL: "https://h",
            PROBE_PORT: "1",
            REDIS_URL: "redis://h",
            PHOTO_KEY: KEY,
          },
          LANGUAGES,
        ),
      ),
    ];
    read.push(...Object.keys(readWebConfig({ WEB_PORT: "1", WEB_PUBLIC_URL: "https://h" }, LANGUAGES)));
    read.push(...Object.keys(WhatsappEnv));
    const page = { ADMIN_PASSWORD: "x".repeat(12), ADMIN_PUBLIC_URL: "https://h" };
    read.push(...Object.keys(readAdminPageConfig(page)));
    expect(documented.toSorted()).toEqual([...new Set(read)].toSorted());
  });
});
