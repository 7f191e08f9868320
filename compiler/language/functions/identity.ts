import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

export default defineFunctions(
  {
    name: "uuid",
    summary: "A random UUID.",
    parameters: [],
    returns: types.string,
    runtime: "uuid",
    examples: [
      ["length(uuid())", 36],
      ["match(uuid(), '^[0-9a-f]{8}-[0-9a-f]{4}-4')", true],
    ],
  },
  {
    name: "hash",
    summary:
      "A short number for a text, always the same for the same text; not for secrets. An error for nothing.",
    parameters: [parameter("text", "any")],
    returns: types.string,
    runtime: "hash",
    examples: [
      ["hash('test')", "364492"],
      ["hash('')", "0"],
      ["hash(5) == hash('5')", true],
    ],
  },
);
