import { appendFileSync, statSync, truncateSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { UserError } from "../../core/user-error.ts";

/** A step as the log has it. */
export type StepEvent = {
  readonly event: "step";
  readonly phase: number;
  /** From 1. */
  readonly epoch: number;
  /** In its phase, from 1. */
  readonly step: number;
  readonly loss: number;
  readonly rate: number;
  readonly beta1: number;
};

/** A run's log: one JSON document a line. */
export type RunLog = {
  write(event: Readonly<Record<string, unknown>>): void;
  /** Bytes so far. */
  bytes(): number;
  steps(): Promise<StepEvent[]>;
};

/**
 * @param bytes what of an older log is kept: what came after the saved state is written again
 * @throws {UserError} from `write`, when there is no room
 */
export function openRunLog(path: string, bytes: number): RunLog {
  appendFileSync(path, "");
  let length = Math.min(bytes, statSync(path).size);
  truncateSync(path, length);
  return {
    write(event) {
      const line = `${JSON.stringify(event)}\n`;
      try {
        appendFileSync(path, line);
      } catch (cause) {
        throw new UserError(
          `${path}: cannot be written (${(cause as NodeJS.ErrnoException).code}). The last saved state is whole: make room, then go on with --resume.`,
          { cause },
        );
      }
      length += Buffer.byteLength(line);
    },
    bytes: () => length,
    async steps() {
      const lines = (await readFile(path, "utf8"))
        .split("\n")
        .filter((line) => line.startsWith('{"event":"step"'));
      return lines.map((line) => JSON.parse(line) as StepEvent);
    },
  };
}
