#!/usr/bin/env node
// The `roentgram` command from a checkout: reads .env where there is one, sets up what is missing, then hands over to
// the built command line. A variable that is set already wins over .env.
import { setUp } from "./setup.mjs";

try {
  process.loadEnvFile();
} catch (error) {
  if (error.code !== "ENOENT") {
    process.stderr.write(`.env cannot be read (${error.code ?? error.message}). Mend it or remove it.\n`);
    process.exit(2);
  }
}
// Reading without a queue, looking after models and asking what is missing all work without Redis; a demo brings its own,
// the rest take the one that REDIS_URL names.
const command = process.argv[2];
const onQueue = ["start", "channel", "worker", "queue", "invite"].includes(command);
setUp("run", {
  requirePrograms: command === "demo" || onQueue,
  ownRedis: command === "demo" || (onQueue && !process.env.REDIS_URL),
});
await import("../dist/src/cli/main.js");
