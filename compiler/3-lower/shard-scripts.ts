import { createHash } from "node:crypto";
import { identifierFor } from "../2-check/identifiers.ts";
import type { StateVariable } from "../2-check/program.ts";
import { CONTEXT_NAME } from "../2-check/scope.ts";
import { STATE_MODULE } from "../2-check/state.ts";
import type { Span } from "../source/source-file.ts";
import { type Expression, ir, irType, type ModuleSymbol, type SourceUnit, type Statement } from "./ir.ts";
import { place } from "./units.ts";

const MODULE = "scripts.ts";

/** Words of a script that make the name of its function at most. */
const MOST_WORDS = 4;

/** Digits of an id: enough that no two scripts of a bot ever have the same. */
const ID_LENGTH = 16;

/** An expression that is evaluated on shards. */
export interface Script {
  /** As it stands in the document. */
  readonly written: string;
  readonly value: Expression;
  readonly span: Span;
}

/** The expressions that shards are asked for: a bot in several processes has them in one file, and finds them by id. */
export class ShardScripts {
  readonly #symbols = new Map<string, ModuleSymbol>();
  readonly #statements: Statement[] = [];
  readonly #taken = new Set(["ctx", "state"]);

  /**
   * @param isSpread whether the bot may run in several processes
   * @param variables those that scripts may read
   */
  constructor(
    private readonly isSpread: boolean,
    private readonly variables: readonly StateVariable[],
  ) {}

  /** The function that evaluates a script; the same ones share it. */
  add({ written, value, span }: Script): Expression {
    const evaluate = ir.arrow([{ name: CONTEXT_NAME, type: irType.runtime("Context") }], value, true);
    if (!this.isSpread) return evaluate;
    const id = this.#idOf(value);
    const known = this.#symbols.get(id);
    if (known !== undefined) return ir.ref(known);
    const name = identifierFor(words(written), this.#taken);
    this.#taken.add(name);
    const symbol = { module: MODULE, name };
    this.#symbols.set(id, symbol);
    const call = ir.call(ir.runtime("shardScript"), [ir.literal(id), evaluate]);
    const comment = `\`${written.trim().replace(/\s+/g, " ")}\` (${place(span)})`;
    this.#statements.push(ir.exported(name, call, comment, span));
    return ir.ref(symbol);
  }

  /** The file with all of them, where there are any. */
  units(): SourceUnit[] {
    return this.#statements.length === 0 ? [] : [{ path: MODULE, statements: this.#statements }];
  }

  references(): Expression[] {
    return [...this.#symbols.values()].map((symbol) => ir.ref(symbol));
  }

  /**
   * Made of everything that decides what a script means, so that another version of the bot either has the same one
   * or none of that id.
   */
  #idOf(value: Expression): string {
    const identifiers = stateIn(value);
    const read = this.variables
      .filter(({ identifier }) => identifiers.has(identifier))
      .map(({ name, scope, default: initial, persist }) => ({ name, scope, initial, persist }));
    const content = JSON.stringify([value, read], (key, part: unknown) =>
      key === "span" ? undefined : part,
    );
    return createHash("sha256").update(content).digest("hex").slice(0, ID_LENGTH);
  }
}

/** The first words of a script. */
function words(written: string): string {
  return (written.match(/[A-Za-z0-9]+/g) ?? []).slice(0, MOST_WORDS).join(" ");
}

/** The identifiers of the state variables in a piece of code. */
function stateIn(node: unknown, found = new Set<string>()): Set<string> {
  if (typeof node !== "object" || node === null) return found;
  const { kind, object, name } = node as { kind?: unknown; object?: unknown; name?: unknown };
  if (kind === "member" && isStateTable(object)) found.add(String(name));
  for (const [key, part] of Object.entries(node)) if (key !== "span") stateIn(part, found);
  return found;
}

function isStateTable(node: unknown): boolean {
  const { symbol } = (node ?? {}) as { symbol?: Partial<ModuleSymbol> };
  return symbol?.module === STATE_MODULE;
}
