import { createHash } from "node:crypto";
import type { Model, NetworkOutput } from "../../networks/load-model.ts";

/** What the network said of one image. */
type Said = {
  readonly logits: Float32Array;
  readonly probabilities: Float32Array;
  readonly features: Float32Array;
  /** One map after the other. */
  readonly maps: Float32Array;
};

type Shape = Pick<NetworkOutput, "k" | "d" | "h" | "w">;

/**
 * A model that remembers what it said of the images since the last `forget`, so that a reader which asks again about one of
 * them costs no second run.
 */
export type RememberingModel = { readonly model: Model; recall(image: Float32Array): Said; forget(): void };

const keyOf = (image: Float32Array) =>
  createHash("sha1")
    .update(new Uint8Array(image.buffer, image.byteOffset, image.byteLength))
    .digest("base64");

export function rememberingModel(model: Model): RememberingModel {
  const { input } = model.manifest;
  const size = input.channels * input.size * input.size;
  const memory = new Map<string, Said>();
  let shape: Shape = { k: 0, d: 0, h: 0, w: 0 };

  const learn = async (images: readonly Float32Array[], keys: readonly string[]) => {
    const batch = new Float32Array(images.length * size);
    for (const [place, image] of images.entries()) batch.set(image, place * size);
    const output = await model.run(batch, images.length);
    const { k, d, h, w } = output;
    shape = { k, d, h, w };
    const row = (values: Float32Array, place: number, length: number) =>
      values.slice(place * length, (place + 1) * length);
    for (const [place, key] of keys.entries()) {
      memory.set(key, {
        logits: row(output.logits, place, k),
        probabilities: row(output.probabilities, place, k),
        features: row(output.features, place, d),
        maps: row(output.maps, place, k * h * w),
      });
    }
  };

  const run = async (images: Float32Array, n: number): Promise<NetworkOutput> => {
    const own = Array.from({ length: n }, (_, place) => images.subarray(place * size, (place + 1) * size));
    const keys = own.map(keyOf);
    const fresh = [...new Set(keys)].filter((key) => !memory.has(key));
    if (fresh.length > 0)
      await learn(
        fresh.map((key) => own[keys.indexOf(key)]!),
        fresh,
      );
    const said = keys.map((key) => memory.get(key)!);
    const join = (part: keyof Said, length: number) => {
      const whole = new Float32Array(n * length);
      for (const [place, each] of said.entries()) whole.set(each[part], place * length);
      return whole;
    };
    const { k, d, h, w } = shape;
    return {
      logits: join("logits", k),
      probabilities: join("probabilities", k),
      features: join("features", d),
      maps: join("maps", k * h * w),
      ...shape,
    };
  };

  return {
    model: { ...model, run },
    recall(image) {
      const said = memory.get(keyOf(image));
      if (!said) throw new RangeError("the network was not asked about this image");
      return said;
    },
    forget: () => memory.clear(),
  };
}
