import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { type PartUse, usePart } from "../../2-check/part-use.ts";
import type { PartDeclaration } from "../../2-check/parts.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import type { LowerContext } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { failed } from "../../expression/check/index.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { present } from "../../expression/types.ts";
import { entryOf, isText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { fieldKind } from "../field.ts";
import { COMPONENT } from "../field-kinds.ts";
import {
  type ButtonFields,
  buttonFields,
  channelSelectFields,
  entitySelectFields,
  lowerButton,
  lowerSelect,
  onlyWhen,
  SELECTS,
  type SelectFields,
  type SelectFunction,
  stringSelectFields,
  typeOf,
  whenField,
} from "./component-parts.ts";
import { DISPATCH_KEYS } from "./dispatch-keys.ts";

const MAXIMUM_ROWS = 5;
const BUTTONS_IN_ROW = 5;

/** A button or menu of a message. */
export type Item =
  | { readonly kind: "button"; readonly fields: ButtonFields; readonly span: Span }
  | {
      readonly kind: "select";
      readonly select: SelectFunction;
      readonly fields: SelectFields;
      readonly span: Span;
    }
  | { readonly kind: "named"; readonly use: PartUse; readonly span: Span }
  /** One or several, given by an expression. */
  | { readonly kind: "computed"; readonly value: Typed; readonly span: Span };

/** Items side by side. */
export interface ComponentRow {
  readonly kind: "row";
  readonly items: readonly Item[];
  readonly when: Typed | undefined;
  readonly span: Span;
}

/** The components of a message; computed ones from an expression that gives a list. */
export type Components = readonly (ComponentRow | (Item & { kind: "computed" }))[];

/** Rows of buttons and menus; buttons and menus that stand in no row are put into rows. */
export const components = fieldKind<Components>(
  `list of ${COMPONENT}`,
  { type: ["array", "string"] },
  (node, context) => {
    const items = node.kind === "list" ? node.items : [node];
    // What is reported already still counts as something, so that its message is not empty.
    const checked = items.map((item) => checkAny(item, context) ?? faulty(item));
    const rows = intoRows(checked);
    checkLayout(rows, context);
    return rows;
  },
);

function faulty({ span }: Node): Item {
  return { kind: "computed", value: failed(span), span };
}

/** A row, or what may stand in one. */
function checkAny(node: Node, context: CheckContext): ComponentRow | Item | undefined {
  const isRow =
    node.kind === "map" &&
    (["row", "action_row", "actionrow", "1"].includes(typeOf(valueAt(node, "type"), context) ?? "") ||
      (valueAt(node, "type") === undefined && valueAt(node, "components") !== undefined));
  return isRow ? checkRow(node, context) : checkItem(node, context);
}

const rowFields = {
  components: fieldKind<readonly Item[]>(
    "list of component",
    { type: ["array", "string"] },
    (node, context) => {
      const items = node.kind === "list" ? node.items : [node];
      return items.map((item) => checkItem(item, context)).filter((item) => item !== undefined);
    },
  )("What stands in it.", { required: true }),
  when: whenField,
};

function checkRow(node: MapNode, context: CheckContext): ComponentRow | undefined {
  const fields = checkFields(rowFields, node, "row", node.span, context, ["type"]);
  if (fields === undefined) return undefined;
  return { kind: "row", items: fields.components!, when: fields.when, span: node.span };
}

function checkItem(node: Node, context: CheckContext): Item | undefined {
  const { span } = node;
  if (isText(node)) {
    if (!isTemplate(node.value)) return useComponent(node, context);
    const value = checkTemplate(node, context);
    if (value.kind === "error") return undefined;
    if (present(value.type).kind !== "string") return { kind: "computed", value, span };
    context.diagnostics.report("not-supported", span, { what: "the name of a component that is computed" });
    return undefined;
  }
  if (node.kind !== "map") return wrongKind(node, "a component", context);
  const reference = valueAt(node, "$ref");
  if (reference?.kind === "scalar") return useComponent(reference, context);
  return checkWritten(node, undefined, context);
}

function useComponent(node: Node & { kind: "scalar" }, context: CheckContext): Item | undefined {
  const name = String(node.value).replace(/^components\.(?:buttons\.|selects\.)?/, "");
  const use = usePart("component", name, node.span, context);
  return use && { kind: "named", use, span: node.span };
}

/** A button or menu that is written out. `declared` is set for one of the section `components`. */
function checkWritten(
  node: MapNode,
  declared: PartDeclaration | undefined,
  context: CheckContext,
): (Item & { kind: "button" | "select" }) | undefined {
  const type = typeOf(valueAt(node, "type"), context);
  if (type === undefined) return undefined;
  const kind = type === "" ? assumedType(node, declared) : type;
  if (kind === "button" || kind === "2") return checkButton(node, declared, context);
  if (Object.hasOwn(SELECTS, kind)) {
    return checkSelect(node, SELECTS[kind as keyof typeof SELECTS], declared, context);
  }
  const known = ["row", "button", ...Object.keys(SELECTS).filter((name) => !/^\d/.test(name))];
  context.diagnostics.report("unknown-component-type", valueAt(node, "type")!.span, {
    type: kind,
    known,
    suggestion: didYouMean(kind, known),
  });
  return undefined;
}

function assumedType(node: MapNode, declared: PartDeclaration | undefined): string {
  return declared?.group === "selects" || valueAt(node, "options") !== undefined ? "select" : "button";
}

function keysBeside(declared: PartDeclaration | undefined): readonly string[] {
  return declared === undefined ? ["type"] : DISPATCH_KEYS;
}

/** In the section `when` says whether the actions run; in a message whether the component is shown. */
function shown<F extends { readonly when: Typed | undefined }>(
  fields: F,
  declared: PartDeclaration | undefined,
): F {
  return declared === undefined ? fields : { ...fields, when: undefined };
}

function checkButton(
  node: MapNode,
  declared: PartDeclaration | undefined,
  context: CheckContext,
): (Item & { kind: "button" }) | undefined {
  // The actions of any other button have been put where handlers are.
  const leads = declared === undefined && entryOf(node, "url") !== undefined;
  const actions = leads ? entryOf(node, "actions") : undefined;
  if (actions !== undefined) context.diagnostics.report("link-with-actions", actions.key.span, {});
  const keys = [...keysBeside(declared), ...(leads ? ["actions"] : [])];
  const checked = checkFields(buttonFields, node, "button", node.span, context, keys);
  if (checked === undefined) return undefined;
  const fields = withCustomId(shown(checked, declared), checked.url === undefined ? declared : undefined);
  const { url, style, custom_id, label, emoji } = fields;
  const link = style?.kind === "literal" && style.value === "link";
  const report = (field: string) =>
    context.diagnostics.report("missing-field", node.span, { field, owner: "button" });
  if (link && url === undefined) report("url");
  else if (url === undefined && custom_id === undefined) report("custom_id");
  if (label === undefined && emoji === undefined) report("label");
  if (url !== undefined && custom_id !== undefined)
    context.diagnostics.report("link-with-id", custom_id.span ?? node.span, {});
  return { kind: "button", fields, span: node.span };
}

function checkSelect(
  node: MapNode,
  select: SelectFunction,
  declared: PartDeclaration | undefined,
  context: CheckContext,
): (Item & { kind: "select" }) | undefined {
  const definitions =
    select === "stringSelect"
      ? stringSelectFields
      : select === "channelSelect"
        ? channelSelectFields
        : entitySelectFields;
  const checked = checkFields(definitions, node, "select", node.span, context, keysBeside(declared));
  if (checked === undefined) return undefined;
  const fields: SelectFields = withCustomId(shown(checked, declared), declared);
  if (fields.custom_id === undefined) {
    context.diagnostics.report("missing-field", node.span, { field: "custom_id", owner: "select" });
    return undefined;
  }
  const [least, most] = [fields.min_values, fields.max_values];
  if (least?.kind === "literal" && most?.kind === "literal" && Number(least.value) > Number(most.value)) {
    const parameters = { expected: `number up to max_values (${most.value})`, found: String(least.value) };
    context.diagnostics.report("out-of-range", least.span ?? node.span, parameters);
  }
  return { kind: "select", select, fields, span: node.span };
}

/** A component of the section has its key as its custom_id. */
function withCustomId<F extends { readonly custom_id: Typed | undefined }>(
  fields: F,
  declared: PartDeclaration | undefined,
): F {
  if (fields.custom_id !== undefined || declared === undefined) return fields;
  return { ...fields, custom_id: typedLiteral(declared.customId, declared.span) };
}

/** One of the section `components`. */
export function checkNamedComponent(
  node: MapNode,
  declaration: PartDeclaration,
  context: CheckContext,
): ((lower: LowerContext) => Expression) | undefined {
  const item = checkWritten(node, declaration, context);
  return item && ((lower) => lowerItem(item, lower));
}

/** Puts items that stand in no row into rows: buttons by fives, a menu alone. */
function intoRows(items: readonly (ComponentRow | Item)[]): Components {
  const rows: (ComponentRow | (Item & { kind: "computed" }))[] = [];
  let buttons: Item[] = [];
  const flush = () => {
    const [first] = buttons;
    if (first !== undefined) rows.push({ kind: "row", items: buttons, when: undefined, span: first.span });
    buttons = [];
  };
  for (const item of items) {
    if (item.kind !== "row" && isButton(item)) {
      if (buttons.push(item) === BUTTONS_IN_ROW) flush();
      continue;
    }
    flush();
    if (item.kind === "row" || item.kind === "computed") rows.push(item);
    else rows.push({ kind: "row", items: [item], when: undefined, span: item.span });
  }
  flush();
  return rows;
}

function isButton(item: Item): boolean {
  if (item.kind === "named") return item.use.part.declaration.group === "buttons";
  return item.kind === "button";
}

/** What Discord refuses about rows and what stands in them. */
function checkLayout(rows: Components, context: CheckContext): void {
  const beyond = rows[MAXIMUM_ROWS];
  if (beyond !== undefined)
    context.diagnostics.report("too-many", beyond.span, { what: "rows", limit: MAXIMUM_ROWS });
  const ids = new Set<string>();
  for (const row of rows) {
    if (row.kind !== "row") continue;
    const extra = row.items[BUTTONS_IN_ROW];
    if (extra !== undefined) {
      const parameters = { what: "components in a row", limit: BUTTONS_IN_ROW };
      context.diagnostics.report("too-many", extra.span, parameters);
    }
    const select = row.items.find((item) => item.kind !== "computed" && !isButton(item));
    if (select !== undefined && row.items.length > 1)
      context.diagnostics.report("crowded-select", select.span, {});
    // Rows under conditions may exclude each other.
    if (row.when === undefined) for (const item of row.items) noteId(item, ids, context);
  }
}

function noteId(item: Item, ids: Set<string>, context: CheckContext): void {
  const id = customIdOf(item);
  if (id === undefined) return;
  if (ids.has(id)) context.diagnostics.report("duplicate-value", item.span, { what: "custom_id", value: id });
  ids.add(id);
}

function customIdOf(item: Item): string | undefined {
  if (item.kind === "named") return item.use.part.declaration.customId;
  if (item.kind === "computed" || item.fields.when !== undefined) return undefined;
  const { custom_id } = item.fields;
  return custom_id?.kind === "literal" ? String(custom_id.value) : undefined;
}

/** The rows of a message as the runtime takes them. */
export function lowerComponents(rows: Components, lower: LowerContext): Expression {
  const [only] = rows;
  if (rows.length === 1 && only?.kind === "computed") return computedRows(only, lower);
  return ir.array(
    rows.map((row) => {
      if (row.kind === "computed") return ir.spread(computedRows(row, lower));
      const items = row.items.map((item) => lowerItem(item, lower));
      return onlyWhen(row.when, ir.call(ir.runtime("row"), items), lower);
    }),
  );
}

function computedRows({ value }: Item & { kind: "computed" }, lower: LowerContext): Expression {
  return ir.call(ir.runtime("componentsFrom"), [lower.value(value)]);
}

function lowerItem(item: Item, lower: LowerContext): Expression {
  switch (item.kind) {
    case "button":
      return onlyWhen(item.fields.when, lowerButton(item.fields, lower), lower);
    case "select":
      return onlyWhen(item.fields.when, lowerSelect(item.select, item.fields, lower), lower);
    case "named":
      return lower.part(item.use);
    case "computed":
      return ir.spread(ir.call(ir.runtime("rowItemsFrom"), [lower.value(item.value)]));
  }
}
