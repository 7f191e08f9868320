import { ir } from "../../3-lower/ir.ts";
import { itemType } from "../../expression/check/call.ts";
import { type Type, types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const list = parameter("list", "any");

/** What a list has in it; a text counts as the list of its characters. */
export function elementType(type: Type | undefined): Type {
  return type?.kind === "string" ? types.string : itemType(type);
}

const item = ([type]: readonly Type[]) => types.optional(elementType(type));

function sliceType([type]: readonly Type[]): Type {
  if (type?.kind === "string") return types.string;
  // A value of unknown type may be text, of which a slice is text.
  return type?.kind === "unknown" || type === undefined ? types.unknown : slicedList(type);
}

function slicedList(type: Type): Type {
  const known = type.kind === "list" || (type.kind === "optional" && type.of.kind === "list");
  return known ? types.list(itemType(type)) : types.unknown;
}

export default defineFunctions(
  {
    name: "length",
    summary: "How many items or characters; 0 for anything else.",
    parameters: [list],
    returns: types.number,
    runtime: "length",
    inline: ([value], [type]) => {
      const certain = type?.kind === "list" || type?.kind === "string";
      return certain && value !== undefined ? ir.member(value, "length") : undefined;
    },
    examples: [
      ["length([1, 2])", 2],
      ["length('abc')", 3],
      ["length(null)", 0],
      ["length(5)", 0],
      ["length({a: 1})", 0],
    ],
  },
  {
    name: "first",
    summary: "The first item or character.",
    parameters: [list],
    returns: item,
    runtime: "first",
    examples: [
      ["first([1, 2])", 1],
      ["first([])", undefined],
      ["first('ab')", "a"],
      ["first(null)", undefined],
    ],
  },
  {
    name: "last",
    summary: "The last item or character.",
    parameters: [list],
    returns: item,
    runtime: "last",
    examples: [
      ["last([1, 2])", 2],
      ["last([])", undefined],
      ["last('ab')", "b"],
      ["last(null)", undefined],
    ],
  },
  {
    name: "nth",
    summary: "The item or character at a position, counted from 0.",
    parameters: [list, parameter("position", "number")],
    returns: item,
    runtime: "nth",
    examples: [
      ["nth(['a', 'b'], 1)", "b"],
      ["nth(['a', 'b'], 2)", undefined],
      ["nth(['a', 'b'], -1)", undefined],
      ["nth('abc', 1)", "b"],
      ["nth(null, 0)", undefined],
    ],
  },
  {
    name: "pick",
    summary: "A random item.",
    parameters: [list],
    returns: item,
    runtime: "pick",
    examples: [
      ["pick(['a'])", "a"],
      ["pick([])", undefined],
      ["pick(null)", undefined],
    ],
  },
  {
    name: "slice",
    summary:
      "The items, or the characters of a text, from one position up to, not including, another; negative positions count from the end.",
    parameters: [
      list,
      parameter("start", "number", { optional: true }),
      parameter("end", "any", { optional: true }),
    ],
    returns: sliceType,
    runtime: "slice",
    inline: ([value, ...positions], [type, ...positionTypes]) => {
      const certain = type?.kind === "list" || type?.kind === "string";
      return certain && value !== undefined && positionTypes.every(({ kind }) => kind === "number")
        ? ir.call(ir.member(value, "slice"), positions)
        : undefined;
    },
    examples: [
      ["slice([1, 2, 3], 1)", [2, 3]],
      ["slice([1, 2, 3], 0, 2)", [1, 2]],
      ["slice([1, 2, 3], -2)", [2, 3]],
      ["slice([1, 2, 3], 1, null)", [2, 3]],
      ["slice('hello', 1, 3)", "el"],
      ["slice(null, 1)", []],
    ],
  },
  {
    name: "join",
    summary: "The items as one text; an error for what is no list.",
    parameters: [list, parameter("separator", "any", { optional: true })],
    returns: types.string,
    runtime: "join",
    examples: [
      ["join([1, 2])", "1, 2"],
      ["join(['a', 'b'], '-')", "a-b"],
      ["join(['a', null, 'b'], '\\n')", "a\n\nb"],
      ["join([])", ""],
      ["join(null)", ""],
    ],
  },
  {
    name: "includes",
    summary: "Whether a list has an item, or a text a piece; an error for anything else.",
    parameters: [list, parameter("value", "any")],
    returns: types.boolean,
    runtime: "includes",
    inline: ([text, piece], [type, pieceType]) =>
      type?.kind === "string" && pieceType?.kind === "string" && text !== undefined && piece !== undefined
        ? ir.call(ir.member(text, "includes"), [piece])
        : undefined,
    examples: [
      ["includes([1, 2], 2)", true],
      ["includes([1, 2], '2')", false],
      ["includes('abc', 'bc')", true],
      ["includes('a1', 1)", true],
      ["includes('abc', null)", false],
      ["includes(null, 1)", false],
    ],
  },
);
