import { itemType } from "../expression/check/call.ts";
import type { Typed } from "../expression/typed.ts";
import { mayBeNothing, present, type Type } from "../expression/types.ts";
import type { EntityDefinition } from "../language/entity.ts";
import type { ParameterKind } from "../language/function.ts";
import type { Language } from "../language/language.ts";
import { type Expression, ir } from "./ir.ts";
import { lowerBuiltIn, lowerMethod } from "./methods.ts";
import type { Needs } from "./needs.ts";
import { knownTruth, lowerBinary } from "./operators.ts";
import { lowerType } from "./types.ts";

/** Lowers checked expressions, noting on the way what they need. */
export class ExpressionLowering {
  constructor(
    readonly language: Language,
    private readonly needs: Needs,
  ) {}

  value(typed: Typed): Expression {
    return { ...this.#lower(typed), span: typed.span };
  }

  /** As a template prints it: nothing is empty, lists are joined, entities are mentioned. */
  text(typed: Typed): Expression {
    if (typed.kind === "literal") {
      const { value } = typed;
      return ir.literal(value === null || value === undefined ? "" : String(value), typed.span);
    }
    const code = this.value(typed);
    const { kind } = present(typed.type);
    if (kind === "string")
      return mayBeNothing(typed.type) ? ir.binary("??", code, ir.literal(""), typed.span) : code;
    if (typed.type.kind === "number" || typed.type.kind === "boolean") {
      return ir.call(ir.id("String"), [code], typed.span);
    }
    return ir.call(ir.runtime("text"), [code], typed.span);
  }

  number(typed: Typed): Expression {
    const code = this.value(typed);
    return typed.type.kind === "number" ? code : ir.call(ir.runtime("number"), [code], typed.span);
  }

  boolean(typed: Typed): Expression {
    const code = this.value(typed);
    if (typed.type.kind === "boolean") return code;
    return ir.call(ir.runtime("truthy"), [code], typed.span);
  }

  /** An arrow function; types of its parameters are written where TypeScript could not find them. */
  callback(typed: Typed, annotated = true): Expression | undefined {
    if (typed.kind !== "arrow") return undefined;
    const parameters = typed.parameters.map(({ name, type }) => ({
      name,
      type: annotated ? lowerType(type, this.language) : undefined,
    }));
    return ir.arrow(parameters, this.value(typed.body));
  }

  /** For a place where JavaScript's own truthiness decides; TypeScript refuses tests that cannot vary. */
  condition(typed: Typed): Expression {
    const fixed = knownTruth(typed) !== undefined || typed.kind === "template";
    return fixed ? ir.call(ir.runtime("truthy"), [this.value(typed)], typed.span) : this.value(typed);
  }

  duration(typed: Typed): Expression {
    if (typed.kind === "literal") return this.value(typed);
    return ir.call(ir.runtime("milliseconds"), [this.value(typed)], typed.span);
  }

  #lower(typed: Typed): Expression {
    switch (typed.kind) {
      case "literal":
        return ir.literal(typed.value);
      case "constant":
        return lowerConstant(typed.value);
      case "variable":
        return typed.variable.code;
      case "property":
        return this.#property(typed);
      case "index":
        return this.#index(typed);
      case "call":
        return this.#call(typed);
      case "method":
        return lowerMethod(typed, this);
      case "dynamicMethod":
        return ir.call(ir.runtime("callMethod"), [
          this.value(typed.receiver),
          ir.literal(typed.name),
          ...typed.arguments.map((argument) => this.callback(argument) ?? this.value(argument)),
        ]);
      case "builtIn":
        return lowerBuiltIn(typed, this);
      case "arrow":
        return this.callback(typed)!;
      case "regex":
        return ir.regex(typed.pattern, typed.flags);
      case "spread":
        return ir.spread(this.value(typed.value));
      case "filter":
        return this.#filter(typed);
      case "unary":
        return typed.operator === "!"
          ? ir.not(this.condition(typed.operand))
          : ir.negate(this.number(typed.operand));
      case "binary":
        return lowerBinary(typed, this);
      case "conditional":
        return ir.conditional(
          this.condition(typed.test),
          this.value(typed.then),
          this.value(typed.otherwise),
        );
      case "list":
        return ir.array(typed.items.map((item) => this.value(item)));
      case "map":
        return ir.object(
          typed.entries.map(({ key, value }) => ({
            key: typeof key === "object" ? this.text(key) : key,
            value: this.value(value),
          })),
        );
      case "template":
        return ir.template(
          typed.parts.map((part) => (typeof part === "string" ? part : this.#templatePart(part))),
        );
      case "environment":
        return this.#environment(typed);
      case "error":
        throw new Error("an expression with an error was lowered");
    }
  }

  /** Inside backticks numbers and booleans print themselves. */
  #templatePart(typed: Typed): Expression {
    const { kind } = present(typed.type);
    if (kind !== "number" && kind !== "boolean") return this.text(typed);
    const code = this.value(typed);
    return mayBeNothing(typed.type) ? ir.binary("??", code, ir.literal("")) : code;
  }

  #property(typed: Typed & { kind: "property" }): Expression {
    const { object, property } = typed;
    const code = this.value(object);
    const optional = mayBeNothing(object.type);
    switch (property.kind) {
      case "key":
        return ir.member(code, property.name, optional);
      case "length":
        return ir.member(code, "length", optional);
      case "dynamic":
        return ir.call(ir.runtime("property"), [code, ir.literal(property.name)]);
      case "entity":
        return this.#entityProperty(typed, property, code, optional);
    }
  }

  #entityProperty(
    typed: Typed & { kind: "property" },
    { entity: name, definition, name: propertyName }: Extract<(typeof typed)["property"], { kind: "entity" }>,
    code: Expression,
    optional: boolean,
  ): Expression {
    const entity = this.language.entities.get(name)!;
    const what = `${name}.${propertyName}`;
    // What the bot has sent itself comes back whole; only what Discord sends depends on intents.
    const received = typed.object.kind !== "variable" || typed.object.variable.root;
    for (const intent of received ? (definition.intents ?? []) : [])
      this.needs.intent(intent, what, typed.span);
    if (definition.lists !== undefined) this.#listed(definition.lists, what, typed);
    if (definition.root !== undefined) throw new Error(`${what} was not resolved to its root`);
    const reads = definition.runtime === undefined ? [definition.field] : definition.reads;
    for (const field of reads) this.#cached(entity, field, what, typed);
    if (definition.runtime !== undefined) return ir.call(ir.runtime(definition.runtime), [code]);
    return definition.field
      .split(".")
      .reduce<Expression>((object, field, i) => ir.member(object, field, optional && i === 0), code);
  }

  #cached(entity: EntityDefinition, field: string, what: string, typed: Typed): void {
    if (entity.cache === undefined) return;
    this.needs.cacheField(entity.name, field, what, typed.span);
    for (const intent of entity.cache.intents)
      this.needs.intent(intent, `the cache of ${entity.cache.name}`, typed.span);
  }

  #listed(name: string, what: string, typed: Typed): void {
    const entity = this.language.entities.get(name)!;
    this.#cached(entity, "id", what, typed);
  }

  /** A list keeps the elements that match; nothing gives none, a single value counts as a list of it. */
  #filter(typed: Typed & { kind: "filter" }): Expression {
    const test = ir.arrow([{ name: typed.item }], this.condition(typed.test));
    const list = this.value(typed.list);
    if (typed.list.type.kind === "list") return ir.call(ir.member(list, "filter"), [test]);
    const parameter = { name: typed.item, type: lowerType(itemType(typed.list.type), this.language) };
    return ir.call(ir.runtime("filtered"), [list, ir.arrow([parameter], this.condition(typed.test))]);
  }

  #index(typed: Typed & { kind: "index" }): Expression {
    const object = this.value(typed.object);
    const index = this.value(typed.index);
    if (typed.object.type.kind === "list" && typed.index.type.kind === "number")
      return ir.index(object, index);
    return ir.call(ir.runtime("element"), [object, index]);
  }

  #call(typed: Typed & { kind: "call" }): Expression {
    const { definition } = typed;
    const last = definition.parameters.at(-1);
    const args = typed.arguments.map((argument, i) => {
      const parameter = definition.parameters[i] ?? last;
      return this.#argument(argument, parameter?.kind ?? "any");
    });
    const inline = definition.inline?.(
      args,
      typed.arguments.map((argument) => argument.type),
    );
    return inline ?? ir.call(ir.runtime(definition.runtime), args);
  }

  #argument(typed: Typed, kind: ParameterKind): Expression {
    const callback = this.callback(typed);
    if (callback !== undefined) return callback;
    if (typed.kind === "spread") return this.value(typed);
    if (kind === "text") return this.text(typed);
    if (kind === "number") return this.number(typed);
    return this.value(typed);
  }

  #environment(typed: Typed & { kind: "environment" }): Expression {
    this.needs.variable(typed.name, typed.required, `env.${typed.name}`, typed.span);
    const name = ir.literal(typed.name);
    return ir.call(ir.runtime(typed.required ? "requiredEnvironment" : "environment"), [name]);
  }
}

/** Plain data as a literal. */
export function lowerConstant(value: unknown): Expression {
  if (Array.isArray(value)) return ir.array(value.map(lowerConstant));
  if (typeof value !== "object" || value === null)
    return ir.literal(value as string | number | boolean | null);
  return ir.object(Object.entries(value).map(([key, each]) => ({ key, value: lowerConstant(each) })));
}

export function isKind(type: Type, ...kinds: readonly Type["kind"][]): boolean {
  return kinds.includes(type.kind);
}
