import type { Dashboard, RowPanel, Panel as SchemaPanel } from "@grafana/schema";

/** How the values of a panel are shown, in Grafana's names. */
export type Unit = "short" | "s" | "bytes" | "percentunit" | "reqps" | "none";

/** A graph, or a number where only the present counts. */
export interface Panel {
  readonly title: string;
  readonly kind?: "timeseries" | "stat" | "table";
  readonly unit: Unit;
  /** For whoever looks at it for the first time. */
  readonly description?: string;
  readonly queries: readonly PanelQuery[];
  /** From where on a value is shown as bad. */
  readonly limit?: number;
}

export interface PanelQuery {
  /** PromQL. */
  readonly query: string;
  /** The name of each line, with `{{label}}` for its labels. */
  readonly legend: string;
}

export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const DATASOURCE = { type: "prometheus", uid: "${datasource}" } as const;

/** Grafana's grid is 24 units wide. */
const WIDTH = 24;
const SIZE = { w: 8, h: 8 } as const;

/** Rows one below the other, three panels beside each other; ids in their order. */
export function laidOut(rows: readonly Row[]): NonNullable<Dashboard["panels"]> {
  const panels: (SchemaPanel | RowPanel)[] = [];
  let y = 0;
  for (const { title, panels: own } of rows) {
    panels.push({
      id: panels.length + 1,
      type: "row",
      title,
      collapsed: false,
      gridPos: { x: 0, y, w: WIDTH, h: 1 },
      panels: [],
    });
    y++;
    for (const [i, panel] of own.entries()) {
      const column = (i * SIZE.w) % WIDTH;
      if (i > 0 && column === 0) y += SIZE.h;
      panels.push(grafanaPanel(panel, panels.length + 1, { x: column, y }));
    }
    y += SIZE.h;
  }
  return panels;
}

function grafanaPanel(panel: Panel, id: number, place: { x: number; y: number }): SchemaPanel {
  const { title, kind = "timeseries", unit, description, queries, limit } = panel;
  const steps = [
    { color: "green", value: null },
    ...(limit === undefined ? [] : [{ color: "red", value: limit }]),
  ];
  return {
    id,
    type: kind,
    title,
    ...(description !== undefined && { description }),
    datasource: DATASOURCE,
    gridPos: { ...place, ...SIZE },
    fieldConfig: {
      defaults: {
        unit,
        min: 0,
        thresholds: { mode: "absolute" as never, steps },
        custom: kind === "timeseries" && limit !== undefined ? { thresholdsStyle: { mode: "line" } } : {},
      },
      overrides: [],
    },
    options: optionsOf(kind),
    targets: queries.map(({ query, legend }, i) => ({
      refId: String.fromCharCode("A".charCodeAt(0) + i),
      datasource: DATASOURCE,
      expr: query,
      legendFormat: legend,
      ...(kind !== "timeseries" && { instant: true, range: false }),
      ...(kind === "table" && { format: "table" }),
    })),
  };
}

function optionsOf(kind: NonNullable<Panel["kind"]>): Record<string, unknown> {
  if (kind === "stat") return { colorMode: "value", reduceOptions: { calcs: ["lastNotNull"] } };
  if (kind === "table") return { showHeader: true };
  return { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi", sort: "desc" } };
}
