import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { REPOSITORY } from "./build.ts";
import { playScenario } from "./scenario/play-scenario.ts";
import { readScenario } from "./scenario/schema.ts";
import { withValues } from "./scenario/values.ts";
import { Stage } from "./stage.ts";

/**
 * Builds the bot of a fixture and plays its scenario.
 * @param more environment variables that a test finds out, beside those of the scenario
 */
export async function runFixture(
  folder: string,
  packageRoot?: string,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const scenario = readScenario(join(folder, "scenario.yaml"));
  const { diagnostics, clock, minute } = scenario;
  const environment = {
    ...scenario.environment,
    ...more,
    ...(clock === undefined ? {} : { TEST_CLOCK: clock }),
    ...(minute === undefined ? {} : { TEST_MINUTE: String(minute) }),
  };
  const guilds = withValues(scenario.guilds, DEFAULT_IDS);
  const stage = await Stage.open({ source: folder, environment, guilds, diagnostics, packageRoot });
  try {
    await playScenario(stage, scenario);
  } finally {
    await stage.close();
  }
}

/** Cases may be about the passing of time. */
const SLOW = 120_000; /* ms */

/** Runs every fixture of a suite that is about no definitions. */
export function runCases(suite: string): void {
  const folder = join(REPOSITORY, "fixtures", suite);
  describe(`fixtures/${suite}`, { concurrent: true }, () => {
    test.each(readdirSync(folder).sort())("%s", (name) => runFixture(join(folder, name)), SLOW);
  });
}

/**
 * Runs every fixture of a suite, `fixtures/<suite>/<name>/`, and sees to it that every definition has one.
 * A name may have several: `<name>` and `<name>-<topic>`.
 */
export function runSuite(suite: string, definitions: readonly { readonly name: string }[]): void {
  const folder = join(REPOSITORY, "fixtures", suite);
  const fixtures = existsSync(folder) ? readdirSync(folder).sort() : [];
  const names = definitions.map(({ name }) => name);

  describe(`fixtures/${suite}`, () => {
    test.each(fixtures)("%s", (name) => runFixture(join(folder, name)));

    test("every definition has a fixture", () => {
      expect(names.filter((name) => !fixtures.includes(name))).toEqual([]);
    });

    test("every fixture has a definition", () => {
      expect(fixtures.filter((fixture) => !names.includes(fixture.split("-")[0]!))).toEqual([]);
    });
  });
}
