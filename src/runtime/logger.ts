import { type Level, type Logger as PinoLogger, pino } from "pino";
import { scrub } from "./scrub.ts";

export type Logger = PinoLogger;

/** From the quietest to the most talkative. */
export type LogLevel = "silent" | "fatal" | "error" | "warn" | "info" | "debug" | "trace";

/** Fields that must never be logged; they are removed wherever a log line carries them, down to the second level. */
const FORBIDDEN = [
  "token",
  "caption",
  "chat",
  "from",
  "username",
  "first_name",
  "last_name",
  "phone",
  "photoKey",
  "PHOTO_KEY",
  "TELEGRAM_BOT_TOKEN",
  "address",
  "handle",
  "file_id",
  "update",
];

/**
 * JSON lines on stderr: a fixed message per event, facts as fields, people as pseudonyms.
 *
 * @param name the process, such as `worker`
 * @param secrets texts that must not appear in any line, such as a token; bot tokens and passwords in URLs are
 *   recognised without being named
 * @param destination where lines go instead of stderr
 */
export function createLogger({
  level,
  name,
  secrets = [],
  destination,
}: {
  level: LogLevel;
  name: string;
  secrets?: readonly string[];
  destination?: { write(line: string): void };
}): Logger {
  // Written at once: a process that is killed leaves its last words.
  const sink = destination ?? pino.destination({ fd: 2, sync: true });
  return pino(
    {
      name,
      level,
      base: { name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label satisfies string as Level }) },
      redact: { paths: FORBIDDEN.flatMap((field) => [field, `*.${field}`]), censor: "[removed]" },
    },
    { write: (line: string) => sink.write(scrub(line, secrets)) },
  );
}
