import { type Expression, ir } from "../../3-lower/ir.ts";
import { join, mayBeNothing, present, type Type, types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

/** The type of the first value that is there. */
function firstType(argumentTypes: readonly Type[]): Type {
  return argumentTypes.reduceRight<Type>((others, type) => {
    if (type.kind === "nothing") return others;
    return mayBeNothing(type) ? join(present(type), others) : type;
  }, types.nothing);
}

/**
 * `a ?? b ?? c`: without what is certain to be nothing, and without what follows a value that is certain to be there,
 * both of which TypeScript refuses beside `??`. Undefined when an argument stands for several.
 */
function coalesced(args: readonly Expression[], argumentTypes: readonly Type[]): Expression | undefined {
  if (args.some(({ kind }) => kind === "spread")) return undefined;
  const operands: Expression[] = [];
  for (const [i, type] of argumentTypes.entries()) {
    if (type.kind === "nothing") continue;
    operands.push(args[i]!);
    if (!mayBeNothing(type)) break;
  }
  return operands.length === 0
    ? ir.literal(undefined)
    : operands.reduce((left, right) => ir.binary("??", left, right));
}

export default defineFunctions(
  {
    name: "default",
    summary: "The value, or another where there is nothing.",
    parameters: [parameter("value", "any"), parameter("otherwise", "any")],
    returns: firstType,
    runtime: "defaultTo",
    inline: coalesced,
    examples: [
      ["default(null, 1)", 1],
      ["default(0, 1)", 0],
      ["default('', 'a')", ""],
      ["default(first([]), 'none')", "none"],
    ],
  },
  {
    name: "coalesce",
    summary: "The first value that is there.",
    parameters: [parameter("values", "any", { rest: true })],
    returns: (argumentTypes) => (argumentTypes.some(isList) ? types.unknown : firstType(argumentTypes)),
    runtime: "coalesce",
    inline: coalesced,
    examples: [
      ["coalesce(null, first([]), 2, 3)", 2],
      ["coalesce(false, true)", false],
      ["coalesce(first([]), null)", undefined],
      ["coalesce(...[null, 5])", 5],
      ["coalesce()", undefined],
    ],
  },
);

/** A list among the arguments may be one that is spread over several. */
function isList(type: Type): boolean {
  return present(type).kind === "list" || type.kind === "unknown";
}
