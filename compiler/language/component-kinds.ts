import { entryOf, type MapNode, valueAt } from "../source/node.ts";

export type ComponentKind = "button" | "select" | "modal";

/** The groups of the section `components`. */
export const COMPONENT_GROUPS = { buttons: "button", selects: "select", modals: "modal" } as const;
export type ComponentGroup = keyof typeof COMPONENT_GROUPS;
export const GROUP_NAMES = Object.keys(COMPONENT_GROUPS) as ComponentGroup[];

/** The names under which a component has its custom_id. */
export const ID_KEYS = ["custom_id", "customId", "id"] as const;

/** What a component is by its `type`, or by what it has; `assumed` where that does not say. */
export function kindOf(node: MapNode, assumed: ComponentKind): ComponentKind {
  if (assumed === "modal") return assumed;
  const type = valueAt(node, "type");
  const name = type?.kind === "scalar" ? String(type.value).toLowerCase() : "";
  if (name === "modal") return "modal";
  if (/select|^[35678]$/.test(name)) return "select";
  if (name === "button" || name === "2") return "button";
  return entryOf(node, "options") === undefined ? assumed : "select";
}

/** The group that a kind belongs to. */
export function groupOfKind(kind: ComponentKind): ComponentGroup {
  return GROUP_NAMES.find((group) => COMPONENT_GROUPS[group] === kind)!;
}
