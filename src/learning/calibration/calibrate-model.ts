import { basename, extname } from "node:path";
import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import type { Calibration } from "../../networks/manifest.ts";
import { type LabelRow, readLabels, requirePatientWise, type Split } from "../labels.ts";
import type { OnProgress } from "../predict-films.ts";
import { predictSplits, type SeenFilms } from "../predict-splits.ts";
import { countPrevalence, NIH_PREVALENCE, type Prevalence } from "../prevalence.ts";
import { isStarter } from "./evidence.ts";
import { type FittedCalibration, fitCalibration, type Prevalences } from "./fit-calibration.ts";
import { type TestedCalibration, testCalibration } from "./test-calibration.ts";

export type CalibrationFiles = {
  readonly images: string;
  readonly labels: string;
  /** Metadata to take the target prevalence from; without it, all of NIH ChestX-ray14. */
  readonly prevalence?: string | undefined;
  /** Label files of what the network was trained on; without any, the train and val films of `labels`. */
  readonly trainedOn?: readonly string[] | undefined;
  /** In place of `trainedOn`, where it is counted already. */
  readonly learnt?: Prevalence | undefined;
};

/** Everything measured in one go. */
export type CalibrationReport = {
  readonly fitted: FittedCalibration;
  readonly tested: TestedCalibration;
  readonly prevalences: Prevalences;
  readonly calibration: Calibration;
  readonly films: Readonly<Record<Split, number>>;
  /** What the network said of the films, for what else is to be measured of it. */
  readonly seen: Readonly<Record<"val" | "test", SeenFilms>>;
};

const seenInTraining = ({ split }: LabelRow) => split !== "test";

/**
 * The films a network learnt from, by several label files: those of split train, or all where a file has no splits. A film
 * that stands in two files, be it with another ending, is one film; the first file's labels hold.
 */
async function readTrainedOn(paths: readonly string[]): Promise<LabelRow[]> {
  const films = new Map<string, LabelRow>();
  for (const path of paths) {
    for (const row of await readLabels(path)) {
      const name = basename(row.image, extname(row.image));
      if ((row.split ?? "train") === "train" && !films.has(name)) films.set(name, row);
    }
  }
  if (films.size === 0) throw new UserError(`${paths.join(", ")}: no film in split 'train'`);
  return [...films.values()];
}

async function readPrevalences(rows: readonly LabelRow[], files: CalibrationFiles): Promise<Prevalences> {
  const sample = countPrevalence(rows.filter(seenInTraining));
  const { learnt, trainedOn = [] } = files;
  const trained = learnt ?? (trainedOn.length > 0 ? countPrevalence(await readTrainedOn(trainedOn)) : sample);
  const target = files.prevalence ? countPrevalence(await readLabels(files.prevalence)) : NIH_PREVALENCE;
  return { sample, trained, target };
}

function requireSplits(path: string, rows: readonly LabelRow[]): void {
  if (rows.every(({ split }) => split === undefined)) {
    throw new UserError(`${path}: no column 'split' (train, val, test): which films may be fitted on?`);
  }
  for (const split of ["val", "test"] as const) {
    if (!rows.some((row) => row.split === split)) throw new UserError(`${path}: no film in split '${split}'`);
  }
  if (!rows.some(({ split, findings }) => split === "test" && findings.size === 0)) {
    throw new UserError(`${path}: no 'No Finding' film in split 'test': false alarms could not be measured`);
  }
  requirePatientWise(path, rows);
}

/**
 * The films of a label file to fit on and to measure on.
 *
 * @throws {UserError} where it has none, or lets a patient into two splits
 */
export async function readSplits(path: string): Promise<Record<Split, LabelRow[]>> {
  const rows = await readLabels(path);
  requireSplits(path, rows);
  const of = (split: Split) => rows.filter((row) => row.split === split);
  return { train: of("train"), val: of("val"), test: of("test") };
}

const describe = (path: string, rows: readonly LabelRow[], split: Split) => {
  const patients = new Set(rows.map(({ patient }) => patient)).size;
  return `${rows.length} films of ${patients} patients, split ${split} of ${basename(path)}`;
};

/**
 * Runs the network over the val and test films of a label file, fits a calibration on the first and measures it on the
 * second. Nothing is fitted on test films.
 *
 * @throws {UserError} for files that are missing, wrong, or that let a patient into two splits
 */
export async function calibrateModel(
  model: Model,
  files: CalibrationFiles,
  onProgress: OnProgress = () => {},
): Promise<CalibrationReport> {
  const { train, val, test } = await readSplits(files.labels);
  const prevalences = await readPrevalences([...train, ...val, ...test], files);
  const seen = await predictSplits(model, files.images, { val, test }, onProgress);
  const fitted = fitCalibration(seen.val, prevalences);
  const tested = testCalibration(seen.test, fitted);
  const { falseAlarms, all, findings } = tested;
  return {
    fitted,
    tested,
    prevalences,
    films: { train: train.length, val: val.length, test: test.length },
    seen,
    calibration: {
      fittedOn: describe(files.labels, val, "val"),
      testedOn: describe(files.labels, test, "test"),
      temperature: fitted.temperature,
      meanAuc: all.mean,
      meanAucInterval: all.interval,
      falseAlarmShare: falseAlarms.count / falseAlarms.of,
      starter: isStarter(all.mean),
      findings: Object.fromEntries(
        findings.map(({ label, counts: _, withinSource: __, ...kept }) => [label, kept]),
      ),
    },
  };
}
