import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { WEB_ASSETS_DIR } from "../../config/paths.ts";

/** The page's own style and script, with the hashes that the content security policy allows and nothing else. */
export type Assets = {
  readonly style: string;
  readonly script: string;
  readonly styleHash: string;
  readonly scriptHash: string;
};

/** Whole-line comments, indentation and line ends cost bytes and do nothing. */
function shrink(source: string): string {
  return source
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("//") && !/^\/\*.*\*\/$/.test(line))
    .join("\n");
}

function hashOf(content: string): string {
  return `sha256-${createHash("sha256").update(content).digest("base64")}`;
}

export async function loadAssets(dir: string = WEB_ASSETS_DIR): Promise<Assets> {
  const style = shrink(await readFile(join(dir, "page.css"), "utf8"));
  const script = shrink(await readFile(join(dir, "smaller-photo.js"), "utf8"));
  return { style, script, styleHash: hashOf(style), scriptHash: hashOf(script) };
}
