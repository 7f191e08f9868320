import type { Dashboard } from "@grafana/schema";

/** All queries of a dashboard. */
export function queriesOf({ panels = [] }: Dashboard): string[] {
  return panels.flatMap((panel) => {
    const targets = "targets" in panel ? (panel.targets ?? []) : [];
    return targets.map((target) => String(target["expr"]));
  });
}
