import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

const input = parameter("text", "any");

export default defineFunctions(
  {
    name: "replace",
    summary:
      "A text with all that a regular expression matches replaced; `$&` is what was found, `$1` its first group. A pattern that is invalid, unsafe or longer than 500 characters stands for itself.",
    parameters: [input, parameter("search", "any"), parameter("replacement", "text")],
    returns: types.string,
    runtime: "replace",
    examples: [
      ["replace('a-b-c', '-', '+')", "a+b+c"],
      ["replace('abc', '.', 'x')", "xxx"],
      ["replace('a.b', '\\\\.', '!')", "a!b"],
      ["replace('ab12', '([a-z]+)(\\\\d+)', '$2-$1')", "12-ab"],
      ["replace('1 (a', '(', '[')", "1 [a"],
      ["replace('aab', '(a+)+', 'x')", "xb"],
      ["replace(2024, '20', '19')", "1924"],
      ["replace(null, 'a', 'b')", ""],
      ["replace('abc', 'b', null)", "ac"],
    ],
  },
  {
    name: "match",
    summary:
      "Whether a regular expression matches somewhere in a text; capitals count. Never for one that is invalid, unsafe or longer than 500 characters.",
    parameters: [input, parameter("pattern", "any")],
    returns: types.boolean,
    runtime: "match",
    examples: [
      ["match('hello', '^h.*o$')", true],
      ["match('Hello', '^h')", false],
      ["match('aaa', '(a+)+')", true],
      ["match('a(b', '(')", false],
      ["match(42, '4')", true],
      ["match(null, '.')", false],
    ],
  },
);
