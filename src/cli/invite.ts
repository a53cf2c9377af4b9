import { parseArgs } from "node:util";
import { readAdminConfig } from "../config/admin-config.ts";
import { UserError } from "../core/user-error.ts";
import { openBacking } from "../queue/backing.ts";
import { createInvites } from "../queue/invites.ts";
import { closeRedis, openProducerRedis, requireRedis } from "../queue/redis.ts";
import { createLogger } from "../runtime/logger.ts";
import type { Command } from "./command.ts";

const HELP = `
Usage: roentgram invite [--count N] [--uses N] [--days N] [--bot NAME] [--json]

Makes invitation codes for a service that runs with ACCESS=invite. A person sends the code to the bot, or opens the
link that --bot prints. A code is kept nowhere in clear: note it down.

  --count N   how many codes (default 1)
  --uses N    how many people may use each (default 1)
  --days N    for how many days it can be used (default 14)
  --bot NAME  the bot's user name, to print links that carry the code
  --json      one JSON document on stdout
`;

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most) {
    throw new UserError(`invite: --${name} must be a whole number from 1 to ${most}, got '${text}'`, {
      exitCode: 2,
    });
  }
  return value;
}

async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: "string", default: "1" },
      uses: { type: "string", default: "1" },
      days: { type: "string", default: "14" },
      bot: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const count = whole("count", values.count, 1_000);
  const uses = whole("uses", values.uses, 10_000);
  const days = whole("days", values.days, 3_650);
  const bot = values.bot?.replace(/^@/, "");
  if (bot !== undefined && !/^[A-Za-z]\w{3,31}$/.test(bot)) {
    throw new UserError(`invite: --bot '${bot}' is not the user name of a bot`, { exitCode: 2 });
  }
  const config = readAdminConfig(process.env);
  const log = createLogger({
    level: config.LOG_LEVEL === "info" ? "warn" : config.LOG_LEVEL,
    name: "invite",
  });
  const backing = await openBacking(config, { log });
  const redis = openProducerRedis(backing.url, { log, name: "invite" });
  try {
    await requireRedis(redis, 5_000);
    const invites = createInvites({ redis, vault: backing.vault });
    const codes: string[] = [];
    for (let made = 0; made < count; made += 1) codes.push(await invites.create({ uses, days }));
    const links = codes.map((code) => (bot === undefined ? undefined : `https://t.me/${bot}?start=${code}`));
    if (values.json) {
      const documents = codes.map((code, place) => ({ code, uses, days, link: links[place] }));
      process.stdout.write(`${JSON.stringify(documents, null, 1)}\n`);
    } else {
      for (const [place, code] of codes.entries()) {
        process.stdout.write(links[place] === undefined ? `${code}\n` : `${code}  ${links[place]}\n`);
      }
    }
    return 0;
  } finally {
    await closeRedis(redis);
    await backing.stop();
  }
}

export const invite: Command = { name: "invite", summary: "make invitation codes", help: HELP, run };
