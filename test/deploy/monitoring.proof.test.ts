import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { stringify } from "yaml";
import { alertsOf } from "../../compiler/4-emit/deploy/monitoring/alerts.ts";
import { monitoringFiles } from "../../compiler/4-emit/deploy/monitoring/index.ts";
import { promtoolProblem } from "../support/promtool.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { typeProblems } from "../support/type-problems.ts";
import { ALERT_CASES } from "./alert-cases.ts";
import { modelOf, WATCHED } from "./model.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */ });

const model = modelOf(WATCHED);

/** A folder with the files of a bot and of a test. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  writeFiles(folder.path, { ...monitoringFiles(model), ...files });
  return folder.path;
}

const RULES = "monitoring/prometheus/rules.yaml";

/** How often an alert fires at the end of an hour in which series are as given. */
function firing(alert: string, series: Readonly<Record<string, string>>, times: number): object {
  const found = times === 0 ? [] : [{ labels: "{}", value: times }];
  return {
    interval: "1m",
    input_series: Object.entries(series).map(([name, values]) => ({
      series: name.replace("{", `{job="${model.name}",`),
      values,
    })),
    promql_expr_test: [
      {
        expr: `count(ALERTS{alertname="${alert}",alertstate="firing"})`,
        eval_time: "59m",
        exp_samples: found,
      },
    ],
  };
}

describe("the alert rules", () => {
  test("are what Prometheus takes, as are its settings", () => {
    const folder = folderWith({});
    expect(promtoolProblem(["check", "rules", join(folder, RULES)])).toBeUndefined();
    expect(
      promtoolProblem(["check", "config", join(folder, "monitoring/prometheus/prometheus.yaml")]),
    ).toBeUndefined();
    const broken = folderWith({ [RULES]: "groups: [{ name: a, rules: [{ alert: B, expr: 'sum(' }] }]" });
    expect(promtoolProblem(["check", "rules", join(broken, RULES)])).toContain("could not parse expression");
  });

  test("fire each when what it is about is so, and not before", () => {
    const names = alertsOf(model).map(({ name }) => name);
    expect(Object.keys(ALERT_CASES).sort()).toEqual([...names].sort());
    const well = { 'up{instance="a"}': "1+0x60" };
    const tests = names.flatMap((name) => [
      firing(name, { ...(name !== "FurlowBotDown" && well), ...ALERT_CASES[name]! }, 1),
      firing(name, well, 0),
    ]);
    const folder = folderWith({
      "test.yaml": stringify({ rule_files: [RULES], evaluation_interval: "1m", tests }),
    });
    expect(promtoolProblem(["test", "rules", join(folder, "test.yaml")])).toBeUndefined();
    const never = folderWith({
      "test.yaml": stringify({
        rule_files: [RULES],
        evaluation_interval: "1m",
        tests: [firing("FurlowBotDown", well, 1)],
      }),
    });
    expect(promtoolProblem(["test", "rules", join(never, "test.yaml")])).toContain("FAILED");
  });
});

/** In a file enumerations are their texts. What marks of Prometheus have is not in the schema, which knows of no source. */
const GRAFANA = `import type { Dashboard } from "@grafana/schema";
type Json<T> = T extends string ? \`\${T}\` : T extends object ? { [K in keyof T]: Json<T[K]> } : T;
type Checked = Json<Dashboard> & { annotations?: { list?: { expr: string; titleFormat: string }[] } };
`;

test("the dashboard is one by the schema of Grafana", () => {
  const json = monitoringFiles(model)["monitoring/grafana/dashboards/bot.json"]!;
  const check = (text: string) => typeProblems(`${GRAFANA}export const d: Checked = ${text};`);
  expect(check(json)).toEqual([]);
  expect(check(json.replace('"schemaVersion"', '"schemaVersions"')).join()).toContain("schemaVersion");
});
