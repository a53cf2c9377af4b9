import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import type { Manifest } from "../../networks/manifest.ts";
import { readManifest, writeManifest, writeWhole } from "../../networks/manifest-file.ts";
import { updateCardHead } from "../../networks/model-card-head.ts";
import { withMeasured } from "../../networks/with-measured.ts";
import {
  type CalibrationFiles,
  type CalibrationReport,
  calibrateModel,
} from "../calibration/calibrate-model.ts";
import { renderReport } from "../calibration/render-report.ts";
import { listFiles } from "../film-files.ts";
import { writeCardSection } from "../model-card.ts";
import type { OnProgress } from "../predict-films.ts";
import { renderScreen } from "../screen/render-screen.ts";
import type { ScreenReport, screenModel } from "../screen/screen-model.ts";
import { REAL } from "../screen/screen-pictures.ts";
import { RUN_FILES, readRun } from "../training/run-folder.ts";
import { fitUncertainty, type UncertaintyReport } from "../uncertainty/fit-uncertainty.ts";
import { renderUncertainty } from "../uncertainty/render-uncertainty.ts";
import { readPrevalenceLearnt } from "./learnt-prevalence.ts";
import { carryProvenance, readProvenance } from "./provenance.ts";
import { renderTraining } from "./render-training.ts";
import { replaceFolder } from "./replace-folder.ts";
import { takeNetwork } from "./take-network.ts";

export type RefreshFiles = CalibrationFiles & {
  readonly other: string;
  /** A training run's folder whose best network comes in place of the model's. */
  readonly run?: string | undefined;
  /** Taken where neither a person nor a run says what the network learnt from. */
  readonly usuallyTrainedOn: readonly string[];
};

export type RefreshTools = {
  /** Opens a model that is not ready yet. */
  open(dir: string): Promise<Model>;
  readonly onProgress: (what: "films" | "pictures" | "looks") => OnProgress;
  /** Fits and measures the screen: {@link screenModel}. */
  readonly screen: typeof screenModel;
};

export type RefreshReport = {
  readonly before: Manifest;
  readonly now: Manifest;
  readonly calibrated: CalibrationReport;
  readonly screened: ScreenReport;
  readonly doubted: UncertaintyReport;
  /** Facts on the card that a person wrote of the network before. */
  readonly kept: readonly string[];
};

/** A run that the model folder is part of, as `train` leaves it: `RUN/model`. */
async function runAround(dir: string): Promise<string | undefined> {
  const whole = resolve(dir);
  if (basename(whole) !== RUN_FILES.model) return undefined;
  const run = dirname(whole);
  return readRun(run).then(
    () => run,
    () => undefined,
  );
}

async function learntFrom(dir: string, { sha256 }: Manifest, files: RefreshFiles, run: string | undefined) {
  if (files.trainedOn && files.trainedOn.length > 0) return { trainedOn: files.trainedOn };
  if (run !== undefined) return { learnt: await readPrevalenceLearnt(run, await readRun(run)) };
  const learnt = (await readProvenance(dir, sha256))?.learnt;
  return learnt ? { learnt } : { trainedOn: files.usuallyTrainedOn };
}

async function refreshCard(dir: string, before: Manifest, now: Manifest): Promise<string[]> {
  const path = join(dir, "README.md");
  const card = await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new UserError(`${path}: cannot be read (${cause.code})`, { cause });
  });
  if (card === undefined) return [];
  const updated = updateCardHead(card, before, now);
  await writeWhole(path, updated.card);
  return updated.kept;
}

/**
 * Measures a model folder's network anew and writes thresholds, calibration, screen and card, all or nothing. What a person
 * wrote on the card stays.
 *
 * @throws {UserError} for what a person can mend; the folder is then as it was
 */
export async function refreshModel(
  dir: string,
  files: RefreshFiles,
  tools: RefreshTools,
): Promise<RefreshReport> {
  const check = async (place: string) => {
    await readManifest(place);
    for (const kind of REAL) await listFiles(join(files.other, kind));
  };
  return replaceFolder(dir, check, async (beside) => {
    const before = await readManifest(beside);
    const run = files.run ?? (await runAround(dir));
    const trained = await learntFrom(beside, before, files, run);
    const fresh = files.run === undefined ? before : await takeNetwork(files.run, beside);
    const model = await tools.open(beside);
    try {
      const { images, labels, prevalence, other } = files;
      const measuring = { images, labels, prevalence, ...trained };
      const calibrated = await calibrateModel(model, measuring, tools.onProgress("films"));
      const { sha256 } = model.manifest;
      if (run !== undefined) {
        await carryProvenance(run, beside, { network: sha256, learnt: calibrated.prevalences.trained });
      }
      const screened = await tools.screen(model, { images, labels, other }, tools.onProgress("pictures"));
      const { calibration, seen } = calibrated;
      const { screen } = screened;
      const doubted = await fitUncertainty(model, { seen, calibration, screen }, tools.onProgress("looks"));
      const found = { calibration, screen, uncertainty: doubted.uncertainty };
      const now = withMeasured(fresh, found, sha256);
      await writeManifest(beside, now);
      const kept = await refreshCard(beside, before, now);
      await writeCardSection(beside, "calibrate", renderReport(calibrated));
      await writeCardSection(beside, "screen", renderScreen(screened));
      await writeCardSection(beside, "uncertainty", renderUncertainty(doubted));
      await writeCardSection(beside, "refresh", renderTraining(now, await readProvenance(beside, sha256)));
      return { before, now, calibrated, screened, doubted, kept };
    } finally {
      await model.release();
    }
  });
}
