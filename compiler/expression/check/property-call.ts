import { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { FunctionDefinition } from "../../language/function.ts";
import type { Ast } from "../ast.ts";
import type { Typed } from "../typed.ts";
import { present } from "../types.ts";
import { checkExpression, type ExpressionContext } from "./check.ts";

/** A path that could be written with dots. */
const PATH = /^[a-z_]\w*(\.[a-z_]\w*)*$/i;

/**
 * `get(guild, 'owner.name', x)` as `guild.owner.name ?? x`, and `has(guild, 'name')` as `guild.name != null`: of an entity only
 * those fields are there that expressions name. Undefined for what is no entity, and for a path that is computed or that
 * leads to nothing: such a call looks at what there is.
 */
export function checkPropertyCall(
  [object, path, otherwise]: readonly Ast[],
  { ofProperty }: FunctionDefinition,
  context: ExpressionContext,
): Typed | undefined {
  if (ofProperty === undefined || object === undefined || path?.kind !== "literal") return undefined;
  if (typeof path.value !== "string" || !PATH.test(path.value)) return undefined;
  if (object.kind === "spread" || object.kind === "arrow" || otherwise?.kind === "spread") return undefined;
  const trial = new Diagnostics();
  const silent = { ...context, diagnostics: trial };
  if (present(checkExpression(object, silent).type).kind !== "entity") return undefined;
  const property = propertyAt(object, path.value, path);
  checkExpression(property, silent);
  if (trial.hasErrors) return undefined;
  return checkExpression(
    ofProperty === "presence" ? isThere(property) : withDefault(property, otherwise),
    context,
  );
}

function propertyAt(object: Ast, path: string, { start, end }: Ast): Ast {
  return path
    .split(".")
    .reduce<Ast>(
      (inner, name) => ({ kind: "property", object: inner, name, nameStart: start + 1, start, end }),
      object,
    );
}

function isThere(left: Ast): Ast {
  const { start, end } = left;
  const right: Ast = { kind: "literal", value: null, start, end };
  return { kind: "binary", operator: "!=", left, right, operatorStart: start, start, end };
}

function withDefault(left: Ast, right: Ast | undefined): Ast {
  if (right === undefined) return left;
  const { start, end } = left;
  return { kind: "binary", operator: "??", left, right, operatorStart: start, start, end };
}
