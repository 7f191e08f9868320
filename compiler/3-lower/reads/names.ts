import type { Parameter, Statement } from "../ir.ts";

/** Parts of a node that hold no code. */
const NO_CODE = ["span", "type", "returns", "typeArguments"];

/**
 * The names that mean something in a file: what its code names, what it imports, and what its functions declare. What
 * the file exports counts only where the file itself uses it.
 */
export function namesIn(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of statements)
    gather(statement.kind === "variable" ? statement.value : statement, names);
  return names;
}

function gather(node: unknown, names: Set<string>): void {
  if (Array.isArray(node)) {
    for (const each of node) gather(each, names);
    return;
  }
  if (typeof node !== "object" || node === null) return;
  const { kind, name, item, symbol } = node as NodeNames;
  if (symbol !== undefined) names.add(symbol.as ?? symbol.name);
  // Parameters and what `catch` takes have no kind.
  if (kind === undefined || kind === "identifier" || kind === "variable") declare(name, names);
  if (kind === "forOf") declare(item, names);
  for (const [key, each] of Object.entries(node)) if (!NO_CODE.includes(key)) gather(each, names);
}

interface NodeNames {
  readonly kind?: string;
  readonly name?: Parameter["name"];
  readonly item?: Parameter["name"];
  readonly symbol?: { readonly name: string; readonly as?: string };
}

function declare(name: Parameter["name"] | undefined, names: Set<string>): void {
  if (name === undefined) return;
  for (const each of typeof name === "string" ? [name] : name) names.add(each);
}

/** Names for what the statements of one block read, each given once. */
export class BlockNames {
  readonly #given = new Set<string>();

  /** @param taken names with another meaning somewhere in the file */
  constructor(private readonly taken: ReadonlySet<string>) {}

  /** `xp`; `storedXp` where that is something else; `xp2` where the block has read it already. */
  claim(wanted: string): string {
    const stored = `stored${wanted[0]!.toUpperCase()}${wanted.slice(1)}`;
    const base = this.taken.has(wanted) ? stored : wanted;
    let name = base;
    for (let i = 2; this.taken.has(name) || this.#given.has(name); i++) name = `${base}${i}`;
    this.#given.add(name);
    return name;
  }
}
