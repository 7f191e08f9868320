import { didYouMean } from "../../diagnostics/suggest.ts";
import type { FunctionDefinition, FunctionParameter } from "../../language/function.ts";
import { planned } from "../../language/planned.ts";
import type { Ast } from "../ast.ts";
import type { Typed } from "../typed.ts";
import { present, types } from "../types.ts";
import { checkArrow } from "./arrow.ts";
import { checkItems, checkRegex, type ExpressionContext, failed } from "./check.ts";
import { checkPropertyCall } from "./property-call.ts";

type CallAst = Ast & { kind: "call" | "transform" };

/** Checks `name(a, b)` and `input|name(b)`: a transform's input is its first argument. */
export function checkCall(ast: CallAst, context: ExpressionContext): Typed {
  const inputs = ast.kind === "transform" ? [ast.input, ...ast.arguments] : ast.arguments;
  const definition = findDefinition(ast, context);
  const property = definition && checkPropertyCall(inputs, definition, context);
  if (property !== undefined) return property;
  const args = checkArguments(inputs, definition?.parameters ?? [], context);
  const span = context.span(ast.start, ast.end);
  if (definition === undefined) return failed(span);
  checkArgumentCount(ast, definition, args.length, context);
  const argumentTypes = args.map((argument) => argument.type);
  const type =
    typeof definition.returns === "function" ? definition.returns(argumentTypes) : definition.returns;
  return { kind: "call", definition, arguments: args, type, span };
}

/** Arguments of a function or transform; an arrow function gets the items of the first argument. */
function checkArguments(
  inputs: readonly Ast[],
  parameters: readonly FunctionParameter[],
  context: ExpressionContext,
): Typed[] {
  const args: Typed[] = [];
  for (const [i, given] of inputs.entries()) {
    const item = itemType(args[0]?.type);
    const isKey = parameters[i]?.ofItems === true && present(item).kind === "entity";
    const input = isKey ? propertyNamed(given) : given;
    args.push(checkArgument(input, item, context));
  }
  return args;
}

function checkArgument(input: Ast, item: Typed["type"], context: ExpressionContext): Typed {
  if (input.kind === "arrow") return checkArrow(input, [item, types.number], context);
  if (input.kind === "regex") return checkRegex(input, context);
  return checkItems([input], context)[0]!;
}

/** `'name'` as `item => item.name`, so that an entity has its property of that name, and its cache keeps it. */
function propertyNamed(ast: Ast): Ast {
  if (ast.kind !== "literal" || typeof ast.value !== "string") return ast;
  const { start, end, value: name } = ast;
  const object: Ast = { kind: "identifier", name: "item", start, end };
  const body: Ast = { kind: "property", object, name, nameStart: start + 1, start, end };
  return { kind: "arrow", parameters: ["item"], body, start, end };
}

function findDefinition(ast: CallAst, context: ExpressionContext): FunctionDefinition | undefined {
  const [known, waiting, kind] =
    ast.kind === "call"
      ? ([context.language.functions, planned.functions, "function"] as const)
      : ([context.language.transforms, planned.transforms, "transform"] as const);
  const definition = known.get(ast.name);
  if (definition !== undefined) return definition;
  const start = ast.kind === "transform" ? ast.nameStart : ast.start;
  const span = context.span(start, ast.nameEnd);
  if (waiting.includes(ast.name)) {
    context.diagnostics.report("expression-form-not-supported", span, {
      form: `the ${kind} \`${ast.name}\``,
    });
  } else {
    const suggestion = didYouMean(ast.name, [...known.keys(), ...waiting]);
    context.diagnostics.report("unknown-function", span, { name: ast.name, kind, suggestion });
  }
  return undefined;
}

function checkArgumentCount(
  ast: CallAst,
  definition: FunctionDefinition,
  given: number,
  context: ExpressionContext,
): void {
  const { parameters } = definition;
  const own = ast.kind === "transform" ? 1 : 0;
  const least = parameters.filter((parameter) => !parameter.optional && !parameter.rest).length;
  const most = parameters.some((parameter) => parameter.rest) ? Number.POSITIVE_INFINITY : parameters.length;
  const spreads = [...ast.arguments].some((argument) => argument.kind === "spread");
  if (spreads || (given >= least && given <= most)) return;
  context.diagnostics.report("wrong-argument-count", context.span(ast.start, ast.end), {
    name: definition.name,
    given: given - own,
    signature: signature(definition, own),
  });
}

/** `truncate(text, length, suffix?)`; a transform's signature leaves its input out. */
export function signature(definition: FunctionDefinition, skip = 0): string {
  const names = definition.parameters
    .slice(skip)
    .map(({ name, optional, rest }) => (rest ? `...${name}` : optional ? `${name}?` : name));
  return `${definition.name}(${names.join(", ")})`;
}

/** The item type of a list argument, or `unknown`. */
export function itemType(type: Typed["type"] | undefined): Typed["type"] {
  if (type === undefined) return { kind: "unknown" };
  const list = present(type);
  return list.kind === "list" ? list.item : { kind: "unknown" };
}
