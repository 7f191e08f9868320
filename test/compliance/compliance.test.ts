import { describe, expect, it } from "vitest";
import { runSuite } from "./run-suite.ts";
import { hasCorpus, suites } from "./suite.ts";

describe.skipIf(!hasCorpus)("the compliance suites", () => {
  it.each(suites().map((suite) => [suite.name, suite] as const))(
    "%s: every flow that compiles gives what it is to give",
    async (_name, suite) => {
      const { cases } = await runSuite(suite);
      const failed = cases.filter(({ verdict }) => verdict === "failed");
      expect(failed.map(({ flow, args, got }) => ({ flow, args, got }))).toEqual([]);
      expect(cases.filter(({ verdict }) => verdict === "passed").length).toBeGreaterThan(0);
    },
    120_000 /* ms */,
  );

  it("minimal compiles whole", async () => {
    const [minimal] = suites();
    const { leftOut } = await runSuite(minimal!);
    expect(leftOut).toEqual([]);
  }, 120_000 /* ms */);
});
