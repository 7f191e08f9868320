import type { Statement } from "./types.ts";

/** Parts of a node that hold no code. */
const NO_CODE = ["span", "symbol", "type"];

/** Whether statements read an identifier. */
export function mentions(statements: readonly Statement[], identifier: string): boolean {
  return finds(statements, identifier);
}

function finds(node: unknown, identifier: string): boolean {
  if (Array.isArray(node)) return node.some((item) => finds(item, identifier));
  if (typeof node !== "object" || node === null) return false;
  const { kind, name } = node as { kind?: unknown; name?: unknown };
  if (kind === "identifier" && name === identifier) return true;
  return Object.entries(node).some(([key, value]) => !NO_CODE.includes(key) && finds(value, identifier));
}
