import type { PipeDeclaration, Table } from "../../2-check/declared.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText } from "../../source/node.ts";
import type { Span } from "../../source/source-file.ts";
import { fieldKind } from "../field.ts";

/** Something that the document declares elsewhere, by its name. */
export interface Named<T> {
  readonly name: string;
  /** Undefined where a built-in module may declare it, or after reporting that nothing does. */
  readonly declared: T | undefined;
  readonly span: Span;
}

/** A table under `state.tables`. */
export const tableName = fieldKind<Named<Table>>("table name", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "the name of a table", context);
  const { tables, open } = context.program.declared;
  const declared = tables.get(node.value);
  if (declared === undefined && !open) {
    const suggestion = didYouMean(node.value, tables.keys());
    context.diagnostics.report("unknown-table", node.span, { name: node.value, suggestion });
  }
  return { name: node.value, declared, span: node.span };
});

/** A pipe under `pipes`. */
export const pipeName = fieldKind<Named<PipeDeclaration>>(
  "pipe name",
  { type: "string" },
  (node, context) => {
    if (!isText(node)) return wrongKind(node, "the name of a pipe", context);
    const { pipes } = context.program.declared;
    const declared = pipes.get(node.value);
    if (declared === undefined) {
      const suggestion = didYouMean(node.value, pipes.keys());
      context.diagnostics.report("unknown-pipe", node.span, { name: node.value, suggestion });
    }
    return { name: node.value, declared, span: node.span };
  },
);

/** A generator under `canvas.generators`, or one that comes with the language; also computed. */
export const generatorName = fieldKind<string | Typed>(
  "generator name",
  { type: "string" },
  (node, context) => {
    if (!isText(node)) return wrongKind(node, "the name of a generator", context);
    if (isTemplate(node.value)) return checkTemplate(node, context);
    const { generators, open } = context.program.declared;
    if (generators.has(node.value) || open) return node.value;
    const suggestion = didYouMean(node.value, generators.keys());
    context.diagnostics.report("unknown-generator", node.span, { name: node.value, suggestion });
    return undefined;
  },
);
