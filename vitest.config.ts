import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.ts";

/** Tests that hold something to a time: they run after all others, and in proofs one by one. */
const TIMING = "test/**/*.timing.test.ts";

/** Tests of a time that leaves nothing over: they run last, with nothing beside them. */
const ALONE = "test/**/*.alone.test.ts";

/** Proofs that take long: only `npm run proof:*` runs them. */
const PROOF = "test/**/*.proof.test.ts";
const isProof = Object.keys(process.env).some((name) => name.startsWith("FURLOW_PROOF_"));

/**
 * What compiles runs beside other tests: on one thread, and without looking for garbage before there is much, it takes
 * a fifth less of the processors' time. For the TypeScript compiler and esbuild, which are written in Go.
 */
const GO = { GOMAXPROCS: "1", GOGC: "off", GOMEMLIMIT: "256MiB" };

/** What is waited for comes, if late, on a machine that others compute on too. What is to be fast is a timing test. */
const PATIENT = { FURLOW_TEST_PATIENCE: process.env["FURLOW_TEST_PATIENCE"] ?? "20000" /* ms */ };

const shared = {
  setupFiles: ["test/support/each-file.ts"],
  testTimeout: 30_000 /* ms */,
  hookTimeout: 60_000 /* ms */,
};

export default defineConfig({
  test: {
    // One more than continuous integration has processors: tests wait for a third of their time.
    maxWorkers: 3,
    maxConcurrency: 10,
    sequence: { sequencer: LongestFirst },
    reporters: ["default", "./test/closing-line-reporter.ts"],
    projects: [
      {
        test: {
          name: "tests",
          include: ["test/**/*.test.ts"],
          exclude: isProof ? [TIMING, ALONE] : [TIMING, ALONE, PROOF],
          // A worker keeps what it has loaded: the compiler, discord.js, the schemas of Discord's API.
          isolate: false,
          env: { ...GO, ...PATIENT },
          // Of tests that wait for most of their time, and say that they run beside others of their file.
          maxConcurrency: 2,
          ...shared,
          testTimeout: 60_000 /* ms */,
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
      {
        test: {
          name: "alone",
          include: [ALONE],
          ...shared,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
