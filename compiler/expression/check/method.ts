import { didYouMean } from "../../diagnostics/suggest.ts";
import { type ArgumentKind, isNative, type MethodDefinition } from "../../language/method.ts";
import type { Ast } from "../ast.ts";
import type { Typed } from "../typed.ts";
import { describeType, equal, join, mayBeNothing, present, type Type, types } from "../types.ts";
import { checkArrow } from "./arrow.ts";
import { checkBuiltInCall } from "./built-in.ts";
import { itemType } from "./call.ts";
import { checkExpression, checkRegex, type ExpressionContext, failed } from "./check.ts";
import { checkPropertyOf } from "./property.ts";

type MethodAst = Ast & { kind: "method" };

/** Checks `receiver.name(a, b)`. */
export function checkMethod(ast: MethodAst, context: ExpressionContext): Typed {
  const builtIn = checkBuiltInCall(ast, context);
  if (builtIn !== undefined) return builtIn;
  const receiver = checkExpression(ast.object, context);
  if (receiver.kind === "error") return receiver;
  const owner = present(receiver.type);
  const span = context.span(ast.start, ast.end);
  if (owner.kind === "unknown" || owner.kind === "nothing") {
    const args = ast.arguments.map((argument) =>
      checkArgument(argument, "any", types.unknown, undefined, context),
    );
    return { kind: "dynamicMethod", receiver, name: ast.name, arguments: args, type: types.unknown, span };
  }
  const definition = findMethod(owner, ast.name, context);
  if (definition !== undefined) return checkCallOf(definition, receiver, owner, ast, context);
  return checkPropertyCall(receiver, ast, context) ?? unknownMethod(owner, ast, context);
}

/** `displayAvatarURL()` and the like: a property, called. */
function checkPropertyCall(receiver: Typed, ast: MethodAst, context: ExpressionContext): Typed | undefined {
  if (present(receiver.type).kind !== "entity") return undefined;
  const { object, name, nameStart, start } = ast;
  return checkPropertyOf(
    receiver,
    { kind: "property", object, name, nameStart, start, end: ast.nameEnd },
    context,
  );
}

function findMethod(owner: Type, name: string, context: ExpressionContext): MethodDefinition | undefined {
  return context.language.methods.get(`${owner.kind} ${name}`);
}

function checkCallOf(
  definition: MethodDefinition,
  receiver: Typed,
  owner: Type,
  ast: MethodAst,
  context: ExpressionContext,
): Typed {
  const { parameters } = definition;
  const rest = parameters.at(-1)?.rest ? parameters.at(-1) : undefined;
  const accumulator = accumulatorOf(definition, owner, ast, context);
  const around = argumentContext(definition, receiver, context);
  const args = ast.arguments.map((argument, i) =>
    checkArgument(argument, (parameters[i] ?? rest)?.kind ?? "any", itemType(owner), accumulator, around),
  );
  const least = parameters.filter((parameter) => !parameter.optional && !parameter.rest).length;
  if (args.length < least || (args.length > parameters.length && rest === undefined)) {
    const names = parameters.map(({ name, optional }) => (optional ? `${name}?` : name));
    context.diagnostics.report("wrong-argument-count", context.span(ast.nameStart, ast.end), {
      name: ast.name,
      given: args.length,
      signature: `${ast.name}(${names.join(", ")})`,
    });
    return failed(context.span(ast.start, ast.end));
  }
  const result = definition.returns(
    owner,
    args.map((argument) => argument.type),
  );
  const type = mayBeNothing(receiver.type) ? types.optional(result) : result;
  const span = context.span(ast.start, ast.end);
  return { kind: "method", receiver, definition, arguments: args, type, span };
}

/** A runtime function on what may be missing is called in an arrow function, where a test around it is forgotten. */
function argumentContext(
  definition: MethodDefinition,
  receiver: Typed,
  context: ExpressionContext,
): ExpressionContext {
  return isNative(definition) || !mayBeNothing(receiver.type) ? context : { ...context, present: new Set() };
}

/** What a callback accumulates: the type of the initial value, which comes after it, unless it gives another. */
function accumulatorOf(
  { parameters }: MethodDefinition,
  owner: Type,
  ast: MethodAst,
  context: ExpressionContext,
): Type | undefined {
  const [callback, start] = ast.arguments;
  if (start === undefined || parameters[0] === undefined || !accumulates(parameters[0].kind))
    return undefined;
  const initial = checkExpression(start, context).type;
  const given = checkArgument(callback!, parameters[0].kind, itemType(owner), initial, context).type;
  return equal(join(initial, given), initial) ? initial : types.unknown;
}

function accumulates(kind: ArgumentKind): boolean {
  return Array.isArray(kind) && kind[0] === "accumulator";
}

/** An argument in the form its parameter wants; an arrow function's type is that of what it gives. */
function checkArgument(
  argument: Ast,
  kind: ArgumentKind,
  item: Type,
  accumulator: Type | undefined,
  context: ExpressionContext,
): Typed {
  if (argument.kind === "arrow") {
    const given = Array.isArray(kind) ? kind : ["item", "index"];
    const parameterTypes = given.map((each) =>
      each === "index" ? types.number : each === "accumulator" ? (accumulator ?? types.unknown) : item,
    );
    return checkArrow(argument, parameterTypes, context);
  }
  const typed =
    argument.kind === "regex" ? checkRegex(argument, context) : checkExpression(argument, context);
  if (!Array.isArray(kind) || typed.kind === "error") return typed;
  const span = context.span(argument.start, argument.end);
  context.diagnostics.report("function-expected", span, {});
  return failed(span);
}

function unknownMethod(owner: Type, ast: MethodAst, context: ExpressionContext): Typed {
  const span = context.span(ast.nameStart, ast.nameEnd);
  const names = [...context.language.methods.values()]
    .filter(({ on }) => on === owner.kind)
    .map(({ name }) => name);
  const suggestion = didYouMean(ast.name, names);
  context.diagnostics.report("unknown-method", span, { name: ast.name, of: describeType(owner), suggestion });
  return failed(span);
}
