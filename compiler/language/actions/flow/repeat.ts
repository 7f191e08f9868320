import { lasting } from "../../../2-check/scope.ts";
import { ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { requiredNumber } from "../../fields/amount.ts";
import { localName } from "../../fields/names.ts";
import { numberWithin } from "../../fields/numbers.ts";

export default defineAction({
  name: "repeat",
  category: "flow",
  summary: "Repeats actions a number of times, 10,000 at most.",
  fields: {
    times: numberWithin({ minimum: 0, whole: true })("How often.", { required: true }),
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
    const rounds = ir.call(ir.runtime("repeat"), [lower.ctx, requiredNumber(fields.times!, "repeat", lower)]);
    const [counter] = lists["do"]!.identifiers!.values();
    return { statements: [ir.forOf(counter!, rounds, lower.loopBody(lists["do"]))] };
  },
});
