import { CHANNEL_TYPES } from "../../../runtime-lib/messages/channel-types.ts";
import { isButtonStyle } from "../../../runtime-lib/messages/components.ts";
import type { CheckContext } from "../../2-check/context.ts";
import { checkCondition } from "../../2-check/values/condition.ts";
import { checkExpressionText, checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText, type Node } from "../../source/node.ts";
import { type Checked, fieldKind } from "../field.ts";
import { emoji, lowerEmoji } from "./emoji.ts";
import { type ListOf, listOrTemplate } from "./list-or-template.ts";
import { numberWithin } from "./numbers.ts";
import { limited, structure } from "./shapes.ts";
import { boolean, text } from "./values.ts";
import { word } from "./words.ts";

/** What Discord takes (https://discord.com/developers/docs/components/reference). */
const LIMITS = {
  customId: 100,
  label: 80,
  url: 512,
  placeholder: 150,
  options: 25,
  optionText: 100,
} as const;

export const customId = (required = false) =>
  text("What tells it apart when it is used.", {
    required,
    aliases: ["customId", "id"],
    limit: { what: "the custom_id", maximum: LIMITS.customId },
  });

const condition = fieldKind<Typed>("condition", { type: ["string", "boolean", "object"] }, checkCondition);

/** Leaves a component out where it does not hold. */
export const whenField = condition("Whether it is shown.");

const STYLE_NAMES = ["primary", "secondary", "success", "danger", "link"] as const;

/** A style by name or by Discord's number. */
const buttonStyle = fieldKind<Typed>("style of button", { enum: STYLE_NAMES }, (node, context) => {
  const number = node.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
  const name = number === undefined ? undefined : STYLE_NAMES[number - 1];
  if (name !== undefined) return { kind: "literal", value: name, type: { kind: "string" }, span: node.span };
  const lower = isText(node) && isButtonStyle(node.value.toLowerCase());
  if (lower)
    return { kind: "literal", value: node.value.toLowerCase(), type: { kind: "string" }, span: node.span };
  return word(STYLE_NAMES)("").check(node, context);
});

export const buttonFields = {
  custom_id: customId(),
  label: limited("Its text.", "the label", LIMITS.label),
  style: buttonStyle("How it looks: primary when left out, link when it has a `url`."),
  emoji: emoji("An emoji before the text."),
  url: text("Where a link button leads.", { limit: { what: "the address", maximum: LIMITS.url } }),
  disabled: boolean("Whether it cannot be used."),
  when: whenField,
};
export type ButtonFields = Checked<typeof buttonFields>;

const optionFields = {
  label: limited("Its text.", "the label", LIMITS.optionText),
  value: limited("What it stands for; its text when left out.", "the value", LIMITS.optionText),
  description: limited("Smaller text below.", "the description", LIMITS.optionText),
  emoji: emoji("An emoji before the text."),
  default: boolean("Whether it is chosen at first."),
  when: whenField,
};
type SelectOption = Checked<typeof optionFields>;

const options = listOrTemplate<SelectOption>("option", (node, context) => {
  const checked = structure("option", optionFields, "label")("").check(node, context);
  if (checked !== undefined && checked.label === undefined && checked.value === undefined) {
    context.diagnostics.report("missing-field", node.span, { field: "label", owner: "option" });
    return undefined;
  }
  return checked;
});

/** The options of a menu: a list, or an expression that gives one, with or without `${}`. */
const selectOptions = fieldKind<ListOf<SelectOption>>(
  "list of option",
  { type: ["array", "string"] },
  (node, context) => {
    if (isText(node) && !isTemplate(node.value)) {
      return { kind: "computed", list: checkExpressionText(node, context) };
    }
    const checked = options("").check(node, context);
    if (checked?.kind === "items") checkOptions(checked.items, node, context);
    return checked;
  },
  optionFields,
);

function checkOptions(items: readonly SelectOption[], node: Node, context: CheckContext): void {
  const beyond = node.kind === "list" ? node.items[LIMITS.options] : undefined;
  if (beyond !== undefined)
    context.diagnostics.report("too-many", beyond.span, { what: "options", limit: LIMITS.options });
  const seen = new Set<string>();
  for (const { value, label, when } of items) {
    const chosen = value ?? label;
    if (chosen?.kind !== "literal" || when !== undefined) continue;
    const written = String(chosen.value ?? "");
    if (seen.has(written))
      context.diagnostics.report("duplicate-value", chosen.span ?? node.span, {
        what: "option",
        value: written,
      });
    seen.add(written);
  }
}

/** Types of channels by name or number, or an expression that gives them. */
const channelTypes = listOrTemplate<number | Typed>("channel type", (node, context) => {
  if (node.kind === "scalar" && typeof node.value === "number") return node.value;
  if (isText(node) && isTemplate(node.value)) return checkTemplate(node, context);
  const checked = word(Object.keys(CHANNEL_TYPES))("").check(node, context);
  return checked?.kind === "literal" ? CHANNEL_TYPES[String(checked.value)] : undefined;
});

const commonSelectFields = {
  custom_id: customId(),
  placeholder: limited("Text while nothing is chosen.", "the placeholder", LIMITS.placeholder),
  min_values: numberWithin({ minimum: 0, maximum: 25, whole: true })("Fewest choices.", {
    aliases: ["minValues"],
  }),
  max_values: numberWithin({ minimum: 1, maximum: 25, whole: true })("Most choices.", {
    aliases: ["maxValues"],
  }),
  disabled: boolean("Whether it cannot be used."),
  when: whenField,
};

export const stringSelectFields = {
  ...commonSelectFields,
  options: selectOptions("What can be chosen.", { required: true }),
};
export const entitySelectFields = commonSelectFields;
export const channelSelectFields = {
  ...commonSelectFields,
  channel_types: channelTypes("Only channels of these types.", { aliases: ["channelTypes"] }),
};

/** Any select menu's fields: those that only some have may be missing. */
export type SelectFields = Checked<typeof commonSelectFields> &
  Partial<Pick<Checked<typeof stringSelectFields>, "options">> &
  Partial<Pick<Checked<typeof channelSelectFields>, "channel_types">>;

/** Functions of the runtime for select menus, by the names of types that documents use. */
export const SELECTS = {
  select: "stringSelect",
  select_menu: "stringSelect",
  string_select: "stringSelect",
  "3": "stringSelect",
  user_select: "userSelect",
  "5": "userSelect",
  role_select: "roleSelect",
  "6": "roleSelect",
  mentionable_select: "mentionableSelect",
  "7": "mentionableSelect",
  channel_select: "channelSelect",
  "8": "channelSelect",
} as const;
export type SelectFunction = (typeof SELECTS)[keyof typeof SELECTS];

/** A call of the runtime's `button`. */
export function lowerButton(fields: ButtonFields, lower: LowerContext): Expression {
  const properties = present({
    custom_id: fields.custom_id && lower.text(fields.custom_id),
    label: fields.label && lower.text(fields.label),
    style: fields.style && lowerStyle(fields.style, lower),
    emoji: fields.emoji && lowerEmoji(fields.emoji, lower),
    url: fields.url && lower.text(fields.url),
    disabled: fields.disabled && lower.boolean(fields.disabled),
  });
  return ir.call(ir.runtime("button"), [ir.object(properties)]);
}

function lowerStyle(style: Typed, lower: LowerContext): Expression {
  return style.kind === "literal"
    ? lower.text(style)
    : ir.call(ir.runtime("buttonStyle"), [lower.text(style)]);
}

/** A call of the runtime's function for a kind of menu. */
export function lowerSelect(select: SelectFunction, fields: SelectFields, lower: LowerContext): Expression {
  const properties = present({
    custom_id: fields.custom_id && lower.text(fields.custom_id),
    placeholder: fields.placeholder && lower.text(fields.placeholder),
    min_values: fields.min_values && lower.number(fields.min_values),
    max_values: fields.max_values && lower.number(fields.max_values),
    disabled: fields.disabled && lower.boolean(fields.disabled),
    options: fields.options && lowerOptions(fields.options, lower),
    channel_types: fields.channel_types && lowerChannelTypes(fields.channel_types, lower),
  });
  return ir.call(ir.runtime(select), [ir.object(properties)]);
}

function lowerOptions(options: ListOf<SelectOption>, lower: LowerContext): Expression {
  if (options.kind === "computed")
    return ir.call(ir.runtime("selectOptionsFrom"), [lower.value(options.list)]);
  return ir.array(options.items.map((option) => onlyWhen(option.when, lowerOption(option, lower), lower)));
}

function lowerOption(option: SelectOption, lower: LowerContext): Expression {
  return ir.object(
    present({
      label: lower.text((option.label ?? option.value)!),
      value: lower.text((option.value ?? option.label)!),
      description: option.description && lower.text(option.description),
      emoji: option.emoji && lowerEmoji(option.emoji, lower),
      default: option.default && lower.boolean(option.default),
    }),
  );
}

function lowerChannelTypes(types: ListOf<number | Typed>, lower: LowerContext): Expression {
  const computed = (value: Expression) => ir.call(ir.runtime("channelTypes"), [value]);
  if (types.kind === "computed") return computed(lower.value(types.list));
  const items = types.items.map((item) => (typeof item === "number" ? ir.literal(item) : lower.value(item)));
  const fixed = types.items.every((item) => typeof item === "number");
  return fixed ? ir.array(items) : computed(ir.array(items));
}

/** What is there only where a condition holds. */
export function onlyWhen(when: Typed | undefined, value: Expression, lower: LowerContext): Expression {
  return when === undefined ? value : ir.conditional(lower.condition(when), value, ir.literal(undefined));
}

/** The type of a component as documents write it, in one spelling; undefined after reporting a computed one. */
export function typeOf(node: Node | undefined, context: CheckContext): string | undefined {
  if (node === undefined) return "";
  if (node.kind === "scalar" && node.value !== null && !(isText(node) && isTemplate(node.value)))
    return String(node.value).toLowerCase();
  return wrongKind(node, "a type of component, such as button", context);
}
