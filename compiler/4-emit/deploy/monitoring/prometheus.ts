import type { DeploymentModel, Endpoint } from "../model.ts";

/** How Prometheus asks the containers of a compose file. */
export function prometheusSettings(
  { name, composeShards }: DeploymentModel,
  { port, path }: Endpoint,
): object {
  const services =
    composeShards === undefined
      ? ["bot"]
      : Array.from({ length: composeShards }, (_, shard) => `bot-${shard}`);
  return {
    global: { scrape_interval: "15s", evaluation_interval: "15s" },
    rule_files: ["rules.yaml"],
    scrape_configs: [
      {
        job_name: name,
        metrics_path: path,
        // Each container of a service has an address under its name.
        dns_sd_configs: [{ names: services, type: "A", port, refresh_interval: "10s" }],
      },
    ],
  };
}

/** Where Grafana in the same compose file finds Prometheus. */
export const DATASOURCES = {
  apiVersion: 1,
  datasources: [
    {
      name: "Prometheus",
      uid: "prometheus",
      type: "prometheus",
      url: "http://prometheus:9090",
      isDefault: true,
    },
  ],
} as const;

/** Where it finds the dashboard. */
export const PROVIDERS = {
  apiVersion: 1,
  providers: [{ name: "furlow", type: "file", options: { path: "/var/lib/grafana/dashboards" } }],
} as const;
