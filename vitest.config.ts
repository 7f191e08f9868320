import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000 /* ms */,
    hookTimeout: 60_000 /* ms */,
    maxWorkers: 2,
    reporters: ["default", "./test/closing-line-reporter.ts"],
  },
});
