import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayBeNothing, type Type, types } from "../../compiler/expression/types.ts";
import type { FunctionDefinition, ParameterKind } from "../../compiler/language/function.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { FurlowError } from "../../runtime-lib/errors/errors.ts";
import * as expressions from "../../runtime-lib/expressions/registry.generated.ts";

const language = createLanguage();
const definitions = [
  ...[...language.functions.values()].map((each) => [`function ${each.name}`, each] as const),
  ...[...language.transforms.values()].map((each) => [`transform ${each.name}`, each] as const),
];
const runtime: Readonly<Record<string, unknown>> = expressions;

const RESERVED = ["__proto__", "constructor", "prototype"];
/** Keys with a meaning to JavaScript, which JSON may bring as well as any other. */
const KEYS = [...RESERVED, "toString", "valueOf", "toJSON", "length", "id", "username", "user", "roles", "a"];

const scalar = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "grapheme", maxLength: 10 }),
  fc.constantFrom("", "1h30m", "(a+)+$", "[", "a.b", "de-DE", "2024-01-15T12:00:00Z", ...KEYS),
  fc.double(),
  fc.integer(),
  fc.constantFrom(1e9, 1e308, -1, 0, Number.NaN, Number.POSITIVE_INFINITY),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.date({ noInvalidDate: false }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 5 }),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), tie("value")), { maxLength: 4 }).map(mapOf),
    fc.jsonValue({ maxDepth: 3 }),
  ),
}));

/** As JSON.parse makes it: every key is the map's own, `__proto__` too. */
function mapOf(entries: readonly (readonly [string, unknown])[]): object {
  const result = {};
  for (const [key, item] of entries) {
    Object.defineProperty(result, key, { value: item, enumerable: true, configurable: true, writable: true });
  }
  return result;
}

/** What the compiler does to an argument before the runtime function gets it. */
function converted(argument: unknown, kind: ParameterKind): unknown {
  if (kind === "text") return expressions.text(argument);
  return kind === "number" ? expressions.number(argument) : argument;
}

function run({ parameters, runtime: name }: FunctionDefinition, args: readonly unknown[]): unknown {
  const last = parameters.at(-1);
  const call = runtime[name] as (...args: readonly unknown[]) => unknown;
  return call(...args.map((argument, i) => converted(argument, (parameters[i] ?? last)?.kind ?? "any")));
}

/** Lists of arguments as long as the function allows. */
function argumentsOf({ parameters }: FunctionDefinition): fc.Arbitrary<unknown[]> {
  const least = parameters.filter(({ optional, rest }) => !optional && !rest).length;
  const most = parameters.some(({ rest }) => rest) ? least + 3 : parameters.length;
  return fc.array(value, { minLength: least, maxLength: most });
}

/** Whether a value is one of a type's. */
function conforms(result: unknown, type: Type): boolean {
  if (result === null || result === undefined) return mayBeNothing(type);
  switch (type.kind) {
    case "string":
    case "number":
    case "boolean":
      return typeof result === type.kind;
    case "date":
      return result instanceof Date;
    case "list":
      return Array.isArray(result) && result.every((item) => conforms(item, type.item));
    case "map":
      return typeof result === "object" && !Array.isArray(result);
    case "optional":
      return conforms(result, type.of);
    default:
      return true;
  }
}

describe("whatever JSON is given to it", () => {
  test.each(definitions)("%s gives what its definition says, or a clear error", (name, definition) => {
    fc.assert(
      fc.property(argumentsOf(definition), (args) => {
        const { returns } = definition;
        const type = typeof returns === "function" ? returns(args.map(() => types.unknown)) : returns;
        try {
          // The transform takes what the function takes, the other way round.
          const result = run(definition, name === "transform mention" ? args.toReversed() : args);
          expect(conforms(result, type)).toBe(true);
        } catch (error) {
          if (!(error instanceof FurlowError)) throw error;
          expect(error.code).toBe("E2001");
          expect(error.message).not.toBe("");
        }
      }),
      { numRuns: 200 },
    );
  });

  test("operators and conversions do not throw", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expressions.add(a, b);
        expressions.looseEquals(a, b);
        expressions.compare(a, "<", b);
        expressions.isIn(a, b);
        expressions.element(a, b);
        expressions.text(a);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("prototypes", () => {
  const path = fc
    .array(fc.constantFrom(...KEYS, "0"), { minLength: 1, maxLength: 4 })
    .map((keys) => keys.join("."));

  test("are not reached by a path or a key", () => {
    fc.assert(
      fc.property(value, path, (map, keys) => {
        for (const reserved of RESERVED) {
          expect(expressions.getPath(map, reserved, "default")).toBe("default");
          expect(expressions.hasOwnKey(map, reserved)).toBe(false);
          expect(expressions.mapItems([map], reserved)).toEqual([undefined]);
          expect(expressions.getPath(map, `a.${reserved}.a`, "default")).toBe("default");
        }
        expect(typeof expressions.getPath(map, keys)).not.toBe("function");
        expect(expressions.getPath(map, keys)).not.toBe(Object.prototype);
      }),
    );
  });

  test("are not changed by what is merged", () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2, "prototype": 3, "b": 4}');
    for (const result of [
      expressions.merge({ a: 1 }, hostile),
      expressions.fromEntries([["a", 1], ...expressions.entries(hostile)]),
    ]) {
      expect(Object.getOwnPropertyNames(result)).toEqual(["a", "b"]);
      expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
      expect("polluted" in result).toBe(false);
    }
    expect("polluted" in {}).toBe(false);
    expect(Object.getOwnPropertyNames(expressions.fromEntries([[["__proto__"], 1]]))).toEqual([]);
  });
});
