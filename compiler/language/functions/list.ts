import { ir } from "../../3-lower/ir.ts";
import { itemType } from "../../expression/check/call.ts";
import type { Type } from "../../expression/types.ts";
import { present, types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const list = parameter("list", "any");
const item = ([type]: readonly Type[]) =>
  type?.kind === "string" ? types.optional(types.string) : types.optional(itemType(type));

export default defineFunctions(
  {
    name: "length",
    summary: "How many items or characters.",
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
    name: "join",
    summary: "The items as one text.",
    parameters: [list, parameter("separator", "text", { optional: true })],
    returns: types.string,
    runtime: "join",
    examples: [
      ["join([1, 2])", "1, 2"],
      ["join(['a', 'b'], '-')", "a-b"],
      ["join(null)", ""],
    ],
  },
  {
    name: "includes",
    summary: "Whether a list has an item, or a text a piece.",
    parameters: [list, parameter("value", "any")],
    returns: types.boolean,
    runtime: "includes",
    examples: [
      ["includes([1, 2], 2)", true],
      ["includes('abc', 'bc')", true],
      ["includes(null, 1)", false],
    ],
  },
  {
    name: "default",
    summary: "The value, or another where there is nothing.",
    parameters: [parameter("value", "any"), parameter("otherwise", "any")],
    returns: ([value, otherwise]) =>
      value !== undefined && otherwise !== undefined && present(value).kind === otherwise.kind
        ? otherwise
        : types.unknown,
    runtime: "defaultTo",
    examples: [
      ["default(null, 1)", 1],
      ["default(0, 1)", 0],
    ],
  },
);
