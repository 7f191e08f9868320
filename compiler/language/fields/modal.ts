import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { type PartUse, usePart } from "../../2-check/part-use.ts";
import type { PartDeclaration } from "../../2-check/parts.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import { type LowerContext, present } from "../../3-lower/context.ts";
import { type Expression, ir } from "../../3-lower/ir.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText, type MapNode, type Node, valueAt } from "../../source/node.ts";
import { type Checked, type Field, fieldKind } from "../field.ts";
import { MODAL } from "../field-kinds.ts";
import { customId, onlyWhen, typeOf, whenField } from "./component-parts.ts";
import { DISPATCH_KEYS } from "./dispatch-keys.ts";
import { numberWithin } from "./numbers.ts";
import { limited } from "./shapes.ts";
import { boolean, text } from "./values.ts";
import { word } from "./words.ts";

/** What Discord takes (https://discord.com/developers/docs/components/reference#text-input). */
const LIMITS = { title: 45, label: 45, placeholder: 100, value: 4000, length: 4000, inputs: 5 } as const;

const STYLES = { "1": "short", "2": "paragraph", long: "paragraph" };

/** A style by name or by Discord's number. */
const inputStyle = fieldKind<Typed>("style of input", { enum: ["short", "paragraph"] }, (node, context) => {
  const number = node.kind === "scalar" && typeof node.value === "number" ? String(node.value) : undefined;
  const named = number === "1" || number === "2" ? STYLES[number] : undefined;
  if (named !== undefined) return typedLiteral(named, node.span);
  if (isText(node) && isTemplate(node.value)) return wrongKind(node, "short or paragraph", context);
  return word(["short", "paragraph"], STYLES)("").check(node, context);
});

const length = (minimum: number) => numberWithin({ minimum, maximum: LIMITS.length, whole: true });

export const inputFields = {
  custom_id: text("What tells it apart.", {
    required: true,
    aliases: ["customId", "id", "name"],
    limit: { what: "the custom_id", maximum: 100 },
  }),
  label: limited("What stands above it; its id when left out.", "the label", LIMITS.label),
  style: inputStyle("One line, or several (paragraph)."),
  placeholder: limited("Text while it is empty.", "the placeholder", LIMITS.placeholder),
  value: text("What it holds at first.", {
    aliases: ["default"],
    limit: { what: "the value", maximum: LIMITS.value },
  }),
  min_length: length(0)("Fewest characters.", { aliases: ["minLength"] }),
  max_length: length(1)("Most characters.", { aliases: ["maxLength"] }),
  required: boolean("Whether it must be filled in: true when left out."),
  when: whenField,
};
type Input = Checked<typeof inputFields>;

/** Inputs, each also in a row of its own. */
const inputs = fieldKind<readonly Input[]>(
  "list of input",
  { type: "array" },
  (node, context) => {
    if (node.kind !== "list") return wrongKind(node, "a list of inputs", context);
    const nodes = node.items.flatMap((item) => withoutRow(item, context));
    const checked = nodes.map((item) => checkInput(item, context)).filter((item) => item !== undefined);
    const beyond = nodes[LIMITS.inputs];
    if (beyond !== undefined)
      context.diagnostics.report("too-many", beyond.span, { what: "inputs", limit: LIMITS.inputs });
    if (nodes.length === 0)
      context.diagnostics.report("missing-field", node.span, { field: "components", owner: "modal" });
    checkIds(checked, node, context);
    return checked;
  },
  inputFields,
);

function withoutRow(node: Node, context: CheckContext): readonly Node[] {
  if (node.kind !== "map") return [node];
  const type = typeOf(valueAt(node, "type"), context);
  const inner = valueAt(node, "components");
  const isRow = ["row", "action_row", "1"].includes(type ?? "") || (type === "" && inner !== undefined);
  return isRow && inner?.kind === "list" ? inner.items : [node];
}

function checkInput(node: Node, context: CheckContext): Input | undefined {
  if (node.kind !== "map") return wrongKind(node, "an input", context);
  const type = typeOf(valueAt(node, "type"), context);
  if (type !== undefined && !["", "text_input", "text", "input", "4"].includes(type)) {
    context.diagnostics.report("unknown-component-type", valueAt(node, "type")!.span, {
      type,
      known: ["text_input"],
      suggestion: undefined,
    });
    return undefined;
  }
  const input = checkFields(inputFields, node, "text_input", node.span, context, ["type"]);
  const [least, most] = [input?.min_length, input?.max_length];
  if (least?.kind === "literal" && most?.kind === "literal" && Number(least.value) > Number(most.value)) {
    const parameters = { expected: `number up to max_length (${most.value})`, found: String(least.value) };
    context.diagnostics.report("out-of-range", least.span ?? node.span, parameters);
  }
  return input;
}

function checkIds(inputs: readonly Input[], node: Node, context: CheckContext): void {
  const seen = new Set<string>();
  for (const { custom_id, when } of inputs) {
    if (custom_id?.kind !== "literal" || when !== undefined) continue;
    const id = String(custom_id.value);
    if (seen.has(id)) {
      const parameters = { what: "custom_id", value: id };
      context.diagnostics.report("duplicate-value", custom_id.span ?? node.span, parameters);
    }
    seen.add(id);
  }
}

/** What a modal that is written out consists of. */
export const modalFields = {
  custom_id: customId(),
  title: limited("Its heading.", "the title", LIMITS.title),
  components: inputs("Its inputs, 1 to 5.", { aliases: ["inputs", "fields"] }),
};
export type WrittenModal = Checked<typeof modalFields>;

/** A modal: written out, or one of the section `components`. */
export type Modal =
  | { readonly kind: "written"; readonly fields: WrittenModal }
  | { readonly kind: "named"; readonly use: PartUse };

/** What is wrong with a modal is reported: it is there, but cannot be opened. */
type WrittenInField = Modal | { readonly kind: "faulty" };

export const modal: (summary: string) => Field<WrittenInField> = fieldKind<WrittenInField>(
  MODAL,
  { type: ["string", "object"] },
  (node, context) => checkModal(node, context) ?? { kind: "faulty" },
  modalFields,
);

function checkModal(node: Node, context: CheckContext): Modal | undefined {
  if (node.kind === "map") {
    const fields = checkFields(modalFields, node, "modal", node.span, context, ["type"]);
    return fields && completed(fields, node, undefined, context);
  }
  if (!isText(node) || isTemplate(node.value))
    return wrongKind(node, "the name of a modal, or a map", context);
  const use = usePart("modal", node.value.replace(/^components\.(?:modals\.)?/, ""), node.span, context);
  return use && { kind: "named", use };
}

/** A modal with all that Discord asks for; undefined after reporting what is missing. */
export function completed(
  fields: WrittenModal,
  node: Pick<Node, "span">,
  declared: PartDeclaration | undefined,
  context: CheckContext,
): (Modal & { kind: "written" }) | undefined {
  const id = declared && typedLiteral(declared.customId, declared.span);
  const custom_id = fields.custom_id ?? id;
  const given: Partial<Record<string, unknown>> = { ...fields, custom_id };
  const missing = Object.keys(modalFields).filter((field) => given[field] === undefined);
  for (const field of missing)
    context.diagnostics.report("missing-field", node.span, { field, owner: "modal" });
  return missing.length > 0 ? undefined : { kind: "written", fields: { ...fields, custom_id } };
}

/** A modal of the section `components`. */
export function checkNamedModal(
  node: MapNode,
  declaration: PartDeclaration,
  context: CheckContext,
): ((lower: LowerContext) => Expression) | undefined {
  const fields = checkFields(modalFields, node, "modal", declaration.span, context, DISPATCH_KEYS);
  const modal = fields && completed(fields, declaration, declaration, context);
  return modal && ((lower) => lowerWrittenModal(modal.fields, lower));
}

export function lowerModal(modal: Modal, lower: LowerContext): Expression {
  return modal.kind === "named" ? lower.part(modal.use) : lowerWrittenModal(modal.fields, lower);
}

function lowerWrittenModal(fields: WrittenModal, lower: LowerContext): Expression {
  const inputs = fields.components!.map((input) => onlyWhen(input.when, lowerInput(input, lower), lower));
  const properties = present({
    custom_id: lower.text(fields.custom_id!),
    title: lower.text(fields.title!),
    components: ir.array(inputs),
  });
  return ir.call(ir.runtime("modal"), [ir.object(properties)]);
}

function lowerInput(input: Input, lower: LowerContext): Expression {
  const properties = present({
    custom_id: lower.text(input.custom_id!),
    label: lower.text((input.label ?? input.custom_id)!),
    style: input.style && lower.text(input.style),
    placeholder: input.placeholder && lower.text(input.placeholder),
    value: input.value && lower.text(input.value),
    min_length: input.min_length && lower.number(input.min_length),
    max_length: input.max_length && lower.number(input.max_length),
    required: input.required && lower.boolean(input.required),
  });
  return ir.call(ir.runtime("textInput"), [ir.object(properties)]);
}
