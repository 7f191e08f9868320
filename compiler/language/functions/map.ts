import { itemType } from "../../expression/check/call.ts";
import { join, type Type, types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const map = parameter("map", "any");
const anyMap = types.map({}, types.unknown);

/** The one type of all values of a map, as far as it is known. */
function valueType([type]: readonly Type[]): Type {
  if (type?.kind === "string") return types.list(types.string);
  if (type?.kind === "list") return types.list(itemType(type));
  if (type?.kind !== "map" || type.others.kind !== "nothing") return types.list(types.unknown);
  const all = Object.values(type.properties);
  return types.list(all.length === 0 ? types.unknown : all.reduce(join));
}

export default defineFunctions(
  {
    name: "keys",
    summary: "The keys of a map; of a list its positions.",
    parameters: [map],
    returns: types.list(types.string),
    runtime: "keys",
    examples: [
      ["keys({a: 1, b: 2})", ["a", "b"]],
      ["keys(['x', 'y'])", ["0", "1"]],
      ["keys(null)", []],
      ["keys(5)", []],
    ],
  },
  {
    name: "values",
    summary: "The values of a map, or the items of a list.",
    parameters: [map],
    returns: valueType,
    runtime: "values",
    examples: [
      ["values({a: 1, b: 2})", [1, 2]],
      ["values(['x'])", ["x"]],
      ["values(null)", []],
    ],
  },
  {
    name: "entries",
    summary: "Pairs of key and value.",
    parameters: [map],
    returns: types.list(types.list(types.unknown)),
    runtime: "entries",
    examples: [
      [
        "entries({a: 1, b: 2})",
        [
          ["a", 1],
          ["b", 2],
        ],
      ],
      ["entries(['x'])", [["0", "x"]]],
      ["entries(null)", []],
    ],
  },
  {
    name: "fromEntries",
    summary: "The map that pairs of key and value describe.",
    parameters: [parameter("pairs", "any")],
    returns: anyMap,
    runtime: "fromEntries",
    examples: [
      ["fromEntries([['a', 1], ['b', 2]])", { a: 1, b: 2 }],
      ["fromEntries([['__proto__', 1], 5])", {}],
      ["fromEntries(null)", {}],
    ],
  },
  {
    name: "get",
    summary: "What lies at a dotted path in a map or list, or the default where there is nothing.",
    parameters: [map, parameter("path", "text"), parameter("default", "any", { optional: true })],
    returns: types.unknown,
    runtime: "getPath",
    ofProperty: "value",
    examples: [
      ["get({a: {b: 1}}, 'a.b')", 1],
      ["get({a: [{b: 1}]}, 'a.0.b')", 1],
      ["get({a: 0}, 'a', 5)", 0],
      ["get({a: null}, 'a', 5)", 5],
      ["get({a: 1}, 'x.y', 5)", 5],
      ["get({a: 1}, 'x')", undefined],
      ["get({a: 1}, 'constructor.name', 'safe')", "safe"],
      ["get(null, 'a', 5)", 5],
    ],
  },
  {
    name: "has",
    summary: "Whether a map has a key.",
    parameters: [map, parameter("key", "text")],
    returns: types.boolean,
    runtime: "hasOwnKey",
    ofProperty: "presence",
    examples: [
      ["has({a: null}, 'a')", true],
      ["has({a: 1}, 'b')", false],
      ["has({a: 1}, 'constructor')", false],
      ["has(['x'], 0)", true],
      ["has(null, 'a')", false],
    ],
  },
  {
    name: "merge",
    summary: "The keys of all maps in one; later ones win. What is no map is left out.",
    parameters: [parameter("maps", "any", { rest: true })],
    returns: anyMap,
    runtime: "merge",
    examples: [
      ["merge({a: 1, b: 1}, {b: 2})", { a: 1, b: 2 }],
      ["merge({a: {x: 1}}, {a: {y: 2}})", { a: { y: 2 } }],
      ["merge({a: 1}, null, [5], 'text')", { a: 1 }],
      ["merge()", {}],
    ],
  },
);
