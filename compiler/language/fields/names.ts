import { VARIABLE_NAME } from "../../2-check/identifiers.ts";
import type { FlowDeclaration } from "../../2-check/program.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { checkFlowName } from "../../2-check/values/names.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import { type Typed, typedLiteral } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { fieldKind } from "../field.ts";
import { EVENT_NAME, EVENT_SCOPE, EVERYWHERE, FLOW_NAME } from "../field-kinds.ts";

/** The name of a variable: fixed, or a template. */
export type VariableName =
  | { readonly kind: "fixed"; readonly name: string; readonly span: Span }
  | {
      readonly kind: "computed";
      readonly name: Typed;
      /** The template, for messages. */
      readonly shown: string;
      readonly span: Span;
    };

export const variableName = fieldKind<VariableName>("variable name", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of a variable", context);
  if (isTemplate(node.value) && !node.value.startsWith("config.")) {
    return { kind: "computed", name: checkTemplate(node, context), shown: node.value, span: node.span };
  }
  if (node.value.startsWith("config.")) {
    context.diagnostics.report("not-supported", node.span, { what: "a variable of `config`" });
    return undefined;
  }
  if (VARIABLE_NAME.test(node.value)) return { kind: "fixed", name: node.value, span: node.span };
  context.diagnostics.report("invalid-variable-name", node.span, { name: node.value });
  return undefined;
});

/** A name for a variable that an action sets itself, such as a loop's item. */
export const localName = fieldKind<string>("variable name", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of a variable", context);
  if (VARIABLE_NAME.test(node.value)) return node.value;
  context.diagnostics.report("invalid-variable-name", node.span, { name: node.value });
  return undefined;
});

/** Keys through which a prototype could be reached: no map takes them. */
const RESERVED_KEYS = ["__proto__", "constructor", "prototype"];

/** The key of an entry of a map: a text, or a template. */
export const mapKey = fieldKind<Typed>("key of a map", { type: ["string", "number"] }, (node, context) => {
  if (node.kind !== "scalar" || node.value === null) return wrongKind(node, "a key", context);
  if (!isText(node)) return typedLiteral(String(node.value), node.span);
  if (!RESERVED_KEYS.includes(node.value)) return checkTemplate(node, context);
  context.diagnostics.report("reserved-key", node.span, { key: node.value });
  return undefined;
});

/** A flow of the document: named, or found by its name when the bot runs. */
export type FlowName =
  | { readonly kind: "fixed"; readonly flow: FlowDeclaration }
  | { readonly kind: "computed"; readonly name: Typed };

export const flowName = fieldKind<FlowName>(FLOW_NAME, { type: "string" }, (node, context) => {
  if (isText(node) && isTemplate(node.value)) return { kind: "computed", name: checkTemplate(node, context) };
  const flow = checkFlowName(node, context);
  return flow && { kind: "fixed", flow };
});

/** An event of the document's own: named, or by a template. */
export type EventName =
  | { readonly kind: "fixed"; readonly name: string }
  | { readonly kind: "computed"; readonly name: Typed };

export const eventName = fieldKind<EventName>(EVENT_NAME, { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of an event", context);
  if (isTemplate(node.value)) return { kind: "computed", name: checkTemplate(node, context) };
  const definition = context.language.events.get(node.value);
  if (definition === undefined || definition.emitted) return { kind: "fixed", name: node.value };
  context.diagnostics.report("event-of-discord", node.span, { event: node.value });
  return undefined;
});

/** Where the handlers of an event run. */
export const eventScope = fieldKind<"shard" | "cluster">(
  EVENT_SCOPE,
  { enum: ["shard", EVERYWHERE] },
  (node, context) => {
    if (isText(node) && (node.value === "shard" || node.value === EVERYWHERE)) return node.value;
    return wrongKind(node, `one of shard, ${EVERYWHERE}`, context);
  },
);
