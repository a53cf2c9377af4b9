import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Batch } from "../../../src/learning/batch.ts";
import { type FilmWorkers, startFilmWorkers } from "../../../src/learning/dataset/film-workers.ts";
import { createFilmSources } from "../../../src/learning/training/film-sources.ts";
import { prepareRunData } from "../../../src/learning/training/prepare-run-data.ts";
import { outputsOf } from "../../../src/learning/training/task-outputs.ts";
import { openTrainingData } from "../../../src/learning/training/training-data.ts";
import { smallFilm } from "../dataset/phantom-films.ts";
import { smallRecipe, writePhantoms } from "./small-run.ts";

const ONE_VS_ALL = {
  task: { kind: "one-vs-all", finding: "Pneumothorax" },
  loss: { kind: "cross-entropy", weights: "balanced" },
};
const onProgress = () => {};
let workers: FilmWorkers;
let root = "";
let multi = "";
let single = "";

/** Ten phantoms in turn with Effusion, Cardiomegaly, nothing, Pneumothorax; two of them in val. */
beforeAll(async () => {
  workers = startFilmWorkers(2);
  root = await mkdtemp(join(tmpdir(), "training-data-"));
  const given = await writePhantoms(root, 10);
  [multi, single] = [join(root, "multi"), join(root, "single")];
  await prepareRunData(multi, smallRecipe(), given, { workers, onProgress });
  await prepareRunData(single, smallRecipe(ONE_VS_ALL), given, { workers, onProgress });
});
afterAll(async () => {
  await workers.close();
  await rm(root, { recursive: true });
});

const input = (size: number) => ({ size, channels: 1 as const, mean: [0.5], std: [0.25], range: 1 });

async function epochOf(recipe: ReturnType<typeof smallRecipe>, epoch: number): Promise<Batch[]> {
  const data = await openTrainingData(multi, recipe);
  const sources = createFilmSources(recipe, data, { input, workers, onProgress });
  const { train } = await sources({ size: 64, batch: 8 });
  const batches = [];
  for await (const batch of train.batches(epoch)) batches.push(batch);
  return batches;
}

describe("what a recipe learns from", () => {
  test("has one target per output, in the recipe's order, not the dataset's", async () => {
    const recipe = smallRecipe({ task: { kind: "multi-label", findings: ["Pneumothorax", "Effusion"] } });
    const { dataset, train, val } = await openTrainingData(multi, recipe);
    expect([train.length, val.length]).toEqual([8, 2]);
    expect(train.slice(0, 4).map((film) => dataset.targetsOf(film))).toEqual([
      [0, 1],
      [0, 0],
      [0, 0],
      [1, 0],
    ]);
  });

  test("is all others first, then the finding, one against all, each weighted by eq. 1", async () => {
    const recipe = smallRecipe(ONE_VS_ALL);
    const { dataset, train, labelWeights } = await openTrainingData(single, recipe);
    expect(dataset.classes).toEqual(dataset.manifest.classes);
    expect(outputsOf(recipe.task)).toEqual(dataset.manifest.classes);
    const targets = train.map((film) => dataset.targetsOf(film));
    expect(targets.slice(0, 4)).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    const positives = targets.filter(([, finding]) => finding === 1).length;
    expect(labelWeights).toEqual([8 / (2 * (8 - positives)), 8 / (2 * positives)]);
  });

  test("leaves out films with No Finding, or gives them a class, as the recipe says", async () => {
    const task = { kind: "multi-label", findings: ["Effusion"] };
    const left = await openTrainingData(multi, smallRecipe({ task: { ...task, noFinding: "leave-out" } }));
    expect(left.train.every(({ findings }) => findings.size > 0)).toBe(true);
    expect(left.train.length).toBeLessThan(8);
    const { dataset, train } = await openTrainingData(
      multi,
      smallRecipe({ task: { ...task, noFinding: "class" } }),
    );
    expect(dataset.classes).toEqual(["Effusion", "No Finding"]);
    expect(train.slice(0, 3).map((film) => dataset.targetsOf(film))).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
  });

  test("is refused where the dataset was prepared for another task", async () => {
    await expect(openTrainingData(multi, smallRecipe(ONE_VS_ALL))).rejects.toThrow(
      /was prepared for a multi-label task; .* data prepare --task one-vs-all --finding Pneumothorax/,
    );
  });

  test("is changed by the recipe's augmentation, another way in each epoch, the same way again", async () => {
    const augmented = smallRecipe({ augmentation: { rotation: { degrees: 30 } } });
    const [plain, first, again, other] = [
      await epochOf(smallRecipe(), 0),
      await epochOf(augmented, 0),
      await epochOf(augmented, 0),
      await epochOf(augmented, 1),
    ];
    expect(first).toEqual(again);
    expect(first[0]?.targets).toEqual(plain[0]?.targets);
    expect(first[0]?.images).not.toEqual(plain[0]?.images);
    expect(other[0]?.images).not.toEqual(first[0]?.images);
  });

  test("is refused once a film is another than when it was prepared", async () => {
    const { train } = await openTrainingData(multi, smallRecipe());
    const [film] = train;
    await writeFile(film!.path, await smallFilm(77));
    await expect(epochOf(smallRecipe(), 0)).rejects.toThrow(
      /1 films are not what they were when the dataset was prepared: .*phantom-00\.png/,
    );
  });
});
