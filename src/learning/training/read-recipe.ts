import { readFile } from "node:fs/promises";
import { z } from "zod";
import { nearestName } from "../../core/nearest-name.ts";
import { UserError } from "../../core/user-error.ts";
import { forChannels, NORMALISATIONS } from "../../networks/normalisation.ts";
import { Recipe } from "./recipe.ts";

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

const alternatives = (schema: Schema): Schema[] =>
  [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((each) =>
    each === schema ? [each] : alternatives(each),
  );

/** Keys that a recipe may have at a place. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let here = [z.toJSONSchema(Recipe, { io: "input" }) as Schema];
  for (const step of path) {
    here = here.flatMap(alternatives).flatMap((schema) => {
      const next = typeof step === "number" ? schema.items : schema.properties?.[String(step)];
      return next ? [next] : [];
    });
  }
  return [...new Set(here.flatMap(alternatives).flatMap(({ properties }) => Object.keys(properties ?? {})))];
}

function explain({ path, message, ...issue }: z.core.$ZodIssue): string {
  const place = path.map(String).join(".");
  if (issue.code !== "unrecognized_keys") return `${place || "recipe"}: ${message}`;
  const known = keysAt(path);
  return issue.keys
    .map((key) => {
      const meant = nearestName(key, known);
      const help = meant === undefined ? `known are ${known.join(", ")}` : `did you mean '${meant}'?`;
      return `unknown key '${key}'${place === "" ? "" : ` in ${place}`}; ${help}`;
    })
    .join("; ");
}

/**
 * Checks a recipe and fills in what it leaves open.
 *
 * @param from what it is called in errors
 * @throws {UserError} naming every wrong key and value
 */
export function parseRecipe(text: string, from: string): Recipe {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`${from}: not JSON (${(cause as Error).message})`, { exitCode: 2, cause });
  }
  const parsed = Recipe.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(explain);
    throw new UserError(`${from}: ${problems.join("; ")}`, { exitCode: 2, cause: parsed.error });
  }
  const { task, loss } = parsed.data;
  const fits = task.kind === "multi-label" ? "binary-cross-entropy" : "cross-entropy";
  if (loss.kind !== fits) {
    throw new UserError(
      `${from}: loss.kind: a ${task.kind} task learns by '${fits}' (eq. ${fits === "cross-entropy" ? 2 : 3} of the paper), not '${loss.kind}'`,
      {
        exitCode: 2,
      },
    );
  }
  const { channels, normalisation } = parsed.data.input;
  const fixed = normalisation === "imagenet" ? NORMALISATIONS.imagenet : normalisation;
  if (typeof fixed !== "string" && !forChannels(fixed, channels)) {
    throw new UserError(
      `${from}: input.normalisation: mean and std need one value, or one for each of ${channels} channels${normalisation === "imagenet" ? "; ImageNet's has three" : ""}`,
      { exitCode: 2 },
    );
  }
  return parsed.data;
}

/** @throws {UserError} when it cannot be read or is wrong */
export async function readRecipe(path: string): Promise<{ recipe: Recipe; text: string }> {
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(
      `${path}: cannot open the recipe (${cause.code}). Check the path; models/recipes has some.`,
      {
        exitCode: 2,
        cause,
      },
    );
  });
  return { recipe: parseRecipe(text, path), text };
}
