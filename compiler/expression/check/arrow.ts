import { identifierFor } from "../../2-check/identifiers.ts";
import { ir } from "../../3-lower/ir.ts";
import type { Ast } from "../ast.ts";
import type { Scope, Variable } from "../scope.ts";
import type { Typed, TypedParameter } from "../typed.ts";
import { type Type, types } from "../types.ts";
import { itemType } from "./call.ts";
import { capturedIdentifiers } from "./captured.ts";
import { checkExpression, type ExpressionContext } from "./check.ts";

/** Names that generated code around an expression uses itself. */
const RESERVED = ["ctx", "args"];

/** Checks an arrow function whose parameters have these types; its own type is that of what it gives. */
export function checkArrow(
  ast: Ast & { kind: "arrow" },
  parameterTypes: readonly Type[],
  context: ExpressionContext,
): Typed {
  const variables = new Map<string, Variable>();
  const taken = new Set([...RESERVED, ...capturedIdentifiers(ast, context)]);
  const parameters: TypedParameter[] = ast.parameters.map((parameter, i) => {
    const type = parameterTypes[i] ?? types.unknown;
    if (typeof parameter === "string") return { name: declare(parameter, type, variables, taken), type };
    // A list may be shorter than the names that are given to its items.
    const item = types.optional(itemType(type));
    const names = parameter.map((name) => declare(name, item, variables, taken));
    return { name: names, type: type.kind === "list" ? type : types.list(types.unknown) };
  });
  const scope = new InnerScope(variables, context.scope);
  const body = checkExpression(ast.body, {
    ...context,
    scope,
    insideFunction: true,
    // TypeScript forgets inside a function what a test around it has shown.
    present: new Set(),
  });
  return { kind: "arrow", parameters, body, type: body.type, span: context.span(ast.start, ast.end) };
}

/** Of two with one name the later is meant, as in JavaScript. */
function declare(name: string, type: Type, variables: Map<string, Variable>, taken: Set<string>): string {
  const identifier = identifierFor(name, taken);
  taken.add(identifier);
  variables.set(name, { name, type, code: ir.id(identifier), root: false });
  return identifier;
}

/** The parameters of an arrow function over the names around it. */
class InnerScope implements Scope {
  constructor(
    private readonly own: ReadonlyMap<string, Variable>,
    private readonly outer: Scope,
  ) {}

  lookup(name: string): Variable | undefined {
    return this.own.get(name) ?? this.outer.lookup(name);
  }

  state(name: string): Variable | undefined {
    return this.outer.state?.(name);
  }

  *names(): Iterable<string> {
    yield* this.own.keys();
    yield* this.outer.names();
  }
}
