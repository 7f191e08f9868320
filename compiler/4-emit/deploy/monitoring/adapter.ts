import { METRICS } from "../../../../runtime-lib/metrics/catalogue.ts";

const { name } = METRICS.shardLoad;

/** Has prometheus-adapter tell the cluster what the shards of each pod take of its event loop. */
export const ADAPTER = {
  rules: {
    custom: [
      {
        seriesQuery: `${name}{namespace!="",pod!=""}`,
        resources: { overrides: { namespace: { resource: "namespace" }, pod: { resource: "pod" } } },
        name: { as: name },
        metricsQuery: "sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)",
      },
    ],
  },
} as const;

export const ADAPTER_NOTE = [
  "Values of the Helm chart prometheus-community/prometheus-adapter: the autoscaler asks for this metric.",
  "  helm upgrade --install prometheus-adapter prometheus-community/prometheus-adapter -f prometheus-adapter.yaml",
].join("\n");
