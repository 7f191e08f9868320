import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

/** Tests that hold something to a time: they run after all others, and in proofs one by one. */
const TIMING = "test/**/*.timing.test.ts";

/** Proofs that take long: only `npm run proof:*` runs them. */
const PROOF = "test/**/*.proof.test.ts";
const isProof = Object.keys(process.env).some((name) => name.startsWith("FURLOW_PROOF_"));

const shared = {
  setupFiles: ["test/support/remove-folders.ts"],
  testTimeout: 30_000 /* ms */,
  hookTimeout: 60_000 /* ms */,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    maxConcurrency: 10,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./test/closing-line-reporter.ts"],
    projects: [
      {
        test: {
          name: "tests",
          include: ["test/**/*.test.ts"],
          exclude: isProof ? [TIMING] : [TIMING, PROOF],
          // A worker keeps what it has loaded: the compiler, discord.js, the schemas of Discord's API.
          isolate: false,
          ...shared,
        },
      },
      {
        test: {
          name: "timing",
          include: [TIMING],
          ...shared,
          maxWorkers: isProof ? 1 : 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
