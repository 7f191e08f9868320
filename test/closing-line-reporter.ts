import type { Reporter, TestModule } from "vitest/node";
import { hasPodman } from "./support/containers/podman.ts";
import { hasPostgres } from "./support/servers/postgres.ts";
import { hasRedis } from "./support/servers/redis.ts";

/** What tests start where it is installed. */
const SERVERS = [
  { name: "Redis", installed: hasRedis, how: "apt-get install redis-server" },
  { name: "PostgreSQL", installed: hasPostgres, how: "apt-get install postgresql" },
  { name: "containers", installed: hasPodman, how: "apt-get install podman runc netavark" },
];

/** Prints one plain closing line, and with `CI=true` makes a skipped test a failure: nothing is left out there. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      counts.failed += errorsOutsideTests(module);
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === "pending" ? "skipped" : state]++;
        if (state === "skipped" && isStrict())
          process.stdout.write(`skipped: ${module.moduleId} ${test.fullName}\n`);
      }
    }
    if (isStrict() && counts.skipped > 0) process.exitCode = 1;
    if (counts.skipped > 0) {
      for (const { name, installed, how } of SERVERS)
        if (!installed) process.stdout.write(`\nTests with ${name} were left out: ${how}`);
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
  }
}

/** Files that could not be read, and hooks that failed: their tests count as skipped. */
function errorsOutsideTests(module: TestModule): number {
  const groups = [module, ...module.children.allSuites()];
  return groups.reduce((count, group) => count + group.errors().length, 0);
}

function isStrict(): boolean {
  return process.env["CI"] === "true";
}
