import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { composeFile } from "../../compiler/4-emit/deploy/compose/index.ts";
import { alertsOf } from "../../compiler/4-emit/deploy/monitoring/alerts.ts";
import { dashboard } from "../../compiler/4-emit/deploy/monitoring/dashboard.ts";
import { monitoringFiles } from "../../compiler/4-emit/deploy/monitoring/index.ts";
import { Queries } from "../../compiler/4-emit/deploy/monitoring/queries.ts";
import type { RuleGroups } from "../../compiler/4-emit/deploy/monitoring/rules.ts";
import { METRICS } from "../../runtime-lib/metrics/catalogue.ts";
import { FIXED, LEASED, modelOf, WATCHED } from "./model.ts";
import { queriesOf } from "./queries-of.ts";

const model = modelOf(WATCHED);

describe("what watches a bot", () => {
  test("is not written for one without metrics", () => {
    expect(monitoringFiles(modelOf(LEASED))).toEqual({});
    expect(Object.keys(composeFile(modelOf(LEASED)).services)).not.toContain("grafana");
  });

  test("shows every metric that there is", () => {
    const shown = queriesOf(dashboard(model)).join("\n");
    const missing = Object.values(METRICS).filter(({ name }) => !shown.includes(name));
    expect(missing.map(({ name }) => name)).toEqual([]);
    for (const query of queriesOf(dashboard(model))) expect(query).toContain('job="leased"');
  });

  test("has panels that do not lie over each other, and a number for each", () => {
    const panels = dashboard(model).panels!;
    expect(panels.map(({ id }) => id)).toEqual(panels.map((_, i) => i + 1));
    const cells = panels.flatMap(({ gridPos }) => {
      const { x, y, w, h } = gridPos!;
      return Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
    });
    expect(new Set(cells).size).toBe(cells.length);
  });

  test("has alerts that say what it means and where to read on", () => {
    const { "monitoring/prometheus/rules.yaml": rules } = monitoringFiles(model);
    const { groups } = parse(rules!) as RuleGroups;
    const all = groups.flatMap((group) => group.rules);
    expect(all.map(({ alert }) => alert)).toEqual(alertsOf(model).map(({ name }) => name));
    expect(new Set(all.map(({ alert }) => alert)).size).toBe(all.length);
    for (const { alert, annotations } of all) {
      expect(annotations["runbook_url"]).toBe(`https://runbooks.example.org/bots/${alert}.md`);
      expect(annotations["summary"]).toMatch(/^leased: .+\.$/);
      expect(annotations["description"]).toMatch(/\.$/);
    }
    const own = parse(
      monitoringFiles({ ...model, runbookUrl: undefined })["monitoring/prometheus/rules.yaml"]!,
    );
    expect((own as RuleGroups).groups[0]!.rules[0]!.annotations["runbook_url"]).toBe(
      "ops/runbooks/FurlowBotDown.md",
    );
  });

  test("asks each container of a compose file", () => {
    const settings = (config: string) =>
      parse(monitoringFiles(modelOf(config))["monitoring/prometheus/prometheus.yaml"]!) as {
        scrape_configs: { dns_sd_configs: { names: string[]; port: number }[] }[];
      };
    const found = (config: string) => settings(config).scrape_configs[0]!.dns_sd_configs[0];
    expect(found(WATCHED)).toMatchObject({ names: ["bot"], port: 9464 });
    const perShard = `analytics: { prometheus: { enabled: true } }\n${FIXED.replace("deploy: {", "deploy: { compose: { shards: 4 },")}`;
    expect(found(perShard)).toMatchObject({ names: ["bot-0", "bot-1", "bot-2", "bot-3"], port: 9090 });
    const { prometheus, grafana } = composeFile(model).services;
    expect(prometheus).toMatchObject({ profiles: ["monitoring"], read_only: true });
    expect(grafana!.ports).toEqual(["127.0.0.1:3000:3000"]);
  });
});

test("a query for a label that a metric does not have is refused", () => {
  expect(() => new Queries(model).of("shardStatus", 'state="silent"')).toThrow(
    "furlow_shard_status has no label state",
  );
});
