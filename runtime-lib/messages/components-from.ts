import { ComponentType } from "discord-api-types/v10";
import { FurlowError } from "../errors/errors.ts";
import { property, text, truthy } from "../expressions/values.ts";
import { channelTypes } from "./channel-types.ts";
import {
  button,
  buttonStyle,
  channelSelect,
  mentionableSelect,
  type Row,
  type RowItem,
  roleSelect,
  row,
  type SelectOptionInput,
  stringSelect,
  userSelect,
} from "./components.ts";
import { layOut } from "./layout.ts";
import { emoji } from "./short-names.ts";

/** Types of components by every name that documents use, and by Discord's number. */
const KINDS: Readonly<
  Record<string, "row" | "button" | "string" | "user" | "role" | "mentionable" | "channel">
> = {
  row: "row",
  action_row: "row",
  [ComponentType.ActionRow]: "row",
  button: "button",
  [ComponentType.Button]: "button",
  select: "string",
  select_menu: "string",
  string_select: "string",
  [ComponentType.StringSelect]: "string",
  user_select: "user",
  [ComponentType.UserSelect]: "user",
  role_select: "role",
  [ComponentType.RoleSelect]: "role",
  mentionable_select: "mentionable",
  [ComponentType.MentionableSelect]: "mentionable",
  channel_select: "channel",
  [ComponentType.ChannelSelect]: "channel",
};

const STYLES = ["primary", "secondary", "success", "danger", "link"];

/**
 * Rows from a list of maps that an expression gave: rows, or buttons and menus that are put into rows; nothing
 * is no rows. Throws E3003 for what is no component.
 */
export function componentsFrom(value: unknown): Row[] {
  if (value === undefined || value === null) return [];
  const items = [value].flat().flatMap((each): (Row | RowItem)[] => {
    if (kindOf(each) !== "row") return [itemFrom(each)];
    const inner = property(each, "components");
    const made = row(...(Array.isArray(inner) ? inner.map(itemFrom) : []));
    return made === undefined ? [] : [made];
  });
  return layOut(items);
}

/** What an expression gives for a place in a row: a button or menu, or a list of them. Throws E3003. */
export function rowItemsFrom(value: unknown): RowItem[] {
  return value === undefined || value === null ? [] : [value].flat().map(itemFrom);
}

function kindOf(value: unknown): string | undefined {
  const type = text(property(value, "type"));
  return Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
}

/** A button or menu from a map. */
function itemFrom(value: unknown): RowItem {
  const kind = kindOf(value);
  if (kind === "button") return buttonFrom(value);
  const input = {
    custom_id: textAt(value, "custom_id", "customId", "id") ?? "",
    ...defined({
      placeholder: textAt(value, "placeholder"),
      min_values: numberAt(value, "min_values", "minValues"),
      max_values: numberAt(value, "max_values", "maxValues"),
    }),
    disabled: truthy(property(value, "disabled")),
  };
  switch (kind) {
    case "string":
      return stringSelect({ ...input, options: selectOptionsFrom(property(value, "options")) });
    case "user":
      return userSelect(input);
    case "role":
      return roleSelect(input);
    case "mentionable":
      return mentionableSelect(input);
    case "channel": {
      const types = first(value, "channel_types", "channelTypes");
      return channelSelect(types === undefined ? input : { ...input, channel_types: channelTypes(types) });
    }
    default:
      throw new FurlowError("E3003", `"${text(property(value, "type"))}" is not a type of component`);
  }
}

function buttonFrom(value: unknown): RowItem {
  const style = first(value, "style");
  return button({
    ...defined({
      custom_id: textAt(value, "custom_id", "customId", "id"),
      label: textAt(value, "label"),
      emoji: first(value, "emoji") === undefined ? undefined : emoji(first(value, "emoji")),
      url: textAt(value, "url"),
    }),
    style: buttonStyle(typeof style === "number" ? (STYLES[style - 1] ?? "") : text(style).toLowerCase()),
    disabled: truthy(property(value, "disabled")),
  });
}

/** The options of a menu from a list of maps or texts that an expression gave. */
export function selectOptionsFrom(value: unknown): SelectOptionInput[] {
  if (value === undefined || value === null) return [];
  return [value].flat().map((each) => {
    if (typeof each !== "object" || each === null) return { label: text(each), value: text(each) };
    const label = textAt(each, "label", "name") ?? textAt(each, "value") ?? "";
    return {
      label,
      value: textAt(each, "value") ?? label,
      ...defined({
        description: textAt(each, "description"),
        emoji: first(each, "emoji") === undefined ? undefined : emoji(first(each, "emoji")),
      }),
      default: truthy(property(each, "default")),
    };
  });
}

/** The first of these properties that is there. */
function first(value: unknown, ...names: readonly string[]): unknown {
  for (const name of names) {
    const found = property(value, name);
    if (found !== undefined && found !== null) return found;
  }
  return undefined;
}

function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const found = first(value, ...names);
  return found === undefined ? undefined : text(found);
}

function numberAt(value: unknown, ...names: readonly string[]): number | undefined {
  const found = first(value, ...names);
  return found === undefined ? undefined : Number(found);
}

function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
