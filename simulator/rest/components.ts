import { ButtonStyle, ComponentType, MessageFlags } from "discord-api-types/v10";
import type { Component } from "../world/model.ts";
import type { BodyFault } from "./discord-error.ts";

type Path = (string | number)[];

const SELECTS: ReadonlySet<number> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

const MAX_ROWS = 5;
const MAX_COMPONENTS = 40;

/** A component and where in the body it stands. */
interface Placed {
  component: Component;
  path: Path;
}

/**
 * What Discord refuses about components beyond their schema.
 * https://discord.com/developers/docs/components/reference
 */
export function componentFaults(
  components: Component[],
  flags: number,
  root: Path = ["components"],
): BodyFault[] {
  const all = components.flatMap((component, index) => flatten(component, [...root, index]));
  return [
    ...layoutFaults(components, all.length, flags, root),
    ...duplicateFaults(all),
    ...all.flatMap((placed) => (placed.component.type === ComponentType.Button ? buttonFaults(placed) : [])),
    ...all.flatMap((placed) => (placed.component.type === ComponentType.ActionRow ? rowFaults(placed) : [])),
    ...all.flatMap((placed) => (SELECTS.has(placed.component.type) ? selectFaults(placed) : [])),
  ];
}

function flatten(component: Component, path: Path): Placed[] {
  const inner = (component.components ?? []).flatMap((child, index) =>
    flatten(child, [...path, "components", index]),
  );
  const single = (["component", "accessory"] as const).flatMap((key) => {
    const child = component[key];
    return child ? flatten(child, [...path, key]) : [];
  });
  return [{ component, path }, ...inner, ...single];
}

function layoutFaults(components: Component[], total: number, flags: number, root: Path): BodyFault[] {
  if (flags & MessageFlags.IsComponentsV2) {
    return total > MAX_COMPONENTS
      ? [fault(root, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", tooMany(MAX_COMPONENTS))]
      : [];
  }
  const foreign = components.findIndex((component) => component.type !== ComponentType.ActionRow);
  if (foreign >= 0)
    return [
      fault([...root, foreign, "type"], "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).'),
    ];
  return components.length > MAX_ROWS ? [fault(root, "BASE_TYPE_BAD_LENGTH", tooMany(MAX_ROWS))] : [];
}

function tooMany(limit: number): string {
  return `Must be ${limit} or fewer in length.`;
}

function duplicateFaults(all: Placed[]): BodyFault[] {
  const seen = new Set<string>();
  return all.flatMap(({ component, path }) => {
    const id = component.custom_id;
    if (!id) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const message = "Component custom id cannot be duplicated";
    return [fault([...path, "custom_id"], "COMPONENT_CUSTOM_ID_DUPLICATED", message)];
  });
}

function buttonFaults({ component, path }: Placed): BodyFault[] {
  const faults: BodyFault[] = [];
  const style = component["style"];
  const requires =
    style === ButtonStyle.Link ? "url" : style === ButtonStyle.Premium ? "sku_id" : "custom_id";
  if (!component[requires])
    faults.push(fault([...path, requires], "BASE_TYPE_REQUIRED", "This field is required"));
  if (requires !== "custom_id" && component.custom_id) {
    faults.push(
      fault([...path, "custom_id"], "COMPONENT_CUSTOM_ID_NOT_ALLOWED", "A custom id is not allowed here"),
    );
  }
  if (style !== ButtonStyle.Premium && !component["label"] && !component["emoji"]) {
    faults.push(fault(path, "BUTTON_COMPONENT_INVALID_EMPTY", "A button must have a label or emoji."));
  }
  return faults;
}

function rowFaults({ component, path }: Placed): BodyFault[] {
  const children = component.components ?? [];
  const selects = children.filter((child) => SELECTS.has(child.type)).length;
  if (selects === 0 || children.length === 1) return [];
  return [
    fault(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"),
  ];
}

function selectFaults({ component, path }: Placed): BodyFault[] {
  const { options, min_values: min, max_values: max } = component;
  if (typeof min === "number" && typeof max === "number" && min > max) {
    return [fault([...path, "min_values"], "SELECT_COMPONENT_INVALID_RANGE", "Minimum exceeds maximum.")];
  }
  if (!Array.isArray(options)) return [];
  const values = options.map((option: { value?: unknown }) => option.value);
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [
          fault(
            [...path, "options", index, "value"],
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
            "The specified option value is already used",
          ),
        ],
  );
}

function fault(path: Path, code: string, message: string): BodyFault {
  return { path, code, message };
}
