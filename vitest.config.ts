import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take a minute and more come first: begun last, one of them would run alone in the end. Beside the one in which
 * processes are killed run those that mostly wait.
 */
const LONG = [
  "e2e/kills",
  "channels/whatsapp/story",
  "channels/telegram/admins",
  "channels/web/flood",
  "channels/telegram/outage",
  "cli/model-refresh",
  "learning/screen/check-screen",
  "cli/train",
  "vision/screen",
  "workers/worker",
  "learning/training/learner",
  "channels/web/browser",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return place < 0 ? LONG.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    // Against hangs alone: a busy machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // The machines have two cores, and many tests start processes of their own; a third of the time they wait for those.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
  },
});
