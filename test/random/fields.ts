import type { Field, JsonSchema } from "../../compiler/language/field.ts";
import { MODAL } from "../../compiler/language/field-kinds.ts";
import type { Dice } from "./dice.ts";
import type { ExpressionWriter, Wanted } from "./expressions.ts";
import { type Place, readableAt } from "./place.ts";

/** What writing values needs. */
export interface Writing {
  readonly dice: Dice;
  readonly expressions: ExpressionWriter;
}

type Make = (writing: Writing, place: Place) => unknown;

/**
 * Values for the kinds of field that their schema does not describe closely enough. Any other kind is made from
 * its schema, so that a new one is covered without being named here.
 */
const KINDS: Readonly<Record<string, Make>> = {
  text: text,
  number: ({ dice, expressions }, place) =>
    dice.chance(0.6) ? dice.whole(0, 5) : template("number", expressions, place),
  boolean: ({ dice, expressions }, place) =>
    dice.chance(0.7) ? dice.chance(0.5) : template("boolean", expressions, place),
  duration: ({ dice }) => dice.pick(["1ms", "5ms", 2, "0.01s"]),
  condition: condition,
  value: value,
  expression: ({ expressions }, place) => expressions.write("any", readableAt(place), 2),
  "map of values": (writing, place) =>
    Object.fromEntries(writing.dice.list(0, 3, (i) => [`name_${i}`, value(writing, place)])),
  "flow name": ({ dice }, { flows }) => (flows.length === 0 ? "none" : dice.pick(flows)),
  colour: ({ dice }) => dice.pick(["#5865F2", "red", 0xff00ff]),
  timestamp: ({ dice }) => dice.pick([true, "now", "2024-01-15"]),
  image: ({ dice }) =>
    dice.pick<unknown>(["https://example.com/a.png", { url: "https://example.com/b.png" }]),
  embed: embed,
  [MODAL]: modal,
  "list of embed": (writing, place) => writing.dice.list(1, 2, () => embed(writing, place)),
  "variable name": ({ dice }) => dice.pick(["score", "notes", "page", "things", "total"]),
};

function modal({ dice }: Writing): unknown {
  const input = (i: number) => ({ type: "text_input", custom_id: `input_${i}`, label: "An input" });
  return { custom_id: `modal_${dice.whole(0, 9)}`, title: "A modal", components: dice.list(1, 3, input) };
}

function embed(writing: Writing, place: Place): unknown {
  const { dice } = writing;
  const fields = dice.list(0, 2, () => ({ name: text(writing, place), value: text(writing, place) }));
  return {
    title: text(writing, place),
    ...(dice.chance(0.5) ? { description: text(writing, place), fields } : {}),
    ...(dice.chance(0.3) ? { color: dice.pick(["#5865F2", "gold"]), timestamp: true } : {}),
  };
}

/** A value for a field, as YAML has it. */
export function fieldValue(field: Field<unknown>, writing: Writing, place: Place): unknown {
  const make = KINDS[field.kind];
  return make === undefined ? fromSchema(field.schema, writing, place) : make(writing, place);
}

/** A text with `${}` parts, or without. */
export function text({ dice, expressions }: Writing, place: Place): string {
  const parts = dice.list(1, 3, () =>
    dice.chance(0.5)
      ? dice.pick(["hello ", "a: ", "# ", "'", '"', "`x` ", "\n", "100 % ", "\\n ", "é "])
      : template(dice.pick<Wanted>(["string", "number", "any"]), expressions, place),
  );
  return `t${parts.join("")}`;
}

/** A condition in one of its forms. */
export function condition(writing: Writing, place: Place, depth = 1): unknown {
  const { dice, expressions } = writing;
  const plain = () => expressions.write("boolean", readableAt(place), 2);
  if (depth === 0 || dice.chance(0.6)) return dice.chance(0.5) ? plain() : `\${${plain()}}`;
  const inner = () => condition(writing, place, depth - 1);
  return dice.pick<() => unknown>([
    () => dice.chance(0.5),
    () => ({ expr: plain() }),
    () => ({ all: dice.list(1, 3, inner) }),
    () => ({ any: dice.list(1, 3, inner) }),
    () => ({ not: inner() }),
    () => ({ eq: [expressions.write("any", readableAt(place), 2), dice.whole(0, 9)] }),
    () => ({ match: [expressions.write("string", readableAt(place), 2), "^[a-z]+$"] }),
  ])();
}

/** Anything that the value rule takes. */
export function value(writing: Writing, place: Place, depth = 2): unknown {
  const { dice, expressions } = writing;
  if (depth > 0 && dice.chance(0.2)) return dice.list(0, 3, () => value(writing, place, depth - 1));
  if (depth > 0 && dice.chance(0.2))
    return Object.fromEntries(dice.list(0, 3, (i) => [`key${i}`, value(writing, place, depth - 1)]));
  return dice.pick<() => unknown>([
    () => dice.whole(-3, 1000),
    () => dice.chance(0.5),
    () => null,
    () => "some words here",
    () => template("any", expressions, place),
    () => text(writing, place),
  ])();
}

/** A value that a JSON schema describes. */
function fromSchema(schema: JsonSchema, writing: Writing, place: Place): unknown {
  const { dice } = writing;
  const options = schema["enum"];
  if (Array.isArray(options)) return dice.pick(options as unknown[]);
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(alternatives)) return fromSchema(dice.pick(alternatives as JsonSchema[]), writing, place);
  const type = Array.isArray(schema["type"]) ? dice.pick(schema["type"] as unknown[]) : schema["type"];
  switch (type) {
    case "string":
      return text(writing, place);
    case "number":
    case "integer":
      return dice.whole(Number(schema["minimum"] ?? 0), Number(schema["maximum"] ?? 9));
    case "boolean":
      return dice.chance(0.5);
    case "array":
      return dice.list(Number(schema["minItems"] ?? 0), Number(schema["maxItems"] ?? 3) > 3 ? 3 : 2, () =>
        fromSchema((schema["items"] ?? {}) as JsonSchema, writing, place),
      );
    case "object":
      return fromProperties(schema, writing, place);
    default:
      return value(writing, place);
  }
}

function fromProperties(schema: JsonSchema, writing: Writing, place: Place): Record<string, unknown> {
  const properties = Object.entries((schema["properties"] ?? {}) as Record<string, JsonSchema>);
  const required = (schema["required"] ?? []) as readonly string[];
  const chosen = properties.filter(([name]) => required.includes(name) || writing.dice.chance(0.4));
  return Object.fromEntries(chosen.map(([name, each]) => [name, fromSchema(each, writing, place)]));
}

function template(wanted: Wanted, expressions: ExpressionWriter, place: Place): string {
  return `\${${expressions.write(wanted, readableAt(place), 2)}}`;
}
