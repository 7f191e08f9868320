import type { Reporter, TestModule } from "vitest/node";

/** Prints one plain closing line, and with `CI=true` makes a skipped test a failure: nothing is left out there. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      if (module.state() === "failed" && module.children.size === 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === "pending" ? "skipped" : state]++;
        if (state === "skipped" && isStrict())
          process.stdout.write(`skipped: ${module.moduleId} ${test.fullName}\n`);
      }
    }
    if (isStrict() && counts.skipped > 0) process.exitCode = 1;
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}

function isStrict(): boolean {
  return process.env["CI"] === "true";
}
