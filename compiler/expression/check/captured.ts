import { identifiersIn } from "../../3-lower/ir/mentions.ts";
import type { Ast } from "../ast.ts";
import type { ExpressionContext } from "./check.ts";

/** The identifiers of generated code that an expression reads from around it: no parameter inside may hide them. */
export function capturedIdentifiers(ast: Ast, { scope, element }: ExpressionContext): Set<string> {
  const variables = freeNames(ast).flatMap((name) => scope.lookup(name) ?? []);
  if (element?.kind === "variable") variables.push(element.variable);
  return identifiersIn(variables.flatMap(({ code, known, shortcuts }) => [code, known, shortcuts]));
}

/** The names that an expression reads, without those of its own arrow functions. */
function freeNames(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(freeNames);
  if (typeof node !== "object" || node === null) return [];
  const { kind, name, parameters } = node as { kind?: unknown; name?: unknown; parameters?: unknown[] };
  if (kind === "identifier") return [String(name)];
  const free = Object.values(node).flatMap(freeNames);
  if (kind !== "arrow") return free;
  const own = new Set(parameters!.flat());
  return free.filter((each) => !own.has(each));
}
