import type { FunctionDefinition } from "../function.ts";
import choice from "../functions/choice.ts";
import conversion from "../functions/conversion.ts";
import durations from "../functions/duration.ts";
import lists from "../functions/list.ts";
import maps from "../functions/map.ts";
import math from "../functions/math.ts";
import numberTexts from "../functions/number-text.ts";
import order from "../functions/order.ts";
import patterns from "../functions/pattern.ts";
import search from "../functions/search.ts";
import texts from "../functions/text.ts";
import time from "../functions/time.ts";

const FUNCTIONS = [
  ...texts,
  ...patterns,
  ...math,
  ...numberTexts,
  ...conversion,
  ...lists,
  ...order,
  ...search,
  ...maps,
  ...choice,
  ...time,
  ...durations,
];

/** Functions that are transforms too, with the same meaning: the input is the first argument. */
const SHARED: ReadonlySet<string> = new Set([
  ...["lower", "upper", "lowercase", "uppercase", "trim", "capitalize", "titleCase"],
  ...["truncate", "padStart", "padEnd", "repeat", "split", "replace", "match"],
  ...["round", "floor", "ceil", "abs", "min", "max", "sum", "clamp", "pow"],
  ...["format", "formatNumber", "ordinal", "pluralize", "progressBar"],
  ...["string", "number", "int", "float", "parseInt", "parseFloat", "boolean", "json", "parseJson"],
  ...["length", "first", "last", "nth", "pick", "slice", "join"],
  ...["reverse", "sort", "unique", "flatten", "shuffle", "chunk"],
  ...["filter", "map", "pluck", "mapIndex", "findIndex"],
  ...["keys", "values", "entries", "fromEntries", "get", "has", "merge"],
  ...["default", "date", "dateAdd", "addDuration", "formatDate"],
  ...["duration", "formatDuration", "parseDuration"],
]);

/** The examples are the function's, and shown there. */
export default FUNCTIONS.filter(({ name }) => SHARED.has(name)).map(
  (definition): FunctionDefinition => ({ ...definition, examples: [] }),
);
