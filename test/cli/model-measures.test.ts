import { expect, test } from "vitest";
import { modelCalibrate } from "../../src/cli/model-calibrate.ts";
import { modelScreen } from "../../src/cli/model-screen.ts";
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

test("a folder without a model, and a label file that is not there, are named", async () => {
  const files = ["--images", "/nowhere", "--labels", "/nowhere/labels.csv"];
  await expect(modelCalibrate.run(["/nowhere", ...files])).rejects.toThrow(/\/nowhere: no model there/);
  await expect(modelCalibrate.run([STARTER_MODEL_DIR, ...files])).rejects.toThrow(/\/nowhere\/labels.csv/);
  await expect(modelScreen.run([STARTER_MODEL_DIR, ...files, "--other", "/nowhere"])).rejects.toThrow(
    /\/nowhere\/labels.csv/,
  );
});
