import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isLabel, type Label } from "../../core/label.ts";
import { writeWhole } from "../../networks/manifest-file.ts";
import { makeFolder } from "../../runtime/make-folder.ts";
import { type Condition, nameOf } from "./conditions.ts";
import type { ConditionResult } from "./measure-condition.ts";

/** What a kept result must have been measured with to be taken again. */
export type Provenance = {
  /** Of `model.onnx` and of everything else in the manifest. */
  readonly model: string;
  readonly seed: number;
  /** Of the films' contents and names, in order. */
  readonly films: string;
  readonly version: string;
};

const label = z.custom<Label>((value) => typeof value === "string" && isLabel(value));
const Input = z.object({
  probabilities: z.array(z.array(z.number())),
  top: z.array(label),
  refusals: z.array(z.string().nullable()),
  overlaps: z.array(z.number().nullable()),
});
const Kept = z.object({
  of: z.object({ model: z.string(), seed: z.number(), films: z.string(), version: z.string() }),
  raw: Input,
  straight: Input,
  untouched: z.number(),
  seconds: z.number(),
});

const isSame = (one: Provenance, other: Provenance) =>
  one.model === other.model &&
  one.seed === other.seed &&
  one.films === other.films &&
  one.version === other.version;

export type ConditionFiles = {
  /** What an earlier run measured; undefined when nothing, something else, or a damaged file is there. */
  read(condition: Condition): Promise<ConditionResult | undefined>;
  write(result: ConditionResult): Promise<void>;
};

/** Keeps each condition's result below a folder as soon as it is there, so that a long run can be taken up again. */
export function createConditionFiles(folder: string, of: Provenance): ConditionFiles {
  const pathOf = (condition: Condition) => join(folder, `${nameOf(condition)}.json`);
  return {
    async read(condition) {
      const text = await readFile(pathOf(condition), "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      if (text === undefined) return undefined;
      const kept = Kept.safeParse(parsed(text));
      if (!kept.success || !isSame(kept.data.of, of)) return undefined;
      const { raw, straight, untouched, seconds } = kept.data;
      return { ...condition, raw, straight, untouched, seconds };
    },
    async write({ raw, straight, untouched, seconds, ...condition }) {
      await makeFolder(folder);
      await writeWhole(pathOf(condition), `${JSON.stringify({ of, raw, straight, untouched, seconds })}\n`);
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Damaged: measured again.
    return undefined;
  }
}
