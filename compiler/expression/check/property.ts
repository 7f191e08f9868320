import { didYouMean } from "../../diagnostics/suggest.ts";
import type { EntityDefinition, EntityProperty } from "../../language/entity.ts";
import type { Ast } from "../ast.ts";
import type { Namespace } from "../scope.ts";
import type { PropertyLookup, Typed } from "../typed.ts";
import { describeType, mayBeNothing, present, type Type, types } from "../types.ts";
import { checkExpression, type ExpressionContext, failed, unsupported } from "./check.ts";

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
  const member = checkShortcut(ast, context) ?? checkNamespaceMember(ast, context);
  if (member !== undefined) return member;
  const object = checkExpression(ast.object, context);
  if (object.kind === "error") return object;
  return propertyOf(object, ast, context);
}

/** Members that a root reads from elsewhere (`guild.id`). */
function checkShortcut(ast: PropertyAst, context: ExpressionContext): Typed | undefined {
  if (ast.object.kind !== "identifier") return undefined;
  const variable = context.scope.lookup(ast.object.name);
  const span = context.span(ast.start, ast.end);
  const shortcut = variable?.shortcuts?.[ast.name];
  if (variable !== undefined && shortcut !== undefined) {
    const name = `${variable.name}.${ast.name}`;
    return {
      kind: "variable",
      variable: { ...variable, name, type: shortcut.type, code: shortcut.code },
      type: shortcut.type,
      span,
      path: name,
    };
  }
  return undefined;
}

/** `env.NAME`, `state.guild.name`: members of roots that are no values themselves. */
function checkNamespaceMember(ast: PropertyAst, context: ExpressionContext): Typed | undefined {
  const namespace = namespaceOf(ast.object, context);
  if (namespace === undefined) return undefined;
  const nameSpan = context.span(ast.nameStart, ast.end);
  if (namespace.inner?.(ast.name) !== undefined) {
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
  context.diagnostics.report("unknown-property", nameSpan, { name: ast.name, of, suggestion });
  return failed(nameSpan);
}

function namespaceOf(ast: Ast, context: ExpressionContext): Namespace | undefined {
  if (ast.kind === "identifier") return context.scope.lookup(ast.name)?.namespace;
  if (ast.kind === "property") return namespaceOf(ast.object, context)?.inner?.(ast.name);
  return undefined;
}

function pathOf(ast: Ast): string {
  if (ast.kind === "identifier") return ast.name;
  return ast.kind === "property" ? `${pathOf(ast.object)}.${ast.name}` : "";
}

function propertyOf(object: Typed, ast: PropertyAst, context: ExpressionContext): Typed {
  const span = context.span(ast.start, ast.end);
  const owner = present(object.type);
  const found = lookup(owner, ast.name, context);
  if (found === undefined) {
    const nameSpan = context.span(ast.nameStart, ast.end);
    const suggestion = didYouMean(ast.name, namesOf(owner, context));
    context.diagnostics.report("unknown-property", nameSpan, {
      name: ast.name,
      of: describeType(owner),
      suggestion,
    });
    return failed(nameSpan);
  }
  const type = mayBeNothing(object.type) ? types.optional(found.type) : found.type;
  const path = object.path === undefined ? undefined : `${object.path}.${ast.name}`;
  return { kind: "property", object, property: found.lookup, type, span, path };
}

interface Found {
  readonly lookup: PropertyLookup;
  readonly type: Type;
}

function lookup(owner: Type, name: string, context: ExpressionContext): Found | undefined {
  switch (owner.kind) {
    case "entity":
      return entityProperty(context.language.entities.get(owner.name)!, name);
    case "map": {
      const type = Object.hasOwn(owner.properties, name) ? owner.properties[name]! : owner.others;
      return type.kind === "nothing" ? undefined : { lookup: { kind: "key", name }, type };
    }
    case "string":
    case "list":
      return name === "length" || name === "size"
        ? { lookup: { kind: "length" }, type: types.number }
        : undefined;
    case "unknown":
    case "nothing":
      return { lookup: { kind: "dynamic", name }, type: types.unknown };
    default:
      return undefined;
  }
}

function entityProperty(entity: EntityDefinition, name: string): Found | undefined {
  for (const [canonical, definition] of Object.entries(entity.properties)) {
    if (canonical !== name && !definition.aliases?.includes(name)) continue;
    return {
      lookup: { kind: "entity", entity: entity.name, name: canonical, definition },
      type: definition.type,
    };
  }
  return undefined;
}

function namesOf(owner: Type, context: ExpressionContext): string[] {
  if (owner.kind === "map") return Object.keys(owner.properties);
  if (owner.kind === "list" || owner.kind === "string") return ["length"];
  if (owner.kind !== "entity") return [];
  const properties: [string, EntityProperty][] = Object.entries(
    context.language.entities.get(owner.name)!.properties,
  );
  return properties.flatMap(([name, definition]) => [name, ...(definition.aliases ?? [])]);
}

/** Checks `object[index]`. */
export function checkIndex(ast: Ast & { kind: "index" }, context: ExpressionContext): Typed {
  const span = context.span(ast.start, ast.end);
  if (ast.index.kind === "literal" && typeof ast.index.value === "string") {
    const { start, end } = ast.index;
    const name = ast.index.value;
    return checkProperty(
      { kind: "property", object: ast.object, name, nameStart: start, start: ast.start, end },
      context,
    );
  }
  const object = checkExpression(ast.object, context);
  const index = checkExpression(ast.index, context);
  const owner = present(object.type);
  if (owner.kind === "entity")
    return unsupported(ast, "a computed property of an entity", ast.index.start, ast.index.end, context);
  const item = owner.kind === "list" && index.type.kind === "number" ? owner.item : types.unknown;
  return { kind: "index", object, index, type: types.optional(item), span };
}
