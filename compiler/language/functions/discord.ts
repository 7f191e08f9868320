import { types } from "../../expression/types.ts";
import { defineFunctions, parameter } from "../function.ts";

export default defineFunctions({
  name: "mention",
  summary: "Text that mentions a user, role, channel or emoji by its id.",
  parameters: [parameter("type", "text"), parameter("id", "any")],
  returns: types.string,
  runtime: "mention",
  examples: [
    ["mention('user', '1')", "<@1>"],
    ["mention('role', '1')", "<@&1>"],
    ["mention('channel', '1')", "<#1>"],
    ["mention('emoji', 'a:1')", "<a:1>"],
    ["mention('emoji', '🎉')", "🎉"],
    ["mention('x', '1')", "1"],
    ["mention('user', {id: '1', username: 'ann'})", "<@1>"],
    ["mention('user', null)", ""],
  ],
});
