import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Finding } from "../../src/core/finding.ts";

/** What `analyze --json` says of one file. */
export type Expected = {
  readonly file: string;
  readonly outcome: "findings" | "refused";
  readonly refusal?: string;
  readonly findings?: readonly Finding[];
  readonly text: string;
};

/** Runs the real command over files, as a person would. */
export async function analyzeFiles(files: readonly string[], language: string): Promise<Expected[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["dist/src/cli/main.js", "analyze", "--json", "--language", language, ...files],
    { maxBuffer: 64 << 20, env: { PATH: process.env["PATH"], HOME: process.env["HOME"] } },
  );
  return JSON.parse(stdout) as Expected[];
}

const CASE_CODE = /[2-9A-Z]{3}-[2-9A-Z]{4}/g;

/** A reply without its case code: the only part that differs from what `analyze` prints. */
export function withoutCaseCode(text: string): string {
  return text.replaceAll(CASE_CODE, "CODE");
}
