import type { ChainableCommander } from "ioredis";

/**
 * Runs a transaction; a command of it that failed is an error, which `exec` alone would hand back unnoticed.
 *
 * @throws the first command's error
 */
export async function execAll(transaction: ChainableCommander): Promise<void> {
  for (const [error] of (await transaction.exec()) ?? []) if (error) throw error;
}
