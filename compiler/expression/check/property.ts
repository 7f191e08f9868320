import { didYouMean } from "../../diagnostics/suggest.ts";
import type { Span } from "../../source/source-file.ts";
import type { Ast } from "../ast.ts";
import type { Known, Namespace, Variable } from "../scope.ts";
import { type PropertyLookup, type Typed, typedLiteral } from "../typed.ts";
import {
  describeType,
  type EntityType,
  elsewhere,
  mayBeNothing,
  present,
  type Type,
  types,
} from "../types.ts";
import { checkBuiltInConstant } from "./built-in.ts";
import { checkExpression, type ExpressionContext, failed } from "./check.ts";
import { entityProperty, type Found, fieldsOf, lookup, namesOf } from "./property-lookup.ts";

/** Names through which a prototype could be reached: refused wherever they are visible. */
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

type PropertyAst = Ast & { kind: "property" };

/** Checks `object.name`. */
export function checkProperty(ast: PropertyAst, context: ExpressionContext): Typed {
  const nameSpan = context.span(ast.nameStart, ast.end);
  if (FORBIDDEN.has(ast.name)) {
    context.diagnostics.report("forbidden-property", nameSpan, { name: ast.name });
    return failed(nameSpan);
  }
  const member =
    checkRootMember(ast, context) ?? checkNamespaceMember(ast, context) ?? checkBuiltInConstant(ast, context);
  if (member !== undefined) return member;
  const object = checkExpression(ast.object, context);
  return object.kind === "error" ? object : propertyOf(object, ast, context);
}

/** Checks `object.name` for an object that is checked already; undefined when it has none, unreported. */
export function checkPropertyOf(
  object: Typed,
  ast: PropertyAst,
  context: ExpressionContext,
): Typed | undefined {
  const found = lookup(present(object.type), ast.name, context);
  return found === undefined ? undefined : propertyOf(object, ast, context);
}

/** Checks `.name` inside a filter. */
export function checkRelative(ast: Ast & { kind: "relative" }, context: ExpressionContext): Typed {
  const { name, start, end } = ast;
  const span = context.span(start, end);
  if (context.element === undefined) {
    context.diagnostics.report("misplaced-form", span, { form: `\`.${name}\`` });
    return failed(span);
  }
  return propertyOf(
    context.element,
    { kind: "property", object: ast, name, nameStart: start + 1, start, end },
    context,
  );
}

/** Members that a root reads from elsewhere (`guild.id`), without looking at the root itself. */
function checkRootMember(ast: PropertyAst, context: ExpressionContext): Typed | undefined {
  if (ast.object.kind !== "identifier") return undefined;
  const variable = context.scope.lookup(ast.object.name);
  return variable && memberOf(variable, ast, context);
}

function memberOf(variable: Variable, ast: PropertyAst, context: ExpressionContext): Typed | undefined {
  const shortcuts = variable.shortcuts ?? {};
  const found = Object.hasOwn(shortcuts, ast.name) ? shortcuts[ast.name] : undefined;
  if (found === undefined) return knownMember(variable, ast, context);
  const { type, code, awaits } = found;
  const name = `${variable.name}.${ast.name}`;
  const member = { name, type, code, root: variable.root, ...(awaits ? { awaits } : {}) };
  const path = awaits ? undefined : name;
  return { kind: "variable", variable: member, type, span: context.span(ast.start, ast.end), path };
}

/** A property of a value that is waited for, when what is known of it at once is enough. */
function knownMember(variable: Variable, ast: PropertyAst, context: ExpressionContext): Typed | undefined {
  const { known, name } = variable;
  const entity = present(variable.type);
  if (known === undefined || entity.kind !== "entity") return undefined;
  const found = entityProperty(context.language.entities.get(entity.name)!, ast.name);
  if (found === undefined || found.lookup.kind !== "entity") return undefined;
  const { definition } = found.lookup;
  if (definition.root !== undefined || !fieldsOf(definition).every((field) => known.fields.includes(field)))
    return undefined;
  const type = entity.elsewhere ? elsewhere(found.type) : found.type;
  const object = knownPart(variable, known, context.span(ast.start, ast.nameStart - 1));
  const span = context.span(ast.start, ast.end);
  return {
    kind: "property",
    object,
    property: found.lookup,
    type: known.maybeMissing ? types.optional(type) : type,
    span,
    path: `${name}.${ast.name}`,
  };
}

/** What is known at once of a value that is waited for. */
export function knownPart({ name, type, root }: Variable, known: Known, span: Span | undefined): Typed {
  const entity = present(type) as EntityType;
  const bare = types.entity(entity.name, { partial: true });
  const part = mayBeNothing(type) ? (entity.elsewhere ? elsewhere(bare) : bare) : entity;
  const own = known.maybeMissing ? types.optional(part) : part;
  return { kind: "variable", variable: { name, type: own, code: known.code, root }, type: own, span };
}

/** `env.NAME`, `state.guild.name`: members of roots that the compiler resolves. */
function checkNamespaceMember(ast: PropertyAst, context: ExpressionContext): Typed | undefined {
  const namespace = namespaceOf(ast.object, context);
  if (namespace === undefined) return undefined;
  const nameSpan = context.span(ast.nameStart, ast.end);
  const inner = namespace.inner?.(ast.name);
  if (inner?.value !== undefined) return inner.value(context.span(ast.start, ast.end));
  if (inner !== undefined) {
    context.diagnostics.report("namespace-as-value", context.span(ast.start, ast.end), { name: pathOf(ast) });
    return failed(nameSpan);
  }
  if (namespace.secret?.(ast.name)) {
    context.diagnostics.report("secret-variable", context.span(ast.start, ast.end), { name: ast.name });
    return failed(nameSpan);
  }
  const member = namespace.member(ast.name, context.span(ast.start, ast.end));
  if (member !== undefined) return member;
  const suggestion = didYouMean(ast.name, namespace.names());
  const of = pathOf(ast.object);
  if (namespace.open) {
    context.diagnostics.report("never-set", nameSpan, { name: `${of}.${ast.name}`, suggestion });
    return typedLiteral(undefined, nameSpan);
  }
  context.diagnostics.report("unknown-property", nameSpan, { name: ast.name, of, suggestion });
  return failed(nameSpan);
}

/** The namespace that an expression names: `env`, `state.guild`. */
export function namespaceOf(ast: Ast, context: ExpressionContext): Namespace | undefined {
  if (ast.kind === "identifier") return context.scope.lookup(ast.name)?.namespace;
  if (ast.kind === "property") return namespaceOf(ast.object, context)?.inner?.(ast.name);
  if (ast.kind !== "index") return undefined;
  const of = namespaceOf(ast.object, context)?.of;
  return of?.(checkExpression(ast.index, context));
}

function pathOf(ast: Ast): string {
  if (ast.kind === "identifier") return ast.name;
  return ast.kind === "property" ? `${pathOf(ast.object)}.${ast.name}` : "";
}

function propertyOf(object: Typed, ast: PropertyAst, context: ExpressionContext): Typed {
  const member = object.kind === "variable" ? memberOf(object.variable, ast, context) : undefined;
  if (member !== undefined) return member;
  const span = context.span(ast.start, ast.end);
  const owner = present(object.type);
  const found = lookup(owner, ast.name, context);
  if (found === undefined && owner.kind === "list") return propertyOfList(object, owner, ast, context);
  if (found === undefined) return unknownProperty(object, owner, ast, context);
  const root = found.lookup.kind === "entity" ? found.lookup.definition.root : undefined;
  if (root !== undefined)
    return checkExpression({ kind: "identifier", name: root, start: ast.start, end: ast.end }, context);
  const type = mayBeNothing(object.type) ? types.optional(found.type) : found.type;
  const path = object.path === undefined || isComputed(found) ? undefined : `${object.path}.${ast.name}`;
  return { kind: "property", object, property: readSafely(found, object), type, span, path };
}

/** TypeScript knows no other key of a map that was made here than those written out. */
function readSafely({ lookup }: Found, { kind, type }: Typed): PropertyLookup {
  const owner = present(type);
  if (lookup.kind !== "key" || owner.kind !== "map" || kind === "variable" || kind === "property")
    return lookup;
  return Object.hasOwn(owner.properties, lookup.name) ? lookup : { kind: "dynamic", name: lookup.name };
}

/** Whether a function gives it: TypeScript does not believe that it gives the same again. */
function isComputed({ lookup }: Found): boolean {
  return lookup.kind === "entity" && lookup.definition.runtime !== undefined;
}

/** A path as people write it. */
function shownPath(path: string): string {
  return path.replace(/@\d+/, "");
}

function unknownProperty(object: Typed, owner: Type, ast: PropertyAst, context: ExpressionContext): Typed {
  const nameSpan = context.span(ast.nameStart, ast.end);
  const suggestion = didYouMean(ast.name, namesOf(owner, context));
  context.diagnostics.report("unknown-property", nameSpan, {
    name: ast.name,
    of: owner.kind === "map" && object.path !== undefined ? shownPath(object.path) : describeType(owner),
    suggestion,
  });
  return failed(nameSpan);
}

/** `list.name` is the property of its first element; `list.cache`, as in discord.js, the list itself. */
function propertyOfList(
  object: Typed,
  list: Type & { kind: "list" },
  ast: PropertyAst,
  context: ExpressionContext,
): Typed {
  if (ast.name === "cache") return object;
  const first: Typed = {
    kind: "index",
    object,
    index: typedLiteral(0, undefined),
    type: types.optional(list.item),
    span: object.span,
  };
  return propertyOf(first, ast, context);
}
