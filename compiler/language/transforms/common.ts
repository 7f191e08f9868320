import type { FunctionDefinition } from "../function.ts";
import lists from "../functions/list.ts";
import math from "../functions/math.ts";
import texts from "../functions/text.ts";

/** Functions that are transforms too, with the same meaning: the input is the first argument. */
const SHARED = [
  "lower",
  "upper",
  "trim",
  "truncate",
  "split",
  "string",
  "join",
  "first",
  "last",
  "pick",
  "includes",
  "length",
  "default",
  "round",
  "floor",
  "ceil",
  "number",
];

const shared = [...texts, ...math, ...lists].filter(({ name }) => SHARED.includes(name));

export default shared.map((definition): FunctionDefinition => ({ ...definition, examples: [] }));
