import { lasting } from "../../../2-check/scope.ts";
import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { localName } from "../../fields/names.ts";
import { number } from "../../fields/values.ts";

export default defineAction({
  name: "repeat",
  category: "flow",
  summary: "Repeats actions a number of times, 10,000 at most.",
  fields: {
    times: number("How often.", { required: true }),
    as: localName("The variable that counts the rounds, from 0; `i` when left out."),
  },
  lists: {
    do: {
      summary: "What runs in each round.",
      required: true,
      context(fields, context) {
        const scope = context.scope.nested();
        scope.define(fields.as ?? "i", types.number);
        return { ...context, scope, conditional: false, repeated: false, present: lasting(context.present) };
      },
    },
  },
  cost: 1,
  example: '- repeat:\n    times: 3\n    as: round\n    do:\n      - log: "round ${round}"',
  lower({ fields, lists }, lower) {
    const rounds = ir.call(ir.runtime("repeat"), [lower.ctx, lower.number(fields.times!)]);
    const [counter] = lists["do"]!.identifiers!.values();
    return { statements: [ir.forOf(counter!, rounds, lower.loopBody(lists["do"]))] };
  },
});
