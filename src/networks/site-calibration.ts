import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { LABELS } from "../core/label.ts";
import { UserError } from "../core/user-error.ts";
import type { Calibration, Manifest } from "./manifest.ts";
import { writeWhole } from "./manifest-file.ts";

const NAME = "site-calibration.json";

/** A calibration fitted to one site's own outcomes; what it does not name stays as the model came. */
const SiteCalibration = z.object({
  format: z.literal(1),
  site: z.string().min(1),
  /** Of the network whose logits it speaks of. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  fittedOn: z.string(),
  findings: z.partialRecord(
    z.enum(LABELS),
    z.object({
      scale: z.number().positive(),
      shift: z.number(),
      threshold: z.number().gt(0).lt(1),
      /** `shift`: the model's own scale, moved; `line`: scale and shift both fitted here. */
      basis: z.enum(["shift", "line"]),
      positives: z.number().int().nonnegative(),
      negatives: z.number().int().nonnegative(),
    }),
  ),
});
export type SiteCalibration = z.infer<typeof SiteCalibration>;

/**
 * The site calibration in a model folder; undefined where there is none.
 *
 * @throws {UserError} when the file is damaged
 */
export async function readSiteCalibration(dir: string): Promise<SiteCalibration | undefined> {
  const path = join(dir, NAME);
  const text = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new UserError(`${path}: cannot be read (${cause.code})`, { cause });
  });
  if (text === undefined) return undefined;
  try {
    return SiteCalibration.parse(JSON.parse(text));
  } catch (cause) {
    throw new UserError(
      `${path}: cannot be understood. Fit it anew (roentgram model calibrate ${dir} --outcomes CSV), or remove it.`,
      { cause },
    );
  }
}

/** @throws {UserError} when the folder cannot be written */
export async function writeSiteCalibration(dir: string, site: SiteCalibration): Promise<void> {
  await writeWhole(join(dir, NAME), `${JSON.stringify(SiteCalibration.parse(site), null, 2)}\n`);
}

/** What is wrong with a site calibration for a network; undefined where it fits. */
export function siteTrouble(site: SiteCalibration, { sha256 }: Manifest, dir: string): string | undefined {
  if (site.sha256 === sha256) return undefined;
  return (
    `${dir}/${NAME}: fitted for the network ${site.sha256.slice(0, 16)}, but the model's is ${sha256.slice(0, 16)}. ` +
    `Fit it anew (roentgram model calibrate ${dir} --outcomes CSV), or remove the file.`
  );
}

/**
 * A model's calibration with what a site fitted in place of what came with the model.
 *
 * @throws {UserError} when it was fitted for another network
 */
export function atSite(manifest: Manifest, site: SiteCalibration, dir: string): Manifest {
  const trouble = siteTrouble(site, manifest, dir);
  if (trouble !== undefined) throw new UserError(trouble);
  const { calibration } = manifest;
  if (!calibration) return manifest;
  const findings: Calibration["findings"] = { ...calibration.findings };
  for (const label of LABELS) {
    const [known, own] = [findings[label], site.findings[label]];
    if (!known || !own) continue;
    const { scale, shift, threshold } = own;
    findings[label] = { ...known, scale, shift, threshold };
  }
  return { ...manifest, calibration: { ...calibration, findings } };
}
