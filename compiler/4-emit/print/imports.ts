import type { ModuleSymbol } from "../../3-lower/ir.ts";
import { type NamesInUse, symbolKey } from "./collect.ts";

/** The imports of one file: which symbols, from where, and under which local names. */
export class ImportNames {
  readonly #local = new Map<string, string>();
  readonly #byModule = new Map<string, ModuleSymbol[]>();

  constructor(
    private readonly path: string,
    names: NamesInUse,
  ) {
    const taken = new Set(names.declared);
    const symbols = [...names.symbols.values()].sort((a, b) => compare(symbolKey(a), symbolKey(b)));
    for (const symbol of symbols) {
      // A symbol without a module is declared in this very file or is global.
      if (symbol.module === path || symbol.module === "") {
        this.#local.set(symbolKey(symbol), symbol.name);
        continue;
      }
      const wanted =
        symbol.name === "default" || symbol.name === "*" ? (symbol.as ?? "imported") : symbol.name;
      this.#local.set(symbolKey(symbol), freeName(wanted, taken));
      const list = this.#byModule.get(symbol.module);
      if (list === undefined) this.#byModule.set(symbol.module, [symbol]);
      else list.push(symbol);
    }
  }

  localName(key: string): string {
    return this.#local.get(key)!;
  }

  /** The import statements, packages first, sorted; lists that do not fit stand one name a line. */
  lines(width: number): string[] {
    const modules = [...this.#byModule.keys()].sort(
      (a, b) => Number(isGenerated(a)) - Number(isGenerated(b)) || compare(a, b),
    );
    return modules.flatMap((module) => this.#importLines(module, this.#byModule.get(module)!, width));
  }

  #importLines(module: string, symbols: readonly ModuleSymbol[], width: number): string[] {
    const from = JSON.stringify(isGenerated(module) ? relativeSpecifier(this.path, module) : module);
    const [only] = symbols;
    if (only?.name === "*") return [`import * as ${this.localName(symbolKey(only))} from ${from};`];
    if (only?.name === "default") return [`import ${this.localName(symbolKey(only))} from ${from};`];
    const allTypes = symbols.every((symbol) => symbol.typeOnly);
    const names = symbols.map((symbol) => this.#specifier(symbol, allTypes));
    const keyword = allTypes ? "import type" : "import";
    const line = `${keyword} { ${names.join(", ")} } from ${from};`;
    if (line.length <= width) return [line];
    return [`${keyword} {`, ...names.map((name) => `  ${name},`), `} from ${from};`];
  }

  #specifier(symbol: ModuleSymbol, allTypes: boolean): string {
    const local = this.localName(symbolKey(symbol));
    const name = local === symbol.name ? symbol.name : `${symbol.name} as ${local}`;
    return symbol.typeOnly && !allTypes ? `type ${name}` : name;
  }
}

/** A name that nothing in the file has yet; it is taken from then on. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}${i}`;
  taken.add(name);
  return name;
}

function isGenerated(module: string): boolean {
  return module.endsWith(".ts");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How `from` names another generated file. */
function relativeSpecifier(from: string, to: string): string {
  // A file of the project, as seen from the folder of the generated ones.
  if (to.startsWith("../")) return to;
  const fromParts = from.split("/").slice(0, -1);
  const toParts = to.split("/");
  while (fromParts.length > 0 && fromParts[0] === toParts[0]) {
    fromParts.shift();
    toParts.shift();
  }
  return `${fromParts.length === 0 ? "./" : "../".repeat(fromParts.length)}${toParts.join("/")}`;
}
