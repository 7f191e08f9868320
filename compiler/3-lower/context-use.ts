import { STATE_MODULE } from "../2-check/state.ts";
import type { ModuleSymbol } from "./ir.ts";

/** What generated code takes from the context that it runs in. */
export interface ContextUse {
  /** Properties of the context itself. */
  readonly properties: ReadonlySet<string>;
  /** State variables, by their identifiers; `*` for one whose name is computed. */
  readonly variables: ReadonlySet<string>;
  /** The files of flows that it calls. */
  readonly flows: ReadonlySet<string>;
}

interface Found {
  readonly properties: Set<string>;
  readonly variables: Set<string>;
  readonly flows: Set<string>;
}

/** Parts of a node that hold no code. */
const NO_CODE = ["span", "type", "typeArguments", "returns"];

/** Finds what code takes from its context. */
export function contextUse(code: unknown): ContextUse {
  const found: Found = { properties: new Set(), variables: new Set(), flows: new Set() };
  collect(code, found);
  return found;
}

interface AnyNode {
  readonly kind?: string;
  readonly name?: string;
  readonly object?: AnyNode;
  readonly symbol?: ModuleSymbol;
}

function collect(node: unknown, found: Found): void {
  if (Array.isArray(node)) {
    for (const each of node) collect(each, found);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const { kind, name, object, symbol } = node as AnyNode;
  if (kind === "member" && object?.kind === "identifier" && object.name === "ctx")
    found.properties.add(name!);
  if (kind === "member" && object?.symbol?.module === STATE_MODULE) {
    found.variables.add(name!);
    return;
  }
  if (symbol?.module === STATE_MODULE) found.variables.add("*");
  if (symbol?.module.startsWith("flows")) found.flows.add(symbol.module);
  for (const [key, value] of Object.entries(node)) if (!NO_CODE.includes(key)) collect(value, found);
}
