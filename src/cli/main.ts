import { UserError } from "../core/user-error.ts";
import type { Command } from "./command.ts";

/** Every command by name; each file is loaded only when its command is called, so `--help` stays quick. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  analyze: async () => (await import("./analyze.ts")).analyze,
  explain: async () => (await import("./explain.ts")).explain,
  start: async () => (await import("./start.ts")).start,
  demo: async () => (await import("./demo.ts")).demo,
  channel: async () => (await import("./channel.ts")).channel,
  worker: async () => (await import("./worker.ts")).worker,
  admin: async () => (await import("./admin.ts")).admin,
  queue: async () => (await import("./queue.ts")).queue,
  invite: async () => (await import("./invite.ts")).invite,
  people: async () => (await import("./people.ts")).people,
  "feedback export": async () => (await import("./feedback-export.ts")).feedbackExport,
  "model import": async () => (await import("./model-import.ts")).modelImport,
  "model pull": async () => (await import("./model-pull.ts")).modelPull,
  "model info": async () => (await import("./model-info.ts")).modelInfo,
  "model calibrate": async () => (await import("./model-calibrate.ts")).modelCalibrate,
  "model screen": async () => (await import("./model-screen.ts")).modelScreen,
  "model uncertainty": async () => (await import("./model-uncertainty.ts")).modelUncertainty,
  "model refresh": async () => (await import("./model-refresh.ts")).modelRefresh,
  "data prepare": async () => (await import("./data-prepare.ts")).dataPrepare,
  "data stats": async () => (await import("./data-stats.ts")).dataStats,
  train: async () => (await import("./train.ts")).train,
  evaluate: async () => (await import("./evaluate.ts")).evaluate,
  robustness: async () => (await import("./robustness.ts")).robustness,
  doctor: async () => (await import("./doctor.ts")).doctor,
};

async function helpText(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "roentgram: reads photographed chest X-rays sent over a messenger",
    "",
    "Usage: roentgram COMMAND [OPTIONS]     (roentgram COMMAND --help tells more)",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
  ].join("\n");
}

function find(args: readonly string[]): { load: () => Promise<Command>; rest: string[] } {
  const [first = "", second = ""] = args;
  const command = (name: string) => (Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined);
  const pair = command(`${first} ${second}`);
  if (pair) return { load: pair, rest: args.slice(2) };
  const single = command(first);
  if (single) return { load: single, rest: args.slice(1) };
  const known = Object.keys(COMMANDS);
  const below = known.filter((name) => name.startsWith(`${first} `));
  throw new UserError(
    below.length > 0
      ? `roentgram ${first}: say which: ${below.join(", ")}`
      : `roentgram: unknown command '${first}'. Commands: ${known.join(", ")}`,
    { exitCode: 2 },
  );
}

async function main(args: string[]): Promise<number> {
  if (args.length === 0 || args[0] === "--help" || args[0] === "-h" || args[0] === "help") {
    process.stdout.write(await helpText());
    return args.length === 0 ? 2 : 0;
  }
  const { load, rest } = find(args);
  const command = await load();
  if (rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${command.help.trimEnd()}\n`);
    return 0;
  }
  return command.run(rest);
}

/** A wrong option of `node:util` parseArgs reads like any other usage error. */
function toUserError(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (error instanceof Error && code.startsWith("ERR_PARSE_ARGS")) {
    // One line, without the runtime's advice on arguments that begin with a dash.
    const reason = error.message.replace(/ To specify a positional argument .*$/, "").replaceAll("\n", " ");
    return new UserError(`roentgram: ${reason.replace(/\.?$/, ".")} --help lists the options.`, {
      exitCode: 2,
    });
  }
  return undefined;
}

// A reader that goes away early (`roentgram ... | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = toUserError(error);
  if (!known) {
    process.stderr.write(
      `roentgram: unexpected error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
  } else {
    process.stderr.write(`${known.message}\n`);
  }
  process.exitCode = known?.exitCode ?? 1;
}
