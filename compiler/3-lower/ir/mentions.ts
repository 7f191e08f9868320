import type { Statement } from "./types.ts";

/** Parts of a node that hold no code. */
const NO_CODE = ["span", "symbol", "type"];

/** Whether statements read an identifier. */
export function mentions(statements: readonly Statement[], identifier: string): boolean {
  return finds(statements, identifier);
}

/** Every identifier that code reads. */
export function identifiersIn(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;
  const { kind, name } = node as { kind?: unknown; name?: unknown };
  if (kind === "identifier") found.add(String(name));
  for (const [key, value] of Object.entries(node)) if (!NO_CODE.includes(key)) identifiersIn(value, found);
  return found;
}

/** Whether one of the statements, or one inside them, is of a kind; those in functions of their own do not count. */
export function contains(node: unknown, kind: Statement["kind"]): boolean {
  if (Array.isArray(node)) return node.some((item) => contains(item, kind));
  if (typeof node !== "object" || node === null) return false;
  const own = (node as { kind?: unknown }).kind;
  if (own === kind) return true;
  if (own === "arrow") return false;
  return Object.entries(node).some(([key, value]) => !NO_CODE.includes(key) && contains(value, kind));
}

function finds(node: unknown, identifier: string): boolean {
  if (Array.isArray(node)) return node.some((item) => finds(item, identifier));
  if (typeof node !== "object" || node === null) return false;
  const { kind, name } = node as { kind?: unknown; name?: unknown };
  if (kind === "identifier" && name === identifier) return true;
  return Object.entries(node).some(([key, value]) => !NO_CODE.includes(key) && finds(value, identifier));
}
