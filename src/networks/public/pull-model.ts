import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { UserError } from "../../core/user-error.ts";
import { type Imported, importCheckpoint } from "../import-checkpoint.ts";
import { requireFree } from "../model-folder.ts";
import { NORMALISATIONS } from "../normalisation.ts";
import { type Fingerprint, fingerprint } from "./content-hash.ts";
import { type DownloadOptions, download, verify } from "./download.ts";
import { withLock } from "./folder-lock.ts";
import type { KnownModel } from "./known-model.ts";
import { makeFolderFor } from "./made-folder.ts";

export type PullOptions = {
  readonly model: KnownModel;
  /** The model folder to make; while it comes, the checkpoint stands beside it as `<out>.checkpoint`. */
  readonly out: string;
  readonly half: boolean;
  /** Another address of the same file, or the path of a copy that was downloaded before. */
  readonly from?: string | undefined;
  readonly onProgress: DownloadOptions["onProgress"];
};

export type Pulled = Imported & { readonly fingerprint: Fingerprint };

async function readCopy(path: string, { hash }: KnownModel): Promise<Fingerprint> {
  const found = await fingerprint(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`${path}: cannot be read (${cause.code})`, { exitCode: 2, cause });
  });
  if (hash) verify(found, hash, path);
  return found;
}

/** A checkpoint that came whole before, when its import failed. */
async function findEarlier(path: string, model: KnownModel): Promise<Fingerprint | undefined> {
  return model.hash ? readCopy(path, model).catch(() => undefined) : undefined;
}

function importAs(options: PullOptions, checkpoint: string): Promise<Imported> {
  const { model, out, half, from } = options;
  return importCheckpoint({
    checkpoint,
    out,
    half,
    // Names of manifests hold no underscores.
    name: model.name.replaceAll("_", "-"),
    size: model.input.size,
    normalisation: NORMALISATIONS[model.input.normalisation],
    labels: model.labels,
    operatingPoints: model.operatingPoints,
    activation: "sigmoid",
    licence: model.licence ?? "none stated by its source; accepted by the person who pulled it",
    source: from ? `${model.address}, from ${from}` : model.address,
    version: model.version,
    training: model.training,
    notes: {
      page: model.page,
      unconfirmed: model.unconfirmed,
      ...(model.aucs ? { published: model.aucs } : {}),
    },
  });
}

async function pullTo(checkpoint: string, options: PullOptions): Promise<Pulled> {
  const { model, out, from = model.address, onProgress } = options;
  // Another pull may have ended since.
  await requireFree(out);
  const found =
    (await findEarlier(checkpoint, model)) ??
    (await download({ address: from, to: checkpoint, hash: model.hash, onProgress }));
  const imported = await importAs(options, checkpoint).catch(async (error) => {
    if (!model.hash) await rm(checkpoint, { force: true });
    if (!(error instanceof UserError) || !model.hash) throw error;
    throw new UserError(
      `${error.message} The checkpoint is whole and stays in ${checkpoint} for the next call.`,
      { exitCode: error.exitCode, cause: error },
    );
  });
  await rm(checkpoint, { force: true });
  return { ...imported, fingerprint: found };
}

/**
 * Brings a known public model in: downloads its checkpoint or takes a copy, compares it with the hash that is known of
 * it, and imports it. After a failure no model folder stays, and of the checkpoint only what the error names.
 *
 * @throws {UserError} for what a person can mend
 */
export async function pullModel(options: PullOptions): Promise<Pulled> {
  const { model, out, from = model.address } = options;
  await requireFree(out);
  if (!/^https?:\/\//i.test(from)) {
    const found = await readCopy(from, model);
    return { ...(await importAs(options, from)), fingerprint: found };
  }
  const checkpoint = `${out.replace(/\/+$/, "")}.checkpoint`;
  const folder = await makeFolderFor(dirname(checkpoint));
  try {
    return await withLock(`${checkpoint}.lock`, `${out}: a pull into this folder`, () =>
      pullTo(checkpoint, options),
    );
  } catch (error) {
    await folder.undo();
    throw error;
  }
}
