import { expect, test } from "vitest";
import { modelCalibrate } from "../../src/cli/model-calibrate.ts";
import { modelScreen } from "../../src/cli/model-screen.ts";
import { modelUncertainty } from "../../src/cli/model-uncertainty.ts";
import { STARTER_MODEL_DIR } from "../../src/config/paths.ts";

test.each([
  [[]],
  [[STARTER_MODEL_DIR]],
  [[STARTER_MODEL_DIR, "--images", "films"]],
  [["one", "two", "--images", "films", "--labels", "labels.csv"]],
])("model calibrate %j is a usage error that shows the usage", async (args) => {
  await expect(modelCalibrate.run(args)).rejects.toMatchObject({
    name: "UserError",
    exitCode: 2,
    message: expect.stringContaining("model calibrate DIR --images DIR --labels CSV"),
  });
});

test("model screen without --other is a usage error that shows the usage", async () => {
  const args = [STARTER_MODEL_DIR, "--images", "films", "--labels", "labels.csv"];
  await expect(modelScreen.run(args)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining("--other DIR"),
  });
});

test("model uncertainty without films is a usage error that shows the usage", async () => {
  await expect(modelUncertainty.run([STARTER_MODEL_DIR])).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining("model uncertainty DIR --images DIR --labels CSV"),
  });
});

test("a site's name without outcomes is a usage error, not passed over", async () => {
  const args = [STARTER_MODEL_DIR, "--images", "f", "--labels", "l.csv", "--site", "Bwindi"];
  await expect(modelCalibrate.run(args)).rejects.toMatchObject({
    exitCode: 2,
    message: "model calibrate: --site goes with --outcomes",
  });
});

test("a folder without a model, and a label file that is not there, are named", async () => {
  const files = ["--images", "/nowhere", "--labels", "/nowhere/labels.csv"];
  await expect(modelCalibrate.run(["/nowhere", ...files])).rejects.toThrow(/\/nowhere: no model there/);
  await expect(modelCalibrate.run([STARTER_MODEL_DIR, ...files])).rejects.toThrow(/\/nowhere\/labels.csv/);
  await expect(modelScreen.run([STARTER_MODEL_DIR, ...files, "--other", "/nowhere"])).rejects.toThrow(
    /\/nowhere\/labels.csv/,
  );
});
