import { itemType } from "../../expression/check/call.ts";
import { type Type, types } from "../../expression/types.ts";
import { defineFunctions, type FunctionDefinition, parameter } from "../function.ts";

const list = parameter("list", "any");
const key = parameter("key", "any", { ofItems: true });
const wanted = parameter("value", "any", { optional: true });

/** No key has one of these types: such an argument is an arrow function, and this is what it gives. */
const CERTAIN: readonly Type["kind"][] = ["boolean", "date", "list", "map", "entity"];

function mapped([, given]: readonly Type[]): Type {
  return types.list(given !== undefined && CERTAIN.includes(given.kind) ? given : types.unknown);
}

const map: FunctionDefinition = {
  name: "map",
  summary: "A property of each item, or what an arrow function gives for it.",
  parameters: [list, key],
  returns: mapped,
  runtime: "mapItems",
  examples: [
    ["map([{n: 1}, {n: 2}, {}], 'n')", [1, 2, undefined]],
    ["map([1, 2], x => x * 2)", [2, 4]],
    ["map(['a'], (x, i) => [i, x])", [[0, "a"]]],
    ["map(null, 'n')", []],
  ],
};

export default defineFunctions(
  {
    name: "filter",
    summary:
      "The items whose property equals a value, or is truthy where none is given; the same with what an arrow function gives for them.",
    parameters: [list, key, wanted],
    returns: ([type]) => types.list(itemType(type)),
    runtime: "filterItems",
    examples: [
      ["filter([{n: 1}, {n: '1'}], 'n', 1)", [{ n: 1 }]],
      ["filter([{n: 0}, {n: 2}], 'n')", [{ n: 2 }]],
      ["filter([{n: 1}, {}], 'n', null)", [{}]],
      ["filter([1, 2, 3], x => x > 1)", [2, 3]],
      ["filter([1, 2, 3], x => x % 2, 1)", [1, 3]],
      ["filter(null, 'n', 1)", []],
    ],
  },
  map,
  {
    ...map,
    name: "pluck",
    summary: "A property of each item: the same as `map`.",
    examples: [
      ["pluck([{n: 1}, {n: 2}], 'n')", [1, 2]],
      ["pluck([{n: 1}], 'constructor')", [undefined]],
      ["pluck(null, 'n')", []],
    ],
  },
  {
    name: "mapIndex",
    summary:
      "What an arrow function gives for each item and its position, counted from 0; without one, maps with `index` and `item`.",
    parameters: [list, parameter("each", "any", { optional: true })],
    returns: (args) => (args.length < 2 ? types.list(indexed(args)) : mapped(args)),
    runtime: "mapIndexed",
    examples: [
      [
        "mapIndex(['a', 'b'])",
        [
          { index: 0, item: "a" },
          { index: 1, item: "b" },
        ],
      ],
      ["mapIndex(['a', 'b'], (x, i) => x + i)", ["a0", "b1"]],
      ["mapIndex(null)", []],
    ],
  },
  {
    name: "findIndex",
    summary:
      "Where the first item stands whose property equals a value, or for which an arrow function is true; of one argument, where that item stands. -1 when there is none.",
    parameters: [list, key, wanted],
    returns: types.number,
    runtime: "findItemIndex",
    examples: [
      ["findIndex([{n: 1}, {n: 2}], 'n', 2)", 1],
      ["findIndex([5, 6], x => x > 5)", 1],
      ["findIndex([5, 6], x => x % 2, 0)", 1],
      ["findIndex(['a', 'b'], 'b')", 1],
      ["findIndex(['a'], 'x')", -1],
      ["findIndex(null, 'x')", -1],
    ],
  },
);

function indexed([type]: readonly Type[]): Type {
  return types.map({ index: types.number, item: itemType(type) });
}
