import { itemType } from "../../expression/check/call.ts";
import { equal, join, present, type Type, types } from "../../expression/types.ts";
import { argument, defineMethods } from "../method.ts";

/** Some of the items, without what the list itself had beside them. */
const same = (receiver: Type) => types.list(itemType(receiver));
const number = () => types.number;
const boolean = () => types.boolean;
const maybeItem = (receiver: Type) => types.optional(itemType(receiver));
const each = ["item", "index"] as const;
const item = argument("item", "item");

export default defineMethods(
  "list",
  {
    name: "map",
    parameters: [argument("callback", each)],
    returns: (_receiver, [result]) => types.list(result ?? types.unknown),
    examples: [
      ["[1, 2].map(x => x * 2)", [2, 4]],
      ["['a', 'b'].map((x, i) => `${x}${i}`)", ["a0", "b1"]],
    ],
  },
  {
    name: "filter",
    parameters: [argument("callback", each)],
    returns: same,
    examples: [["[1, 2, 3].filter(x => x > 1)", [2, 3]]],
  },
  {
    name: "find",
    parameters: [argument("callback", each)],
    returns: maybeItem,
    examples: [["[1, 2, 3].find(x => x > 1)", 2]],
  },
  {
    name: "findIndex",
    parameters: [argument("callback", each)],
    returns: number,
    examples: [["[1, 2, 3].findIndex(x => x > 1)", 1]],
  },
  {
    name: "some",
    parameters: [argument("callback", each)],
    returns: boolean,
    examples: [["[1, 2].some(x => x > 1)", true]],
  },
  {
    name: "every",
    parameters: [argument("callback", each)],
    returns: boolean,
    examples: [["[1, 2].every(x => x > 1)", false]],
  },
  {
    name: "flatMap",
    parameters: [argument("callback", each)],
    returns: (_receiver, [result]) => (result?.kind === "list" ? result : types.list(types.unknown)),
    typeArguments: ([callback]) => (callback?.type.kind === "list" ? [] : [types.unknown]),
    examples: [["[1, 2].flatMap(x => [x, x])", [1, 1, 2, 2]]],
  },
  {
    name: "reduce",
    parameters: [argument("callback", ["accumulator", "item", "index"]), argument("initial", "any")],
    returns: (_receiver, [result, initial]) =>
      initial !== undefined && equal(join(initial, result!), initial) ? initial : types.unknown,
    typeArguments: ([callback]) => {
      if (callback?.kind !== "arrow") return [];
      // TypeScript takes an accumulator for an item wherever the initial value could be one.
      const [accumulator, item] = callback.parameters;
      if (accumulator === undefined) return [];
      const known = accumulator.type.kind !== "unknown";
      return known && item !== undefined && equal(accumulator.type, item.type) ? [] : [accumulator.type];
    },
    examples: [["[1, 2, 3].reduce((sum, x) => sum + x, 0)", 6]],
  },
  {
    name: "join",
    parameters: [argument("separator", "text", { optional: true })],
    returns: () => types.string,
    runtime: "join",
    examples: [["[1, 2].join('-')", "1-2"]],
  },
  {
    name: "includes",
    parameters: [item],
    returns: boolean,
    runtime: "hasItem",
    examples: [["[1, 2].includes(2)", true]],
  },
  {
    name: "has",
    parameters: [item],
    returns: boolean,
    runtime: "hasItem",
    examples: [["['1', '2'].has('2')", true]],
  },
  {
    name: "get",
    parameters: [argument("id", "text")],
    returns: maybeItem,
    runtime: "itemById",
    examples: [["[{id: '1', a: 2}].get('1').a", 2]],
  },
  {
    name: "keys",
    parameters: [],
    returns: () => types.list(types.string),
    runtime: "itemIds",
    examples: [["[{id: '1'}, {id: '2'}].keys()", ["1", "2"]]],
  },
  {
    name: "indexOf",
    parameters: [item],
    returns: number,
    runtime: "indexOfItem",
    examples: [
      ["[1, 2].indexOf(2)", 1],
      ["[1].indexOf(5)", -1],
    ],
  },
  {
    name: "slice",
    parameters: [
      argument("from", "number", { optional: true }),
      argument("to", "number", { optional: true }),
    ],
    returns: same,
    examples: [["[1, 2, 3].slice(1)", [2, 3]]],
  },
  {
    name: "concat",
    parameters: [argument("others", "any", { rest: true })],
    returns: (receiver, args) =>
      types.list(
        args
          .map((type) => (present(type).kind === "list" ? itemType(type) : type))
          .reduce(join, itemType(receiver)),
      ),
    runtime: "concatenate",
    examples: [["[1].concat([2], 3)", [1, 2, 3]]],
  },
  {
    name: "sort",
    parameters: [argument("callback", ["item", "item"], { optional: true })],
    returns: same,
    runtime: "sorted",
    examples: [
      ["[3, 1, 2].sort((a, b) => b - a)", [3, 2, 1]],
      ["['b', 'a'].sort()", ["a", "b"]],
    ],
  },
  {
    name: "reverse",
    parameters: [],
    returns: same,
    runtime: "reversed",
    examples: [["[1, 2].reverse()", [2, 1]]],
  },
  {
    name: "flat",
    parameters: [],
    returns: (receiver) => {
      const inner = itemType(receiver);
      return inner.kind === "list" ? inner : receiver;
    },
    runtime: "flattened",
    examples: [["[[1], [2]].flat()", [1, 2]]],
  },
  { name: "first", parameters: [], returns: maybeItem, runtime: "first", examples: [["[1, 2].first()", 1]] },
  {
    name: "pop",
    parameters: [],
    returns: maybeItem,
    runtime: "last",
    examples: [["'a/b'.split('/').pop()", "b"]],
  },
  {
    name: "shift",
    parameters: [],
    returns: maybeItem,
    runtime: "first",
    examples: [["'a/b'.split('/').shift()", "a"]],
  },
  {
    name: "values",
    parameters: [],
    returns: same,
    inline: (receiver) => receiver,
    examples: [["[1].values()", [1]]],
  },
  {
    name: "toString",
    parameters: [],
    returns: () => types.string,
    runtime: "text",
    examples: [["[1, 2].toString()", "1, 2"]],
  },
);
