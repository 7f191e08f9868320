import { CONTEXT, CONTEXT_NAME } from "../2-check/scope.ts";
import { asReference } from "../2-check/values/expressions.ts";
import { itemType } from "../expression/check/call.ts";
import { knownTruth } from "../expression/truth.ts";
import type { Typed } from "../expression/typed.ts";
import { mayBeNothing, present, type Type, types } from "../expression/types.ts";
import type { ParameterKind } from "../language/function.ts";
import type { Language } from "../language/language.ts";
import type { Span } from "../source/source-file.ts";
import { containsAwait } from "./awaits.ts";
import { type Expression, ir } from "./ir.ts";
import { lowerBuiltIn, lowerMethod } from "./methods.ts";
import type { Needs, Reason } from "./needs.ts";
import { lowerBinary } from "./operators.ts";
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
    const shown = textOf(typed, this.language);
    if (shown !== typed) return this.text(shown);
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
        return this.#variable(typed, typed.span);
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
        return ir.spread(this.#items(typed.value));
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
            value: key === undefined ? this.#entries(value) : this.value(value),
          })),
        );
      case "template":
        return ir.template(
          typed.parts.map((part) => (typeof part === "string" ? part : this.#templatePart(part))),
        );
      case "environment":
        return this.#environment(typed);
      case "across":
        return this.#across(typed.value);
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

  /** What `...` spreads: nothing gives no items, what is no list is one. */
  #items(typed: Typed): Expression {
    const code = this.value(typed);
    if (typed.type.kind === "list") return code;
    if (present(typed.type).kind === "list") return ir.binary("??", code, ir.array([]));
    return ir.call(ir.runtime("spreadItems"), [code]);
  }

  /** What `...` spreads into a map: TypeScript takes only what is one. */
  #entries(typed: Typed): Expression {
    const code = this.value(typed);
    const { kind } = present(typed.type);
    return kind === "map" || kind === "entity" ? code : ir.call(ir.runtime("spreadEntries"), [code]);
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
    const reason = { what: `${name}.${propertyName}`, span: typed.span };
    // What the bot has sent itself comes back whole; only what Discord sends depends on intents.
    for (const intent of isWhole(typed.object) ? [] : (definition.intents ?? []))
      this.needs.intent(intent, reason.what, reason.span);
    this.needs.caches(definition.caches, this.language, reason);
    if (definition.root !== undefined) throw new Error(`${reason.what} was not resolved to its root`);
    const fields = definition.runtime === undefined ? [definition.field] : definition.reads;
    this.#keep(present(typed.object.type), fields, present(typed.type), reason);
    if (definition.runtime !== undefined) {
      return ir.call(ir.runtime(definition.runtime), definition.context ? [CONTEXT, code] : [code]);
    }
    return definition.field
      .split(".")
      .reduce<Expression>((object, field, i) => ir.member(object, field, optional && i === 0), code);
  }

  /** Has the cache that an entity may come from keep what is read of it; all the entity has where that is an object kept in parts. */
  #keep(owner: Type, fields: readonly string[], result: Type, reason: Reason): void {
    if (owner.kind !== "entity" || owner.cache === undefined) return;
    const [name = "", inside] = owner.cache.split(".");
    const cache = this.language.caches.get(name)!;
    const inParts = result.kind === "entity" && result.cache?.startsWith(`${name}.`);
    for (const field of inParts ? fields.map((each) => `${each}.id`) : fields) {
      const path = inside === undefined ? field : `${inside}.${field}`;
      // What an entry is found by is always there; of what is known in part it needs no cache at all.
      if (!cache.keys.includes(path)) this.needs.cacheField(cache, path, reason);
      else if (!owner.partial) this.needs.cache(cache, reason.span);
    }
  }

  /** Reading a root may need a cache even if none of the fields in it is read. */
  #variable({ variable, type }: Typed & { kind: "variable" }, span: Span | undefined): Expression {
    const reason = { what: variable.name, span };
    this.needs.caches(variable.caches, this.language, reason);
    for (const intent of variable.intents ?? []) this.needs.intent(intent, reason.what, span);
    const entity = present(type);
    if (entity.kind === "entity" && entity.cache !== undefined && !entity.partial) {
      this.needs.cache(this.language.caches.get(entity.cache.split(".")[0]!)!, span);
    }
    return variable.code;
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

  /** What another process may have is asked for, and then the whole is evaluated with it. */
  #across(typed: Typed): Expression {
    this.needs.readsAcross = true;
    const value = this.value(typed);
    const read = ir.arrow([{ name: CONTEXT_NAME }], value, containsAwait(value));
    return ir.awaitRead(ir.call(ir.runtime("acrossShards"), [CONTEXT, read]));
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

/** Whether an entity has all its properties, whatever the intents. */
function isWhole(typed: Typed): boolean | undefined {
  if (typed.kind === "variable") return !typed.variable.root || typed.variable.whole;
  return typed.kind === "property" && typed.property.kind === "entity" && typed.property.definition.whole;
}

/** An entity in text is the property that its definition says. */
function textOf(typed: Typed, language: Language): Typed {
  const type = present(typed.type);
  if (type.kind !== "entity") return typed;
  const entity = language.entities.get(type.name)!;
  const definition = entity.text === undefined ? undefined : entity.properties[entity.text];
  if (entity.text === undefined || definition === undefined) return typed;
  const result = mayBeNothing(typed.type) || type.partial ? types.optional(definition.type) : definition.type;
  const property = { kind: "entity", entity: entity.name, name: entity.text, definition } as const;
  const needsId = definition.runtime !== undefined && definition.reads.length === 0 && !definition.context;
  const object = needsId ? asReference(typed) : typed;
  return { kind: "property", object, property, type: result, span: typed.span };
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
