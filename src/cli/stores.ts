import { type AdminConfig, readAdminConfig } from "../config/admin-config.ts";
import { openBacking } from "../queue/backing.ts";
import { closeRedis, openProducerRedis, type Redis, requireRedis } from "../queue/redis.ts";
import type { Vault } from "../queue/vault.ts";
import { createLifecycle } from "../runtime/lifecycle.ts";
import { createLogger } from "../runtime/logger.ts";

/** What a command about people works on. */
type Stores = { readonly redis: Redis; readonly vault: Vault; readonly config: AdminConfig };

/**
 * Opens the Redis of `REDIS_URL` or of `DATA_DIR`, whether a service is running on it or not, for one piece of work.
 *
 * @throws {UserError} when it does not answer or the key is another one
 */
export async function withStores<T>(name: string, work: (stores: Stores) => Promise<T>): Promise<T> {
  const config = readAdminConfig(process.env);
  const log = createLogger({ level: "silent", name });
  const lifecycle = createLifecycle({ log, deadlineMilliseconds: 15_000 });
  try {
    const backing = lifecycle.own(
      "backing",
      await openBacking(config, { log, patienceMilliseconds: 3_000 }),
      (it) => it.stop(),
    );
    const redis = lifecycle.own("redis", openProducerRedis(backing.url, { log, name }), closeRedis);
    await requireRedis(redis, 5_000);
    return await work({ redis, vault: backing.vault, config });
  } finally {
    await lifecycle.close();
  }
}
