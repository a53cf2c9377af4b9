import { parseArgs } from "node:util";
import { isAgreedPerson } from "../channels/person.ts";
import { type AdminConfig, readAdminConfig } from "../config/admin-config.ts";
import { caseCodeOf } from "../core/case-code.ts";
import { UserError } from "../core/user-error.ts";
import { openBacking } from "../queue/backing.ts";
import { createHouseWatch, type HouseState } from "../queue/house-state.ts";
import { createQueueAdmin, type QueueAdmin } from "../queue/queue-admin.ts";
import { createQueues } from "../queue/queues.ts";
import { closeRedis, openProducerRedis, requireRedis } from "../queue/redis.ts";
import { createLifecycle } from "../runtime/lifecycle.ts";
import { createLogger } from "../runtime/logger.ts";
import type { Command } from "./command.ts";
import { renderHouse } from "./house-lines.ts";

const HELP = `
Usage: roentgram queue status [--house] [--json]
       roentgram queue failed [--json]
       roentgram queue retry [STUDY] [--json]
       roentgram queue drain --yes [--json]

  status   what waits, is being worked on, rests before its next attempt, or has failed; age of the oldest. Beside it how the
           house stands: what is wrong, channels, workers, photos answered and refused, Redis' memory, disks
  failed   jobs that failed or rest before their next attempt, with the reason
  retry    runs them again now: all of them, or one study
  drain    removes everything that waits or has failed. Their senders get no answer, so it asks for --yes

  --json   one JSON document on stdout and nothing else; of status the queues
  --house  with status --json: an object instead, with the queues, channels, workers, tallies, people, memory and disks

Uses the Redis of REDIS_URL, or that of DATA_DIR, whether a service is running on it or not.
`;

type Output = { json: unknown; lines: string[] };

function codeOf(study: string): string {
  return /-[0-9a-f]{24}$/.test(study) ? caseCodeOf(study) : "-";
}

function status(house: HouseState, config: AdminConfig, whole: boolean): Output {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, place) => (place === 0 ? String(cell).padEnd(20) : String(cell).padStart(9))).join("");
  const limits = { queueMinutes: config.ALERT_QUEUE_MINUTES, diskGigabytes: config.ALERT_DISK_GB };
  return {
    json: whole ? house : house.queues,
    lines: [
      row(["queue", "waiting", "active", "resting", "failed", "oldest"]),
      ...house.queues.map(({ queue, counts, oldestSeconds }) =>
        row([
          queue,
          counts["waiting"] ?? 0,
          counts["active"] ?? 0,
          counts["delayed"] ?? 0,
          counts["failed"] ?? 0,
          `${Math.round(oldestSeconds)} s`,
        ]),
      ),
      "",
      ...renderHouse(house, limits),
    ],
  };
}

async function failed(admin: QueueAdmin): Promise<Output> {
  const jobs = (await admin.troubled()).map((job) => ({ ...job, caseCode: codeOf(job.study) }));
  return {
    json: jobs,
    lines:
      jobs.length === 0
        ? ["nothing has failed"]
        : jobs.map(
            ({ queue, study, caseCode, state, attempts, since, reason }) =>
              `${queue}  ${study}  ${caseCode}  ${state === "failed" ? "failed" : `attempt ${attempts}, tried again`}  since ${since}  ${reason}`,
          ),
  };
}

async function act(
  action: string,
  rest: readonly string[],
  yes: boolean,
  admin: QueueAdmin,
): Promise<Output> {
  switch (action) {
    case "failed":
      return failed(admin);
    case "retry": {
      const retried = await admin.retry(rest[0]);
      if (rest[0] !== undefined && retried === 0) {
        throw new UserError(
          `queue retry: no failed or resting job '${rest[0]}'; 'roentgram queue failed' lists them`,
        );
      }
      return { json: { retried }, lines: [`${retried} to run again`] };
    }
    default: {
      if (!yes) {
        throw new UserError("queue drain: removes photos' studies unanswered; say --yes if that is meant", {
          exitCode: 2,
        });
      }
      const removed = await admin.drain();
      return { json: { removed }, lines: [`${removed} removed`] };
    }
  }
}

const ACTIONS = ["status", "failed", "retry", "drain"];

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      house: { type: "boolean", default: false },
      yes: { type: "boolean", default: false },
    },
  });
  const [action = "", ...rest] = positionals;
  if (!ACTIONS.includes(action) || rest.length > (action === "retry" ? 1 : 0)) {
    throw new UserError(
      `queue: say one of ${ACTIONS.join(", ")}${action === "" ? "" : `, not '${positionals.join(" ")}'`}`,
      {
        exitCode: 2,
      },
    );
  }
  const config = readAdminConfig(process.env);
  const log = createLogger({ level: "silent", name: "queue" });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: 15_000 });
  try {
    const backing = lifecycle.own(
      "backing",
      await openBacking(config, { log, patienceMilliseconds: 3_000 }),
      (it) => it.stop(),
    );
    const redis = lifecycle.own("redis", openProducerRedis(backing.url, { log, name: "queue" }), closeRedis);
    await requireRedis(redis, 5_000);
    const { vault } = backing;
    const house = createHouseWatch({ redis, vault, hasAgreed: isAgreedPerson });
    lifecycle.own("house", house, (it) => it.close());
    const queues = lifecycle.own("queues", createQueues(redis), (it) => it.close());
    const { json, lines } =
      action === "status"
        ? status(await house.read(), config, values.house)
        : await act(action, rest, values.yes, createQueueAdmin(queues));
    process.stdout.write(values.json ? `${JSON.stringify(json, null, 1)}\n` : `${lines.join("\n")}\n`);
    return 0;
  } finally {
    await lifecycle.close();
  }
}

export const queue: Command = { name: "queue", summary: "what waits, what failed and why", help: HELP, run };
