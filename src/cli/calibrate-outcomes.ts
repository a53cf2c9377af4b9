import { readReadingConfig } from "../config/reading-config.ts";
import { UserError } from "../core/user-error.ts";
import { writeCardSection } from "../learning/model-card.ts";
import { calibrateSite, type SiteFiles } from "../learning/site/calibrate-site.ts";
import {
  renderSite,
  siteFigureTable,
  siteFitTable,
  siteRemarks,
  siteWarnings,
} from "../learning/site/render-site.ts";
import { readManifest } from "../networks/manifest-file.ts";
import { writeSiteCalibration } from "../networks/site-calibration.ts";
import { openModel } from "./open-model.ts";
import { createProgress } from "./progress.ts";

/** `model calibrate DIR --outcomes CSV`: fits a site's own calibration and puts it beside the model's. */
export async function calibrateOutcomes(dir: string, files: SiteFiles, json: boolean): Promise<number> {
  const manifest = await readManifest(dir);
  const progress = createProgress(process.stderr, "films read");
  try {
    const config = readReadingConfig(process.env);
    const report = await calibrateSite(
      manifest,
      files,
      () => openModel(dir, config, { requireReady: false }),
      progress.show,
    );
    progress.end();
    const warnings = siteWarnings(report);
    for (const warning of warnings) process.stderr.write(`${warning}\n`);
    if (report.fitted.length === 0) {
      throw new UserError(
        `${files.outcomes}: no finding has enough outcomes, so nothing was written: the model stays as it came`,
      );
    }
    await writeSiteCalibration(dir, report.site);
    await writeCardSection(dir, "calibrate --outcomes", renderSite(report));
    const text = [siteFitTable(report), "", siteFigureTable(report), "", siteRemarks(report)].join("\n");
    process.stdout.write(json ? `${JSON.stringify(report, null, 1)}\n` : `${text}\n`);
    return 0;
  } finally {
    progress.end();
  }
}
