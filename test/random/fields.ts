import { type EntityType, present } from "../../compiler/expression/types.ts";
import type { Field, Fields, JsonSchema } from "../../compiler/language/field.ts";
import { COMPONENT, EMBED, EVENT_NAME, FLOW_NAME, MODAL } from "../../compiler/language/field-kinds.ts";
import { PERMISSION_BITS } from "../../compiler/language/permissions.generated.ts";
import { component, input } from "./components.ts";
import type { Dice } from "./dice.ts";
import type { ExpressionWriter, Wanted } from "./expressions.ts";
import { type Place, readableAt } from "./place.ts";
import { condition, template, text, value } from "./values.ts";

/** What writing values needs. */
export interface Writing {
  readonly dice: Dice;
  readonly expressions: ExpressionWriter;
  /** Names of the entities of the language. */
  readonly entities: ReadonlySet<string>;
  /** A list of actions. */
  actions(place: Place, most?: number): unknown[];
}

type Make = (writing: Writing, place: Place) => unknown;

/** The table of random documents: it takes whatever is in a map of values. */
export const TABLE = "records";

/** Ids that Discord could have given. */
const IDS = ["123456789012345678", "234567890123456789"] as const;

/**
 * Values for the kinds of field that their schema does not describe closely enough. Any other kind is made from
 * what it holds or from its schema, so that a new one is covered without being named here.
 */
const KINDS: Readonly<Record<string, Make>> = {
  text: text,
  number: ({ dice, expressions }, place) =>
    dice.chance(0.6) ? dice.whole(0, 5) : template("number", expressions, place),
  boolean: ({ dice, expressions }, place) =>
    dice.chance(0.7) ? dice.chance(0.5) : template("boolean", expressions, place),
  duration: (writing, place) =>
    writing.dice.chance(0.8)
      ? writing.dice.pick(["1ms", "5ms", 2, "0.01s"])
      : template("number", writing.expressions, place),
  "fixed duration": ({ dice }) => dice.pick(["1s", "500ms", "2m", 1500]),
  "cron pattern": ({ dice }) => dice.pick(["* * * * *", "*/5 * * * *", "0 9 * * 1-5"]),
  "time zone": ({ dice }) => dice.pick(["Europe/Berlin", "UTC"]),
  condition: condition,
  "condition on msg": (writing, place) =>
    condition(writing, { ...place, readable: [{ text: "msg.content", type: { kind: "string" } }] }),
  value: value,
  "any value": value,
  expression: ({ expressions }, place) => expressions.write("any", readableAt(place), 2),
  "expression for a shard": ({ dice }) => dice.pick(["client.guilds.size", "shard.id", "1 + 1"]),
  "map of values": (writing, place) =>
    Object.fromEntries(writing.dice.list(0, 3, (i) => [`name_${i}`, value(writing, place)])),
  "table name": () => TABLE,
  "row or list of rows": (writing, place) => {
    const row = () =>
      Object.fromEntries(writing.dice.list(0, 3, (i) => [`name_${i}`, value(writing, place)]));
    return writing.dice.chance(0.7) ? row() : writing.dice.list(0, 3, row);
  },
  "list of columns": ({ dice }) => dice.pick([["id"], ["name_0", "name_2"], "name_1"]),
  ordering: ({ dice }) => dice.pick(["id", "id DESC", "name_0 asc, id"]),
  "list of values": (writing, place) =>
    writing.dice.chance(0.5)
      ? writing.dice.list(0, 3, () => value(writing, place))
      : template("list", writing.expressions, place),
  [FLOW_NAME]: ({ dice }, { declared }) => dice.pick(declared.flows.length === 0 ? ["none"] : declared.flows),
  [EVENT_NAME]: ({ dice }, { declared }) => dice.pick(["unheard", ...declared.events, ...declared.events]),
  "map of actions, or list of {match, actions}": cases,
  colour: ({ dice, expressions }, place) =>
    dice.chance(0.7)
      ? dice.pick(["#5865F2", "red", 0xff00ff, ...place.declared.colors])
      : template("number", expressions, place),
  timestamp: ({ dice }) => dice.pick([true, "now", "2024-01-15"]),
  image: ({ dice }) => dice.pick(["https://example.com/a.png", "https://example.com/b.png"]),
  file: ({ dice }) => dice.pick(["https://example.com/a.png"]),
  emoji: ({ dice, expressions }, place) =>
    dice.chance(0.7)
      ? dice.pick(["👍", "tada", `<:blob:${IDS[0]}>`])
      : template("string", expressions, place),
  [COMPONENT]: component,
  input: input,
  [`list of ${COMPONENT}`]: (writing, place) => writing.dice.list(1, 3, () => component(writing, place)),
  "list of input": (writing, place) => writing.dice.list(1, 3, (i) => input(writing, place, i)),
  permission: ({ dice }) => dice.pick(Object.keys(PERMISSION_BITS)),
  "kind of mention": ({ dice }) => dice.pick(["users", "roles", "everyone"]),
  "list of kind of mention": ({ dice }) => dice.list(0, 2, (i) => ["users", "roles"][i]),
  "list of id": (writing, place) => writing.dice.list(0, 2, () => id("user", writing, place)),
  "list of channel type": ({ dice }) => dice.list(1, 2, (i) => ["text", "voice"][i]),
  // One for each place: a name has the same type and labels everywhere.
  "metric name": ({ dice }) => `metric_${dice.whole(0, 1_000_000)}`,
  "counter | gauge | histogram": ({ dice }) => dice.pick(["counter", "gauge", "histogram"]),
  "map of labels": (writing, place) =>
    Object.fromEntries(writing.dice.list(0, 2, (i) => [`label_${i}`, text(writing, place)])),
  "variable name": ({ dice }, { declared }) =>
    dice.pick(["page", "item", "unnamed", ...declared.variables.map(({ name }) => name)]),
};

/** Named parts of the document that stand for a value written out. */
const NAMED: Readonly<Record<string, "embeds" | "modals">> = { [EMBED]: "embeds", [MODAL]: "modals" };

/** A value for a field, as YAML has it. */
export function fieldValue(field: Field<unknown>, writing: Writing, place: Place): unknown {
  const { kind, schema, fields } = field;
  const own = kindValue(kind, writing, place) ?? namedPart(kind, writing, place);
  if (own !== undefined) return own;
  const item = kind.startsWith("list of ") ? kind.slice("list of ".length) : undefined;
  if (item === undefined) {
    return fields === undefined
      ? fromSchema(schema, writing, place)
      : fieldValues(fields, writing, place, kind);
  }
  if (writing.dice.chance(0.1)) return template("list", writing.expressions, place);
  return writing.dice.list(
    1,
    3,
    () =>
      kindValue(item, writing, place) ??
      namedPart(item, writing, place) ??
      (fields === undefined ? value(writing, place) : fieldValues(fields, writing, place, item)),
  );
}

/** Values for some of a record of fields, for those that are required always. */
export function fieldValues(
  fields: Fields,
  writing: Writing,
  place: Place,
  owner: string,
  often = 0.4,
): Record<string, unknown> {
  const { dice } = writing;
  const chosen = Object.entries(fields).filter(
    ([name, { required, fallback, kind }]) =>
      !kind.includes("not supported") &&
      (required ||
        dice.chance(often) ||
        (fallback !== undefined && !place.roots.has(fallback)) ||
        // What tells a thing apart or names it is mostly needed, whatever else it has.
        (!owner.includes("setting") &&
          ["title", "label", "text", "custom_id"].includes(name) &&
          dice.chance(0.9))),
  );
  return Object.fromEntries(
    chosen.map(([name, field]) => [
      dice.chance(0.1) ? dice.pick([name, ...field.aliases]) : name,
      fieldValue(field, writing, place),
    ]),
  );
}

function kindValue(kind: string, writing: Writing, place: Place): unknown {
  const make = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (make !== undefined) return make(writing, place);
  return writing.entities.has(kind) ? id(kind, writing, place) : undefined;
}

function namedPart(kind: string, { dice }: Writing, { declared }: Place): unknown {
  const group = Object.hasOwn(NAMED, kind) ? NAMED[kind] : undefined;
  const names = group === undefined ? [] : declared[group];
  return names.length > 0 && dice.chance(0.3) ? dice.pick(names) : undefined;
}

/** What stands for one of Discord's things: an entity that can be read, or an id. */
export function id(entity: string, { dice, expressions }: Writing, place: Place): unknown {
  const readable = readableAt(place).filter(({ type }) => {
    const own = present(type);
    return own.kind === "entity" && (own as EntityType).name === entity;
  });
  if (readable.length > 0 && dice.chance(0.6)) return `\${${dice.pick(readable).text}}`;
  return dice.chance(0.7) ? dice.pick(IDS) : template("string", expressions, place);
}

/** Cases of a choice, in either form. */
function cases(writing: Writing, place: Place): unknown {
  const inner = { ...place, depth: place.depth + 1 };
  const each = (i: number) => [`case ${i}`, writing.actions(inner, 2)] as const;
  const made = writing.dice.list(1, 2, each);
  if (writing.dice.chance(0.5)) return Object.fromEntries(made);
  return made.map(([match, actions]) => ({ match, actions }));
}

/** A value that a JSON schema describes. */
function fromSchema(schema: JsonSchema, writing: Writing, place: Place): unknown {
  const { dice } = writing;
  const options = schema["enum"] ?? schema["examples"];
  if (Array.isArray(options)) return dice.pick(options as unknown[]);
  const alternatives = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(alternatives)) return fromSchema(dice.pick(alternatives as JsonSchema[]), writing, place);
  const type = Array.isArray(schema["type"]) ? dice.pick(schema["type"] as unknown[]) : schema["type"];
  const numeric = schema["minimum"] !== undefined;
  switch (type) {
    case "string":
      // A number may be computed.
      return numeric ? template("number", writing.expressions, place) : text(writing, place);
    case "number":
    case "integer":
      return dice.whole(Number(schema["minimum"] ?? 0), Number(schema["maximum"] ?? schema["minimum"] ?? 9));
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

export type { Wanted };
