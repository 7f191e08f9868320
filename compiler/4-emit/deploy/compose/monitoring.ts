import type { ComposeService } from "./types.ts";

/** The profile with which the services below are started. */
export const MONITORING = "monitoring";

/** Where Grafana answers, on this host only. */
export const GRAFANA_PORT = 3_000;

const COMMON = {
  profiles: [MONITORING],
  restart: "unless-stopped",
  cap_drop: ["ALL"],
  security_opt: ["no-new-privileges:true"],
} as const;

/** A Prometheus that asks the bot's containers, and a Grafana that shows whoever is on this host what it has heard. */
export const monitoringServices: Readonly<Record<string, ComposeService>> = {
  prometheus: {
    image: "docker.io/prom/prometheus:v3.5.0",
    command: ["--config.file=/etc/prometheus/prometheus.yaml", "--storage.tsdb.retention.time=15d"],
    ...COMMON,
    read_only: true,
    volumes: ["./monitoring/prometheus:/etc/prometheus:ro", "prometheus:/prometheus"],
  },
  grafana: {
    image: "docker.io/grafana/grafana:12.1.1",
    ...COMMON,
    environment: {
      GF_AUTH_ANONYMOUS_ENABLED: "true",
      GF_AUTH_DISABLE_LOGIN_FORM: "true",
      GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: "/var/lib/grafana/dashboards/bot.json",
    },
    ports: [`127.0.0.1:${GRAFANA_PORT}:3000`],
    volumes: [
      "./monitoring/grafana/provisioning:/etc/grafana/provisioning:ro",
      "./monitoring/grafana/dashboards:/var/lib/grafana/dashboards:ro",
    ],
  },
};
