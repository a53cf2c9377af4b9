import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelIdentity } from "../core/reading.ts";
import { UserError } from "../core/user-error.ts";
import type { Provider } from "../onnx/provider.ts";
import { openSession, type Session, type Tensor } from "../onnx/session.ts";
import { chooseForModel } from "./choose-for-model.ts";
import { type Computing, demandedInVain } from "./choose-provider.ts";
import type { Manifest } from "./manifest.ts";
import { readManifest } from "./manifest-file.ts";
import { modelGaps } from "./model-gaps.ts";
import { shorten } from "./probe-accelerator.ts";
import { atSite, readSiteCalibration } from "./site-calibration.ts";

/** Everything the network says of a batch of n films, in the films' order; arrays in C order. */
export type NetworkOutput = {
  /** `[n, k]`, in the order of the manifest's labels. */
  readonly logits: Float32Array;
  /** `[n, k]`, before calibration. */
  readonly probabilities: Float32Array;
  /** `[n, d]`, pooled. */
  readonly features: Float32Array;
  /** `[n, k, h, w]`, Grad-CAM, at least 0. */
  readonly maps: Float32Array;
  readonly k: number;
  readonly d: number;
  readonly h: number;
  readonly w: number;
};

/** A model folder, checked and ready to run. */
export type Model = {
  readonly dir: string;
  readonly manifest: Manifest;
  readonly identity: ModelIdentity;
  /** What computes, and how that came about. */
  readonly computing: Computing;
  /**
   * Runs the network once; it computes on the event loop.
   *
   * @param images `[n, channels, size, size]`, normalised as the manifest says
   * @throws {RangeError} when `images` does not hold n images
   */
  run(images: Float32Array, n: number): Promise<NetworkOutput>;
  release(): Promise<void>;
};

export type LoadOptions = {
  readonly threads: number;
  readonly provider?: Provider;
  /** Whether calibration and screen must be there, as a worker demands. Default: true. */
  readonly requireReady?: boolean;
};

/** The bytes of `model.onnx`, their hash checked. @throws {UserError} when unreadable, or other than the manifest says */
export async function readNetworkFile(dir: string, { sha256 }: Manifest): Promise<Buffer> {
  const path = join(dir, "model.onnx");
  const file = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UserError(`${path}: cannot be read (${cause.code}). Import the model again.`, { cause });
  });
  const actual = createHash("sha256").update(file).digest("hex");
  if (actual !== sha256) {
    throw new UserError(
      `${path}: sha256 is ${actual}, but model.json says ${sha256}: the file was changed or is damaged. Import the model again.`,
    );
  }
  return file;
}

function floats(
  outputs: Record<string, Tensor>,
  name: string,
): { data: Float32Array; dims: readonly number[] } {
  const tensor = outputs[name];
  if (!(tensor?.data instanceof Float32Array)) throw new Error(`the network gave no output ${name}`);
  return { data: tensor.data, dims: tensor.dims };
}

type Choosing = { dir: string; manifest: Manifest; threads: number; provider: Provider };

/** The probe runs in a process of its own: that an accelerator worked there does not quite prove that it opens here. */
async function openChosen(
  file: Uint8Array,
  { dir, manifest, threads, provider: asked }: Choosing,
): Promise<{ session: Session; computing: Computing }> {
  const computing = await chooseForModel(asked, { dir, input: manifest.input, threads });
  const { uses } = computing;
  if (uses === "cpu") return { session: await openSession(file, { threads }), computing };
  try {
    return { session: await openSession(file, { threads, provider: uses }), computing };
  } catch (error) {
    const trouble = `it does not open here: ${shorten(error instanceof Error ? error.message : String(error))}`;
    if (asked !== "auto") throw demandedInVain(uses, trouble);
    const session = await openSession(file, { threads });
    return { session, computing: { asked, uses: "cpu", because: `${uses}: ${trouble}`, fellBack: true } };
  }
}

/**
 * Opens a model folder: checks the manifest and the network's hash, and makes the network ready. Release it with
 * `release`; a process loads a model once.
 *
 * @throws {UserError} for a wrong manifest (naming the field), a wrong hash (naming both), missing calibration or screen,
 *   or a demanded provider that is not available
 */
export async function loadModel(
  dir: string,
  { threads, provider = "auto", requireReady = true }: LoadOptions,
): Promise<Model> {
  const shipped = await readManifest(dir);
  const gaps = modelGaps(shipped, dir);
  if (requireReady && gaps.length > 0)
    throw new UserError(`${dir}: the model lacks its ${gaps.join(", and its ")}`);
  // What is measured or fitted anew starts from the model as it came.
  const site = requireReady ? await readSiteCalibration(dir) : undefined;
  const manifest = site ? atSite(shipped, site, dir) : shipped;
  const file = await readNetworkFile(dir, manifest);
  const { session, computing } = await openChosen(file, { dir, manifest, threads, provider });
  const { input, labels, name, version, sha256, calibration } = manifest;
  const missing = ["logits", "probabilities", "features", "maps"].filter(
    (each) => !session.outputs.includes(each),
  );
  if (missing.length > 0 || !session.inputs.includes("image")) {
    await session.release();
    throw new UserError(`${dir}/model.onnx: lacks ${missing.join(", ") || "image"}. Import the model again.`);
  }
  const imageSize = input.channels * input.size * input.size;
  return {
    dir,
    manifest,
    identity: { name, version, sha256, starter: calibration?.starter ?? true },
    computing,
    async run(images, n) {
      if (images.length !== n * imageSize) {
        throw new RangeError(`${images.length} numbers are not ${n} images of ${imageSize}`);
      }
      const dims = [n, input.channels, input.size, input.size];
      const outputs = await session.run({ image: { dims, data: images } });
      const logits = floats(outputs, "logits");
      const features = floats(outputs, "features");
      const maps = floats(outputs, "maps");
      const [, k = 0, h = 0, w = 0] = maps.dims;
      if (k !== labels.length)
        throw new Error(`the network has ${k} outputs, its manifest ${labels.length} labels`);
      return {
        logits: logits.data,
        probabilities: floats(outputs, "probabilities").data,
        features: features.data,
        maps: maps.data,
        k,
        d: features.dims[1] ?? 0,
        h,
        w,
      };
    },
    release: () => session.release(),
  };
}
