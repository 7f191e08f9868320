import type { Dashboard } from "@grafana/schema";
import type { DeploymentModel } from "../model.ts";
import { laidOut } from "./panels.ts";
import { rowsOf } from "./rows.ts";

/** Grafana takes names of 40 characters. */
const LONGEST_UID = 40;

/** What the bot serves, as a dashboard of Grafana. */
export function dashboard(model: DeploymentModel): Dashboard {
  return {
    uid: `furlow-${model.name}`.slice(0, LONGEST_UID),
    title: model.title,
    tags: ["furlow", "discord"],
    timezone: "browser",
    editable: true,
    schemaVersion: 39,
    refresh: "30s",
    time: { from: "now-6h", to: "now" },
    templating: {
      list: [{ name: "datasource", type: "datasource", label: "Prometheus", query: "prometheus" }],
    },
    annotations: {
      list: [
        {
          name: "Alerts",
          datasource: { type: "prometheus", uid: "${datasource}" },
          enable: true,
          iconColor: "red",
          expr: `ALERTS{alertstate="firing",bot="${model.name}"}`,
          titleFormat: "{{alertname}}",
        } as never,
      ],
    },
    panels: laidOut(rowsOf(model)),
  };
}
