import { basename } from "node:path";
import type { Label } from "../../core/label.ts";
import { UserError } from "../../core/user-error.ts";
import type { Model } from "../../networks/load-model.ts";
import type { FindingCalibration, Manifest } from "../../networks/manifest.ts";
import type { SiteCalibration } from "../../networks/site-calibration.ts";
import { locateFilms } from "../film-files.ts";
import { decodeFile, type OnProgress, predictFilms } from "../predict-films.ts";
import { type Cases, fitSite, type Plan, planFor, type Served } from "./fit-site.ts";
import { type MeasuredSite, measureSite } from "./measure-site.ts";
import { type Outcome, type Outcomes, readOutcomes } from "./read-outcomes.ts";

export type SiteFiles = {
  readonly outcomes: string;
  /** Where the films lie, if the file does not say what the network said. */
  readonly images: string | undefined;
  readonly site: string;
};

type Counted = { readonly label: Label; readonly positives: number; readonly negatives: number };

/** A finding with enough outcomes. */
type FittedSite = Counted & {
  readonly own: Served;
  readonly plan: Plan;
  readonly fitted: Served & { readonly basis: Plan["basis"] };
  readonly measured: MeasuredSite;
};

export type SiteReport = {
  readonly site: SiteCalibration;
  readonly cases: number;
  readonly groups: number;
  readonly passedOver: number;
  readonly fitted: readonly FittedSite[];
  /** Findings that keep what the model came with: too few outcomes. */
  readonly kept: readonly Counted[];
};

/** One logit per case and output: run anew where films are given. */
type Logits = (outcome: Outcome, place: number, label: Label) => number | undefined;

function toldLogits(findings: Partial<Record<Label, FindingCalibration>>): Logits {
  return ({ told }, _, label) => {
    const said = told.get(label);
    const own = findings[label];
    if (!said || !own) return undefined;
    if (said.kind === "logit") return said.value;
    return (Math.log(said.value / (1 - said.value)) - own.shift) / own.scale;
  };
}

async function seenLogits(
  model: Model,
  outcomes: readonly Outcome[],
  images: string,
  onProgress: OnProgress,
): Promise<Logits> {
  const paths = await locateFilms(
    images,
    outcomes.map(({ name }) => name),
  );
  const { logits } = await predictFilms(model, paths, (path) => decodeFile(path), onProgress);
  const { labels } = model.manifest;
  return (_, place, label) => logits[place * labels.length + labels.indexOf(label)];
}

async function logitsFor(
  open: () => Promise<Model>,
  { findings }: NonNullable<Manifest["calibration"]>,
  { outcomes, told }: Outcomes,
  files: SiteFiles,
  onProgress: OnProgress,
): Promise<Logits> {
  if (files.images !== undefined) {
    const model = await open();
    try {
      return await seenLogits(model, outcomes, files.images, onProgress);
    } finally {
      await model.release();
    }
  }
  if (told) return toldLogits(findings);
  throw new UserError(
    `${files.outcomes}: nothing says what the network said: name the films' folder with --images, or add columns such as 'Effusion logit'`,
    { exitCode: 2 },
  );
}

function casesOf(outcomes: readonly Outcome[], label: Label, logits: Logits): Cases {
  const known = outcomes.flatMap((outcome, place) => {
    const truth = outcome.truth.get(label);
    const logit = logits(outcome, place, label);
    return truth === undefined || logit === undefined ? [] : [{ truth, logit, group: outcome.group }];
  });
  return {
    logits: known.map(({ logit }) => logit),
    truth: known.map(({ truth }) => truth),
    groups: known.map(({ group }) => group),
  };
}

/**
 * Fits a model's calibration to the outcomes of one site, finding by finding, where there are enough of both kinds.
 *
 * @param manifest of the model as it came, whose calibration stays beneath
 * @param open the model, where films are to be read
 * @throws {UserError} for files that are missing or wrong, outcomes of another network, and where no finding has enough
 */
export async function calibrateSite(
  manifest: Manifest,
  files: SiteFiles,
  open: () => Promise<Model>,
  onProgress: OnProgress = () => {},
): Promise<SiteReport> {
  const { calibration, labels, sha256 } = manifest;
  if (!calibration)
    throw new UserError("calibrate: the model has no calibration of its own yet: fit that first");
  const read = await readOutcomes(files.outcomes, sha256);
  const logits = await logitsFor(open, calibration, read, files, onProgress);
  const fitted: FittedSite[] = [];
  const kept: Counted[] = [];
  for (const label of labels) {
    const own = calibration.findings[label];
    if (!own) continue;
    const cases = casesOf(read.outcomes, label, logits);
    const positives = cases.truth.filter(Boolean).length;
    const counted = { label, positives, negatives: cases.truth.length - positives };
    const plan = planFor(cases);
    if (!plan) {
      kept.push(counted);
      continue;
    }
    fitted.push({
      ...counted,
      own,
      plan,
      fitted: fitSite(cases, own, plan),
      measured: measureSite(cases, own, plan),
    });
  }
  const groups = new Set(read.outcomes.map(({ group }) => group)).size;
  const findings = fitted.map(
    ({ label, positives, negatives, fitted: { scale, shift, threshold, basis } }) =>
      [label, { scale, shift, threshold, basis, positives, negatives }] as const,
  );
  return {
    site: {
      format: 1,
      site: files.site,
      sha256,
      fittedOn: `${read.outcomes.length} outcomes of ${groups} patients or senders, ${basename(files.outcomes)}`,
      findings: Object.fromEntries(findings),
    },
    cases: read.outcomes.length,
    groups,
    passedOver: read.passedOver,
    fitted,
    kept,
  };
}
