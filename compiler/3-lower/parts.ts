import { identifierFor } from "../2-check/identifiers.ts";
import type { CheckedPart } from "../2-check/parts.ts";
import { THEME_MODULE, type Theme } from "../2-check/theme.ts";
import { PARTS } from "../language/parts.ts";
import type { LowerContext } from "./context.ts";
import { type Expression, ir, irType, type ModuleSymbol, type SourceUnit, type Statement } from "./ir.ts";
import { contextType } from "./types.ts";
import { place } from "./units.ts";

/** The function of generated code that gives a named part. */
export interface PartFunction {
  readonly symbol: ModuleSymbol;
  /** Whether its first parameter is the handler's context. */
  readonly takesContext: boolean;
  /** Whether it has to be waited for. */
  readonly waits: boolean;
}

/** Names that the functions' code uses itself. */
const OWN_WORDS = ["ctx", "args"];

/** Lowers the named parts: a file for each kind, with a function for each part. */
export class PartLowering {
  readonly #functions = new Map<CheckedPart, PartFunction & { readonly statements: readonly Statement[] }>();
  readonly #taken = new Map<string, Set<string>>();

  constructor(
    private readonly parts: readonly CheckedPart[],
    private readonly lowering: () => LowerContext,
  ) {}

  functionOf(part: CheckedPart): PartFunction {
    return this.#lowered(part);
  }

  /** The files with all of them. */
  units(): SourceUnit[] {
    return Object.values(PARTS).flatMap(({ module }) => {
      const own = this.parts.filter(
        ({ declaration, lower }) => PARTS[declaration.kind].module === module && lower !== undefined,
      );
      if (own.length === 0) return [];
      return [{ path: module, statements: own.flatMap((part) => this.#lowered(part).statements) }];
    });
  }

  #lowered(part: CheckedPart): PartFunction & { readonly statements: readonly Statement[] } {
    const known = this.#functions.get(part);
    if (known !== undefined) return known;
    const { kind, name, span } = part.declaration;
    const { module } = PARTS[kind];
    const taken = this.#taken.get(module) ?? new Set([...OWN_WORDS]);
    this.#taken.set(module, taken);
    const identifier = identifierFor(name, taken);
    taken.add(identifier);
    const body = part.lower!(this.lowering());
    const takesContext = mentions(body, (each) => each.kind === "identifier" && each.name === "ctx");
    const waits = mentions(body, (each) => each.kind === "await");
    const parameters = [
      ...(takesContext ? [{ name: "ctx", type: contextType(part.context) }] : []),
      ...(part.reads.length > 0 ? [{ name: "args", type: argumentsType(part) }] : []),
    ];
    const comment = `The ${kind} \`${name}\` (${place(span)}).`;
    const statement = ir.exported(identifier, ir.arrow(parameters, body, waits), comment, span);
    const lowered = {
      symbol: { module, name: identifier },
      takesContext,
      waits,
      statements: [statement],
    };
    this.#functions.set(part, lowered);
    return lowered;
  }
}

function argumentsType({ reads }: CheckedPart) {
  return irType.members(reads.map((name) => ({ name, type: irType.keyword("unknown"), optional: false })));
}

/** Whether any expression inside this one, itself included, is as asked for. */
function mentions(node: unknown, asked: (expression: Expression) => boolean): boolean {
  if (Array.isArray(node)) return node.some((each) => mentions(each, asked));
  if (typeof node !== "object" || node === null || !("kind" in node || "value" in node)) return false;
  if (asked(node as Expression)) return true;
  return Object.entries(node).some(([key, child]) => key !== "span" && mentions(child, asked));
}

/** The colours of the theme, `theme.ts`; undefined when it names none. */
export function paletteOf(theme: Theme): { symbol: ModuleSymbol; unit: SourceUnit } | undefined {
  const names = theme.names();
  if (names.length === 0) return undefined;
  const symbol = { module: THEME_MODULE, name: "theme" };
  const colors = names.map((name) => ({ key: name, value: ir.hex(theme.color(name)!) }));
  const comment = "The colours that the theme names.";
  const unit = { path: THEME_MODULE, statements: [ir.exported(symbol.name, ir.object(colors), comment)] };
  return { symbol, unit };
}
