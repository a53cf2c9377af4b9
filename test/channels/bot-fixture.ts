import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Label } from "../../src/core/label.ts";
import type { Picture } from "../../src/core/picture.ts";
import { type Consumer, consume } from "../../src/queue/consumer.ts";
import { type ReplyJob, StudyJob } from "../../src/queue/jobs.ts";
import { type BotApiServer, startBotApiServer } from "../fakes/bot-api-server.ts";
import { KEY, openProducer, vault } from "../queue/redis-fixture.ts";
import { type TestHouse, until } from "../runtime/owned.ts";

export type BotProcess = {
  readonly child: ChildProcess;
  /** Everything it wrote to stderr. */
  log(): string;
  /** Ends it as compose does. @returns its exit status */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
  /** Resolves with the exit status when it ends by itself. */
  ended(): Promise<number | null>;
};

/** The study of a photo sent to this bot. */
export function studyOf(api: BotApiServer, chat: number, message: number): string {
  return vault.studyId("telegram", `${api.bot} ${chat}`, message);
}

export async function openBotApi(
  house: TestHouse,
  options: { port?: number; token?: string } = {},
): Promise<BotApiServer> {
  return house.own("bot api", await startBotApiServer(options), (api) => api.close());
}

/** Starts the real bot process against the fake Bot API. */
export function startBot(
  house: TestHouse,
  { api, redisUrl, env = {} }: { api: BotApiServer; redisUrl: string; env?: Record<string, string> },
): BotProcess {
  const child = spawn(process.execPath, ["dist/src/cli/main.js", "channel", "telegram"], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      REDIS_URL: redisUrl,
      PHOTO_KEY: KEY.toString("base64"),
      TELEGRAM_BOT_TOKEN: api.token,
      TELEGRAM_API_ROOT: api.root,
      LOG_LEVEL: "debug",
      ...env,
    },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let written = "";
  const { stderr } = child;
  if (!stderr) throw new Error("no pipe to the bot");
  stderr.setEncoding("utf8").on("data", (text: string) => {
    written += text;
  });
  const exit = once(child, "exit");
  const silence = once(stderr, "close");
  const ended = async () => {
    const [status] = await exit;
    await silence;
    return status as number | null;
  };
  const signal = async (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
    return ended();
  };
  const bot: BotProcess = {
    child,
    log: () => written,
    stop: () => signal("SIGTERM"),
    async kill() {
      api.noteKill();
      await signal("SIGKILL");
    },
    ended,
  };
  return house.own("bot", bot, async () => void (await signal("SIGKILL")));
}

export async function ready(bot: BotProcess): Promise<BotProcess> {
  await until(() => bot.log().includes("telegram channel ready") || bot.child.exitCode !== null, 15_000);
  if (bot.child.exitCode !== null) throw new Error(`the bot ended:\n${bot.log()}`);
  return bot;
}

export function finding(label: Label, score: number, evidence: "strong" | "weak" = "strong") {
  const band = score >= 0.75 ? "likely" : score >= 0.5 ? "possible" : "unlikely";
  return { label, probability: score, threshold: 0.5, score, band, evidence } as const;
}

const MODEL = { name: "test-model", version: "1", sha256: "0".repeat(64), starter: false };

/** A reading with these findings and the picture that goes with it. */
export function reading(...findings: ReturnType<typeof finding>[]): ReplyJob["reading"] {
  return {
    outcome: "findings",
    quality: { grade: "good", notes: [] },
    findings,
    notAssessed: [],
    model: MODEL,
  };
}

export const PICTURE: Picture = {
  kind: "sheet",
  labels: ["Effusion"],
  jpeg: Buffer.from("jpeg of the maps"),
};

/** Stands in for a worker: answers each study as told, over the real queue. */
export async function answerStudies(
  house: TestHouse,
  redisUrl: string,
  answer: (job: StudyJob) => { reading: ReplyJob["reading"]; pictures?: readonly Picture[] } = () => ({
    reading: reading(finding("Effusion", 0.9)),
    pictures: [PICTURE],
  }),
): Promise<Consumer & { studies: StudyJob[] }> {
  const { producer } = await openProducer(house, redisUrl);
  const studies: StudyJob[] = [];
  const consumer = consume(
    "studies",
    StudyJob,
    async (job) => {
      const { photo: _, ...common } = job;
      const { reading: outcome, pictures = [] } = answer(job);
      const described = pictures.map(({ kind, labels, jpeg }) => ({
        kind,
        labels: [...labels],
        bytes: jpeg.byteLength,
      }));
      await producer.addReply({ ...common, reading: outcome, pictures: described }, pictures);
      studies.push(job);
    },
    { url: redisUrl, log: house.log, concurrency: 8 },
  );
  house.own("worker", consumer, (it) => it.close(2_000));
  return { ...consumer, studies };
}

/** Takes a person through language and terms. */
export async function onboard(api: BotApiServer, chat: number): Promise<ReturnType<BotApiServer["person"]>> {
  const person = api.person(chat, "en");
  const sees = (text: string) => until(() => api.transcript(chat).includes(text));
  person.text("/start");
  await sees("choose your language");
  person.press("English");
  await sees("Do you agree?");
  person.press("Agree");
  await sees("Hang the film");
  return person;
}
