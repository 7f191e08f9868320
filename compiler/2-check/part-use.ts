import { didYouMean } from "../diagnostics/suggest.ts";
import type { Typed } from "../expression/typed.ts";
import type { Span } from "../source/source-file.ts";
import type { CheckContext } from "./context.ts";
import type { CheckedPart, PartKind } from "./parts.ts";

/** A place that uses a named part, with the values of its own that the part reads. */
export interface PartUse {
  readonly part: CheckedPart;
  readonly args: readonly { readonly name: string; readonly value: Typed }[];
}

/** The part of that name as one handler uses it; undefined after reporting why it cannot. */
export function usePart(
  kind: PartKind,
  name: string,
  span: Span,
  context: CheckContext,
): PartUse | undefined {
  const { parts } = context.program;
  const part = parts.find(kind, name);
  if (part === undefined) {
    const suggestion = didYouMean(name, parts.names(kind));
    context.diagnostics.report("unknown-part", span, { kind, name, suggestion });
    return undefined;
  }
  if (part.declaration.handlerOnly) {
    const related = [{ span: part.declaration.span, message: "declared here" }];
    context.diagnostics.report("component-without-look", span, { kind, name }, related);
  }
  if (part.lower === undefined) return undefined;
  const args = part.reads.flatMap((read) => {
    const variable = context.scope.lookup(read);
    if (variable !== undefined) {
      const value: Typed = { kind: "variable", variable, type: variable.type, span };
      return [{ name: read, value }];
    }
    const parameters = { kind, part: name, name: read, where: context.scope.description };
    const related = [{ span: part.declaration.span, message: "reads it" }];
    context.diagnostics.report("part-reads-missing", span, parameters, related);
    return [];
  });
  return { part, args };
}
