import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { UserError } from "../core/user-error.ts";
import type { Logger } from "../runtime/logger.ts";
import type { Channel } from "./jobs.ts";
import { failFast, QueueUnavailable } from "./queue-unavailable.ts";
import type { Redis } from "./redis.ts";
import type { Vault } from "./vault.ts";

/** A lease that nobody renews is over after this; a crashed process blocks its successor no longer. */
const LEASE_MS = 15_000;
const RENEW_MS = 4_000;
const PATIENCE_MS = 2_000;

const Holder = z.object({
  token: z.string(),
  host: z.string(),
  pid: z.number(),
  /** Names the space that the pid counts in; empty where that cannot be told. */
  space: z.string(),
  /** Milliseconds since 1970. */
  since: z.number(),
  /** The account, under a pseudonym. */
  account: z.string(),
});
type Holder = z.infer<typeof Holder>;

/** A channel that this process alone serves on its Redis. */
export type ChannelLease = {
  /** Rejects with a UserError when another process has it; stays pending while all is well. */
  readonly lost: Promise<never>;
  release(): Promise<void>;
};

/** Extends the lease (or takes it anew when it has run out), unless it is another's: then says whose. */
const RENEW = `
  local held = redis.call('get', KEYS[1])
  if held and held ~= ARGV[1] then return held end
  redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
  return false`;
/** Takes the lease over from a holder that is known to be dead, unless it has changed hands. */
const TAKE_OVER = `
  if redis.call('get', KEYS[1]) ~= ARGV[3] then return 0 end
  redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
  return 1`;
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end`;

/** This boot of this machine and, in a container, its own count of processes. */
function pidSpace(): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return "";
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** What is known of a holder from here: `unknown` for one on another host, or that died in an earlier container. */
function stateOf(holder: Holder, here: Holder): "alive" | "dead" | "same-host" | "elsewhere" {
  if (holder.space !== "" && holder.space === here.space) {
    return holder.pid !== here.pid && isAlive(holder.pid) ? "alive" : "dead";
  }
  return holder.host === here.host ? "same-host" : "elsewhere";
}

function refusal(channel: Channel, holder: Holder, here: Holder): UserError {
  const since = new Date(holder.since).toISOString().replace(/\.\d+Z$/, "Z");
  const whose = holder.account === here.account ? "the same account" : "another account";
  return new UserError(
    `channel ${channel}: process ${holder.pid} on host ${holder.host} has served it since ${since}, with ${whose}, on this Redis. Two would take each other's messages and answers: stop that one, or give this one a Redis of its own (REDIS_URL). A process that crashed is forgotten after ${LEASE_MS / 1000} s.`,
  );
}

/**
 * Makes sure that this process alone serves a channel on its Redis: its queues are shared, so a second one, of whatever
 * account, would take answers that are not its own.
 *
 * A holder known to be dead (its pid is gone from this very machine) is followed at once. After one of the same host
 * name that cannot be looked at, such as a container that was killed and started again, this waits until its lease runs
 * out. Everybody else's is respected.
 *
 * @param account the messenger's account; told to nobody
 * @param signal ends the waiting
 * @throws {UserError} naming the other process's host and since when
 */
export async function takeChannelLease({
  channel,
  account,
  redis,
  vault,
  log,
  signal,
  leaseMilliseconds = LEASE_MS,
  renewMilliseconds = RENEW_MS,
  host = hostname(),
  space = pidSpace(),
}: {
  channel: Channel;
  account: string;
  redis: Redis;
  vault: Vault;
  log: Logger;
  signal: AbortSignal;
  leaseMilliseconds?: number;
  renewMilliseconds?: number;
  host?: string;
  space?: string;
}): Promise<ChannelLease> {
  const key = `channel-lease:${channel}`;
  const here: Holder = {
    token: randomUUID(),
    host,
    pid: process.pid,
    space,
    since: Date.now(),
    account: vault.pseudonym(channel, `account ${account}`),
  };
  const mine = JSON.stringify(here);
  // Until it is ours there is nothing else to do than to wait for Redis.
  let patience = Number.POSITIVE_INFINITY;
  const run = (script: string, ...more: string[]) =>
    failFast(patience, () => redis.eval(script, 1, key, mine, String(leaseMilliseconds), ...more));

  /** @returns the other's lease, or undefined when it is ours */
  async function renew(): Promise<string | undefined> {
    return ((await run(RENEW)) as string | null) ?? undefined;
  }

  let told = false;
  for (let waited = 0; ; ) {
    const other = await renew();
    if (other === undefined) break;
    const holder = Holder.parse(JSON.parse(other));
    const state = stateOf(holder, here);
    if (state === "dead" && (await run(TAKE_OVER, other)) === 1) {
      log.info({ channel, pid: holder.pid }, "channel taken over from a process that died");
      break;
    }
    if (state === "alive" || state === "elsewhere") throw refusal(channel, holder, here);
    // One that renews is alive after all.
    if (waited > leaseMilliseconds + renewMilliseconds) throw refusal(channel, holder, here);
    if (!told) {
      log.warn(
        { channel, host: holder.host, milliseconds: leaseMilliseconds },
        "an earlier process on this host still holds the channel; waiting until its lease runs out",
      );
      told = true;
    }
    const pause = Math.min(500, renewMilliseconds);
    await sleep(pause, undefined, { signal });
    waited += pause;
  }

  patience = PATIENCE_MS;
  let lose: (error: UserError) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  lost.catch(() => {}); // whoever awaits it hears of it
  async function keep(): Promise<void> {
    try {
      const other = await renew();
      if (other === undefined) return;
      clearInterval(timer);
      lose(refusal(channel, Holder.parse(JSON.parse(other)), here));
    } catch (error) {
      // With Redis away nobody else can take it either.
      if (!(error instanceof QueueUnavailable)) throw error;
      log.debug({ channel }, "channel lease not renewed yet");
    }
  }
  const timer = setInterval(() => {
    keep().catch((err: unknown) => log.error({ err, channel }, "channel lease not renewed"));
  }, renewMilliseconds);
  return {
    lost,
    async release() {
      clearInterval(timer);
      await failFast(PATIENCE_MS, () => redis.eval(RELEASE, 1, key, mine)).catch((error: unknown) => {
        if (!(error instanceof QueueUnavailable)) throw error;
        log.warn({ channel }, "channel lease not given back: it runs out by itself");
      });
    },
  };
}
