import { itemType } from "../../expression/check/call.ts";
import { type Type, types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";
import { elementType } from "./list.ts";

const list = parameter("list", "any");
const elements = ([type]: readonly Type[]) => types.list(elementType(type));

/** What is certain to be no list itself stays when a list is flattened. */
const FLAT: readonly Type["kind"][] = ["string", "number", "boolean", "date", "entity", "map"];

function flatType([type]: readonly Type[]): Type {
  const item = elementType(type);
  if (item.kind === "list") return item;
  return types.list(FLAT.includes(item.kind) ? item : types.unknown);
}

function chunkType([type]: readonly Type[]): Type {
  if (type?.kind === "string") return types.list(types.string);
  const item = itemType(type);
  return types.list(item.kind === "unknown" ? types.unknown : types.list(item));
}

export default defineFunctions(
  {
    name: "reverse",
    summary: "The items, or the characters of a text, in reverse order, as a new list.",
    parameters: [list],
    returns: elements,
    runtime: "reverse",
    examples: [
      ["reverse([1, 2, 3])", [3, 2, 1]],
      ["reverse('abc')", ["c", "b", "a"]],
      ["reverse(null)", []],
    ],
  },
  {
    name: "sort",
    summary:
      "A sorted copy: by the items' text (10 before 9), by a property, or by what an arrow function gives; items without the property come last.",
    parameters: [list, parameter("key", "any", { optional: true, ofItems: true })],
    returns: elements,
    runtime: "sort",
    examples: [
      ["sort(['b', 'a'])", ["a", "b"]],
      ["sort([9, 10, 1])", [1, 10, 9]],
      ["sort([{n: 10}, {n: 9}, {m: 1}], 'n')", [{ n: 9 }, { n: 10 }, { m: 1 }]],
      ["sort([9, 10, 1], x => x)", [1, 9, 10]],
      ["sort([9, 10, 1], x => -x)", [10, 9, 1]],
      ["sort(null)", []],
    ],
  },
  {
    name: "unique",
    summary: "Each item once, where it came first.",
    parameters: [list],
    returns: elements,
    runtime: "unique",
    examples: [
      ["unique([1, 2, 1, '1'])", [1, 2, "1"]],
      ["unique([])", []],
      ["unique(null)", []],
    ],
  },
  {
    name: "flatten",
    summary: "The items of the lists in a list, one level deep.",
    parameters: [list],
    returns: flatType,
    runtime: "flatten",
    examples: [
      ["flatten([[1, 2], [3]])", [1, 2, 3]],
      ["flatten([1, [2, [3]]])", [1, 2, [3]]],
      ["flatten(null)", []],
    ],
  },
  {
    name: "shuffle",
    summary: "A copy in random order.",
    parameters: [list],
    returns: elements,
    runtime: "shuffle",
    examples: [
      ["sort(shuffle([3, 1, 2]))", [1, 2, 3]],
      ["shuffle([1])", [1]],
      ["shuffle(null)", []],
    ],
  },
  {
    name: "range",
    summary: "The numbers from one up to, not including, another, in steps (1); at most 10000 of them.",
    parameters: [
      parameter("start", "number"),
      parameter("end", "any", { optional: true }),
      parameter("step", "any", { optional: true }),
    ],
    returns: types.list(types.number),
    runtime: "range",
    examples: [
      ["range(1, 4)", [1, 2, 3]],
      ["range(3, 0, -1)", [3, 2, 1]],
      ["range(0, 1, 0.25)", [0, 0.25, 0.5, 0.75]],
      ["range(0, 5, 0)", []],
      ["range(0, 5, -1)", []],
      ["range(5)", []],
      ["length(range(0, 1000000))", 10_000],
    ],
  },
  {
    name: "chunk",
    summary: "The items in lists of so many, or a text in pieces of so many characters.",
    parameters: [list, parameter("size", "number")],
    returns: chunkType,
    runtime: "chunk",
    examples: [
      ["chunk([1, 2, 3], 2)", [[1, 2], [3]]],
      ["chunk('abcde', 2)", ["ab", "cd", "e"]],
      ["chunk([1, 2], 0)", []],
      ["chunk(null, 2)", []],
    ],
  },
);
