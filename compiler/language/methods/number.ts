import { types } from "../../expression/types.ts";
import { argument, defineMethods } from "../method.ts";

const text = () => types.string;

export default defineMethods(
  "number",
  {
    name: "toFixed",
    parameters: [argument("decimals", "number", { optional: true })],
    returns: text,
    examples: [["(2.345).toFixed(1)", "2.3"]],
  },
  { name: "toString", parameters: [], returns: text, examples: [["(5).toString()", "5"]] },
  {
    name: "toLocaleString",
    parameters: [argument("locale", "text", { optional: true })],
    returns: text,
    runtime: "formatNumber",
    examples: [["(1234).toLocaleString()", "1,234"]],
  },
);
