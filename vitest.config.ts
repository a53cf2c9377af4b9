import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    // Against hangs alone: a busy machine may take its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    // The machines have two cores, and many tests start processes of their own.
    maxWorkers: 2,
  },
});
