import { parseArgs } from "node:util";
import { Person } from "../channels/person.ts";
import { caseCodeOf } from "../core/case-code.ts";
import { UserError } from "../core/user-error.ts";
import { createFeedbackStore } from "../queue/feedback-store.ts";
import { createPeople, type RegisteredPerson } from "../queue/people.ts";
import { createPersonStore } from "../queue/person-store.ts";
import type { Redis } from "../queue/redis.ts";
import type { Vault } from "../queue/vault.ts";
import type { Command } from "./command.ts";
import { invite } from "./invite.ts";
import { withStores } from "./stores.ts";

const HELP = `
Usage: roentgram people list [--json]
       roentgram people block PSEUDONYM|CASE [--json]
       roentgram people unblock PSEUDONYM|CASE [--json]
       roentgram people invite [--count N] [--uses N] [--days N] [--bot NAME] [--json]

  list     who writes: pseudonym, channel, first and last day, photos, language, whether invited or shut out
  block    shuts somebody out: they are told so at most once a day, and nothing of theirs is read. Photos accepted
           before are still answered
  unblock  lets them in again
  invite   makes invitation codes, as 'roentgram invite' does

  PSEUDONYM  16 digits, as 'people list' and the logs show it
  CASE       the code of a photo of theirs, such as K7Q-2MXA, for a year after it was sent

  --json     one JSON document on stdout and nothing else

People are known here by pseudonyms alone. Uses the Redis of REDIS_URL, or that of DATA_DIR, whether a service is
running on it or not.
`;

type Listed = RegisteredPerson & { readonly language: string | null };
type Output = { json: unknown; lines: string[] };

async function list(redis: Redis, vault: Vault): Promise<Output> {
  const persons = createPersonStore({ redis, vault, schema: Person });
  const people: Listed[] = [];
  for (const one of await createPeople({ redis, vault }).list()) {
    const state = await persons.loadByPseudonym(one.channel, one.pseudonym);
    people.push({ ...one, language: state?.language ?? null });
  }
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, place) => cell.padEnd([18, 10, 12, 12, 8, 10, 8][place] ?? 0))
      .join("")
      .trimEnd();
  return {
    json: people,
    lines:
      people.length === 0
        ? ["nobody has written yet"]
        : [
            row(["pseudonym", "channel", "first seen", "last seen", "photos", "language", "state"]),
            ...people.map(({ pseudonym, channel, firstSeen, lastSeen, studies, language, blocked, member }) =>
              row([
                pseudonym,
                channel,
                firstSeen || "-",
                lastSeen || "-",
                String(studies),
                language ?? "-",
                blocked ? "blocked" : member ? "member" : "-",
              ]),
            ),
          ],
  };
}

/** Finds whom an admin means, by pseudonym or by the code of one of their results. */
async function find(named: string, redis: Redis, vault: Vault): Promise<RegisteredPerson> {
  const everybody = await createPeople({ redis, vault }).list();
  const wanted = named.toLowerCase();
  const byName = everybody.find(({ pseudonym }) => pseudonym === wanted);
  if (byName) return byName;
  const plain = (code: string) => code.toUpperCase().replaceAll("-", "");
  if (/^[0-9A-Z]{3}-?[0-9A-Z]{4}$/i.test(named)) {
    const feedback = createFeedbackStore({ redis, vault });
    for (const person of everybody) {
      const studies = await feedback.studiesOf(person.channel, person.pseudonym);
      if (studies.some((study) => plain(caseCodeOf(study)) === plain(named))) return person;
    }
    throw new UserError(
      `people: no photo with the case code '${named}' is known. Codes are known for a year, until their sender asks to be forgotten; 'roentgram people list' shows pseudonyms`,
    );
  }
  throw new UserError(
    `people: nobody with the pseudonym '${named}' is known; 'roentgram people list' shows who is. A case code looks like K7Q-2MXA`,
  );
}

async function setBlocked(named: string, blocked: boolean, redis: Redis, vault: Vault): Promise<Output> {
  const { channel, pseudonym } = await find(named, redis, vault);
  const changed = await createPeople({ redis, vault }).setBlocked(channel, pseudonym, blocked);
  const state = blocked ? "blocked" : "not blocked";
  return {
    json: { channel, pseudonym, blocked, changed },
    lines: [`${channel} ${pseudonym}: ${changed ? `now ${state}` : `was ${state} already`}`],
  };
}

const ACTIONS = ["list", "block", "unblock", "invite"];

async function run(args: string[]): Promise<number> {
  if (args[0] === "invite") return invite.run(args.slice(1));
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const [action = "", ...rest] = positionals;
  if (!ACTIONS.includes(action) || (action === "list" && rest.length > 0)) {
    throw new UserError(
      `people: say one of ${ACTIONS.join(", ")}${action === "" ? "" : `, not '${positionals.join(" ")}'`}`,
      { exitCode: 2 },
    );
  }
  const [named] = rest;
  if (action !== "list" && (named === undefined || rest.length > 1)) {
    throw new UserError(`people ${action}: name one person, by pseudonym or by a case code`, { exitCode: 2 });
  }
  const { json, lines } = await withStores("people", ({ redis, vault }) =>
    named === undefined ? list(redis, vault) : setBlocked(named, action === "block", redis, vault),
  );
  process.stdout.write(values.json ? `${JSON.stringify(json, null, 1)}\n` : `${lines.join("\n")}\n`);
  return 0;
}

export const people: Command = {
  name: "people",
  summary: "who writes, and whom to shut out or invite",
  help: HELP,
  run,
};
