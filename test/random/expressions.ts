import { present, type Type, types } from "../../compiler/expression/types.ts";
import type { FunctionDefinition } from "../../compiler/language/function.ts";
import type { Language } from "../../compiler/language/language.ts";
import type { ArgumentKind, MethodDefinition, Receiver } from "../../compiler/language/method.ts";
import type { Dice } from "./dice.ts";

/** The kinds of value that expressions are made for. */
export type Wanted = "string" | "number" | "boolean" | "list" | "map" | "any";

/** Something an expression can read, as it is written. */
export interface Readable {
  readonly text: string;
  readonly type: Type;
}

/** Properties of properties that are followed from a root. */
const DEPTH = 2;

/** Everything that can be reached from a root, in any of its spellings. */
export function pathsFrom(root: Readable, language: Language, depth = DEPTH): Readable[] {
  const type = present(root.type);
  if (depth === 0 || type.kind !== "entity") return [root];
  const properties = Object.entries(language.entities.get(type.name)!.properties);
  const inner = properties.flatMap(([name, { type: own, aliases = [] }]) =>
    [name, ...aliases].flatMap((spelling) =>
      pathsFrom({ text: `${root.text}.${spelling}`, type: own }, language, depth - 1),
    ),
  );
  return [root, ...inner];
}

const WORDS = ["a", "hello", "Grüße", "it is", "x-1", "10", "", "<@1>", "quote \\' here", "{}", "😀"];

/** Writes expressions of a wanted kind, from what can be read at a place and all functions there are. */
export class ExpressionWriter {
  readonly #functions: readonly FunctionDefinition[];
  readonly #transforms: readonly FunctionDefinition[];
  readonly #methods: readonly MethodDefinition[];

  constructor(
    private readonly dice: Dice,
    language: Language,
  ) {
    this.#functions = [...language.functions.values()];
    this.#transforms = [...language.transforms.values()];
    this.#methods = [...language.methods.values()];
  }

  /** @param depth how deep expressions may nest */
  write(wanted: Wanted, readable: readonly Readable[], depth = 3): string {
    if (depth <= 0 || this.dice.chance(0.3)) return this.#leaf(wanted, readable);
    const inner = (kind: Wanted) => this.write(kind, readable, depth - 1);
    const forms = [
      () => this.#call(wanted, inner),
      () => this.#transform(wanted, inner),
      () => `(${inner("boolean")} ? ${inner(wanted)} : ${inner(wanted)})`,
      () => `(${inner(wanted)} ${this.dice.pick(["??", "??", "||", "&&"])} ${inner(wanted)})`,
      () => this.#operation(wanted, inner),
      () => this.#method(wanted, readable, depth),
      () => this.#part(wanted, inner),
    ];
    return this.dice.pick(forms)();
  }

  #leaf(wanted: Wanted, readable: readonly Readable[]): string {
    const fitting = readable.filter(({ type }) => wanted === "any" || present(type).kind === wanted);
    if (fitting.length > 0 && this.dice.chance(0.6)) return this.dice.pick(fitting).text;
    switch (wanted) {
      case "number":
        return String(this.dice.pick([0, 1, 2, 7, 100, 2.5]));
      case "boolean":
        return this.dice.pick(["true", "false"]);
      case "list":
        return `[${this.dice.list(0, 3, () => this.#leaf("any", readable)).join(", ")}]`;
      case "map":
        return `{${this.dice.list(0, 3, (i) => `key${i}: ${this.#leaf("any", readable)}`).join(", ")}}`;
      case "any":
        return this.#leaf(this.dice.pick(["string", "number", "boolean"]), readable);
      default:
        return `'${this.dice.pick(WORDS)}'`;
    }
  }

  #operation(wanted: Wanted, inner: (kind: Wanted) => string): string {
    switch (wanted) {
      case "number":
        return this.dice.chance(0.1)
          ? `(-${inner("number")})`
          : `(${inner("number")} ${this.dice.pick(["+", "-", "*", "/", "//", "%", "^"])} ${inner("number")})`;
      case "boolean":
        return this.dice.chance(0.5)
          ? `(${inner("any")} ${this.dice.pick(["==", "!=", "<", ">=", "===", "!==", "in"])} ${inner("any")})`
          : `(!${inner("any")})`;
      case "list":
        return `[...${inner(this.dice.chance(0.9) ? "list" : "any")}, ${inner("any")}]`;
      case "map":
        return `{...${inner(this.dice.chance(0.9) ? "map" : "any")}, key0: ${inner("any")}}`;
      default:
        return this.dice.chance(0.3)
          ? `\`in \${${inner("any")}} \${${inner("string")}}\``
          : `(${inner("string")} + ${inner("any")})`;
    }
  }

  #call(wanted: Wanted, inner: (kind: Wanted) => string): string {
    const definition = this.#fitting(this.#functions, wanted);
    if (definition === undefined) return inner(wanted);
    return `${definition.name}(${this.#arguments(definition, 0, inner).join(", ")})`;
  }

  #transform(wanted: Wanted, inner: (kind: Wanted) => string): string {
    const definition = this.#fitting(this.#transforms, wanted);
    const input = definition?.parameters[0];
    if (definition === undefined || input === undefined) return inner(wanted);
    const args = this.#arguments(definition, 1, inner);
    const brackets = args.length === 0 ? "" : `(${args.join(", ")})`;
    return `(${inner(wantedBy(input.kind))})|${definition.name}${brackets}`;
  }

  /** A method of a receiver that has it, with functions of its own where it takes them. */
  #method(wanted: Wanted, readable: readonly Readable[], depth: number): string {
    const fitting = this.#methods.filter(
      ({ on, returns }) =>
        wanted === "any" || present(returns(RECEIVERS[on], [types.unknown])).kind === wanted,
    );
    if (fitting.length === 0) return this.#leaf(wanted, readable);
    const { on, name, parameters } = this.dice.pick(fitting);
    const args = parameters.flatMap(({ kind, optional, rest }) =>
      (optional || rest) && this.dice.chance(0.5) ? [] : [this.#methodArgument(kind, readable, depth)],
    );
    return `(${this.write(on, readable, depth - 1)}).${name}(${args.join(", ")})`;
  }

  #methodArgument(kind: ArgumentKind, readable: readonly Readable[], depth: number): string {
    if (typeof kind !== "string") {
      const all = kind.map((each, i) => this.dice.pick([`${each}_${i}`, `${each}${i}`, NAMES[i]!]));
      const names = all.slice(0, this.dice.whole(1, kind.length));
      // Nothing can be waited for inside a function: what is at hand is enough to say something.
      const own = names.map((text) => ({ text, type: types.unknown }));
      const head = names.length === 1 ? names[0] : `(${names.join(", ")})`;
      return `${head} => ${this.write("any", own, depth - 1)}`;
    }
    if (kind === "pattern" && this.dice.chance(0.3)) return "/a+b?/gi";
    const wanted = { text: "string", pattern: "string", number: "number", any: "any", item: "any" } as const;
    return this.write(wanted[kind], readable, depth - 1);
  }

  /** Something out of something: an item, a property, the elements that match. */
  #part(wanted: Wanted, inner: (kind: Wanted) => string): string {
    if (wanted === "list" && this.dice.chance(0.5)) return `(${inner("list")})[.name == ${inner("any")}]`;
    return this.dice.pick([
      () => `(${inner("list")})[${inner("number")}]`,
      () => `(${inner("map")}).key0`,
      () => `(${inner("any")})['key0']`,
      () => `(${inner("map")})[${inner("string")}]`,
      () => `(${inner(this.dice.pick(["list", "string"]))}).length`,
    ])();
  }

  #fitting(definitions: readonly FunctionDefinition[], wanted: Wanted): FunctionDefinition | undefined {
    const fits = definitions.filter(({ returns }) => {
      if (wanted === "any") return true;
      return typeof returns !== "function" && present(returns).kind === wanted;
    });
    return fits.length === 0 ? undefined : this.dice.pick(fits);
  }

  #arguments(definition: FunctionDefinition, skip: number, inner: (kind: Wanted) => string): string[] {
    return definition.parameters.slice(skip).flatMap(({ kind, optional, rest }) => {
      if ((optional || rest) && this.dice.chance(0.5)) return [];
      return [inner(wantedBy(kind))];
    });
  }
}

/** Names that generated code might use itself. */
export const NAMES = ["text", "value", "item", "state", "add", "early", "result"] as const;

const RECEIVERS: Readonly<Record<Receiver, Type>> = {
  string: types.string,
  number: types.number,
  list: types.list(types.unknown),
  map: types.map({}, types.unknown),
};

function wantedBy(kind: FunctionDefinition["parameters"][number]["kind"]): Wanted {
  return kind === "text" ? "string" : kind;
}
