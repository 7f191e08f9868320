import { type Expression, ir } from "../../3-lower/ir.ts";
import { types } from "../../expression/types.ts";
import { argument, defineMethods } from "../method.ts";

export default defineMethods(
  "map",
  {
    name: "has",
    parameters: [argument("key", "text")],
    returns: () => types.boolean,
    runtime: "hasKey",
    examples: [
      ["{a: 1}.has('a')", true],
      ["{a: 1}.has('b')", false],
    ],
  },
  {
    name: "get",
    parameters: [argument("key", "text")],
    returns: () => types.unknown,
    runtime: "property",
    examples: [["{a: 1}.get('a')", 1]],
  },
  {
    name: "keys",
    parameters: [],
    returns: () => types.list(types.string),
    inline: (receiver) => objectCall("keys", receiver),
    examples: [["{a: 1}.keys()", ["a"]]],
  },
  {
    name: "values",
    parameters: [],
    returns: () => types.list(types.unknown),
    inline: (receiver) => objectCall("values", receiver),
    examples: [["{a: 1}.values()", [1]]],
  },
  {
    name: "toString",
    parameters: [],
    returns: () => types.string,
    runtime: "text",
    examples: [["{a: 1}.toString()", '{"a":1}']],
  },
);

function objectCall(name: "keys" | "values", receiver: Expression): Expression {
  return ir.call(ir.member(ir.id("Object"), name), [receiver]);
}
