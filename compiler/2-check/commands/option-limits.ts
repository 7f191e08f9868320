import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { describeRange, isWithin, type NumberRange } from "../../language/fields/numbers.ts";
import { describeKind, entryOf, type MapNode, type Node, valueAt } from "../../source/node.ts";
import type { CommandOption } from "../program.ts";

/** Numbers that keep their value on the way to Discord and back. */
const SAFE: NumberRange = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

/** What Discord takes as the bounds of an option, by key. */
const BOUNDS: Readonly<Record<string, NumberRange>> = {
  min_length: { minimum: 0, maximum: 6_000, whole: true },
  max_length: { minimum: 1, maximum: 6_000, whole: true },
};
const PAIRS = [
  ["min_value", "max_value"],
  ["min_length", "max_length"],
] as const;

/** Holds what an option says against what Discord takes (https://discord.com/developers/docs/interactions). */
export function checkOptionLimits(node: MapNode, option: CommandOption, diagnostics: Diagnostics): void {
  const numbers: NumberRange = { ...SAFE, whole: option.type === "integer" };
  for (const [key, value] of Object.entries(option.constraints)) {
    if (typeof value !== "number") continue;
    const range = BOUNDS[key] ?? numbers;
    checkNumber(value, range, valueAt(node, key)!, diagnostics);
  }
  for (const [least, most] of PAIRS) checkPair(node, option, [least, most], diagnostics);
  checkChoices(node, option, numbers, diagnostics);
  checkDefault(node, option, numbers, diagnostics);
}

function checkNumber(value: number, range: NumberRange, node: Node, diagnostics: Diagnostics): boolean {
  if (isWithin(value, range)) return true;
  const noun = range.whole === true ? "whole number" : "number";
  const expected = range.minimum === SAFE.minimum ? `${noun} that keeps its value` : describeRange(range);
  diagnostics.report("out-of-range", node.span, { expected, found: String(value) });
  return false;
}

function checkPair(
  node: MapNode,
  { constraints }: CommandOption,
  [least, most]: readonly [string, string],
  diagnostics: Diagnostics,
): void {
  const [low, high] = [constraints[least], constraints[most]];
  if (typeof low !== "number" || typeof high !== "number" || low <= high) return;
  const related = [{ span: entryOf(node, least)!.value.span, message: `${least} is here` }];
  diagnostics.report("bounds-reversed", valueAt(node, most)!.span, { least, most, low, high }, related);
}

/** Choices are told apart by name and by value. */
function checkChoices(
  node: MapNode,
  { choices, type }: CommandOption,
  numbers: NumberRange,
  diagnostics: Diagnostics,
): void {
  const section = valueAt(node, "choices");
  const items = section?.kind === "list" ? section.items : [];
  if (choices.length !== items.length) return;
  const names = new Set<string>();
  const values = new Set<string | number>();
  choices.forEach(({ name, value }, i) => {
    const item = items[i]!;
    const at = (key: string) => (item.kind === "map" ? (valueAt(item, key) ?? item) : item).span;
    if (names.has(name)) diagnostics.report("duplicate-choice", at("name"), { what: "name", text: name });
    else if (values.has(value))
      diagnostics.report("duplicate-choice", at("value"), { what: "value", text: String(value) });
    names.add(name);
    values.add(value);
    if (type !== "string" && item.kind === "map")
      checkNumber(Number(value), numbers, valueAt(item, "value") ?? item, diagnostics);
  });
}

const KINDS: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
};

/** What stands in for an option left out has to be what the user could have given. */
function checkDefault(
  node: MapNode,
  { type, choices, constraints }: CommandOption,
  numbers: NumberRange,
  diagnostics: Diagnostics,
): void {
  const initial = valueAt(node, "default");
  const kind = KINDS[type];
  if (initial?.kind !== "scalar" || initial.value === null || kind === undefined) return;
  if (typeof initial.value !== kind) {
    const expected = kind === "string" ? "text" : kind === "boolean" ? "true or false" : "a number";
    diagnostics.report("wrong-kind", initial.span, { expected, found: describeKind(initial) });
    return;
  }
  const isChoice = choices.length === 0 || choices.some(({ value }) => value === initial.value);
  if (!isChoice) {
    const words = choices.map(({ value }) => String(value));
    diagnostics.report("unknown-word", initial.span, {
      found: String(initial.value),
      words,
      suggestion: undefined,
    });
  }
  const value = typeof initial.value === "string" ? [...initial.value].length : Number(initial.value);
  const keys = kind === "string" ? ["min_length", "max_length"] : ["min_value", "max_value"];
  if (kind === "boolean") return;
  const [minimum, maximum] = keys.map((key) => constraints[key] as number | undefined);
  const range = {
    ...numbers,
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
  };
  checkNumber(value, kind === "string" ? { ...range, whole: false } : range, initial, diagnostics);
}
