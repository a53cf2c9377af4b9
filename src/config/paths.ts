import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function findRoot(from: string): string {
  if (existsSync(join(from, "package.json"))) return from;
  const above = dirname(from);
  if (above === from) throw new Error("no package.json above the program's own files");
  return findRoot(above);
}

/** The folder that holds package.json, models/ and locales/, whether the program runs from src/ or from dist/. */
export const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The model that comes with Roentgram: a starter, for trying the service out. */
export const STARTER_MODEL_DIR = join(PACKAGE_ROOT, "models", "densenet121-nih-starter");

/** One Fluent file per language. */
export const LOCALES_DIR = join(PACKAGE_ROOT, "locales");

/** What the web page brings along: its style sheet and its script. */
export const WEB_ASSETS_DIR = join(PACKAGE_ROOT, "assets", "web");
