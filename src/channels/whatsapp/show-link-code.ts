import qrcode from "qrcode";
import type { LinkCode } from "../../queue/link-code.ts";
import type { Logger } from "../../runtime/logger.ts";
import { toError } from "./failures.ts";

/**
 * Shows a link code in the terminal, and keeps it for an admin's page.
 *
 * @param print writes to the terminal
 */
export function createLinkCodeDisplay({
  store,
  print,
  log,
}: {
  store: LinkCode;
  print: (text: string) => void;
  log: Logger;
}): { show(code: string): void; clear(): void } {
  const report = (error: unknown) => log.warn({ err: toError(error) }, "link code not shown");
  async function show(code: string): Promise<void> {
    const drawn = await qrcode.toString(code, { type: "terminal", small: true });
    print(`${drawn}\nWhatsApp on the phone: Settings, Linked devices, Link a device. Scan the code above.\n`);
    await store.show(code);
  }
  return {
    show: (code) => void show(code).catch(report),
    clear: () => void store.clear().catch(report),
  };
}
