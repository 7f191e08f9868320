import { lasting } from "../../../2-check/scope.ts";
import { type Expression, ir } from "../../../3-lower/ir.ts";
import { assuming } from "../../../expression/check/index.ts";
import { defineAction } from "../../action.ts";
import { condition, number } from "../../fields/values.ts";

export default defineAction({
  name: "flow_while",
  category: "flow",
  summary: "Repeats actions while a condition is true, 10,000 times at most.",
  fields: {
    while: condition("What decides before each round.", { required: true, aliases: ["condition"] }),
    max_iterations: number("After how many rounds it stops, instead of 10,000."),
  },
  lists: {
    do: {
      summary: "What runs in each round.",
      required: true,
      context: (fields, context) => ({
        ...context,
        conditional: true,
        repeated: true,
        present: assuming(fields.while!, lasting(context.present)),
      }),
    },
  },
  cost: 1,
  example:
    '- set: { key: left, value: 3 }\n- flow_while:\n    while: left > 0\n    do:\n      - decrement: left\n      - log: "${left} left"',
  lower({ fields, lists }, lower) {
    const loop = lower.ownName("loop");
    const most = fields.max_iterations;
    const args = most === undefined ? [lower.ctx] : [lower.ctx, lower.number(most)];
    const next = ir.call(ir.member(ir.id(loop), "next"), []);
    return {
      statements: [
        ir.constant(loop, ir.call(ir.runtime("boundedLoop"), args)),
        ir.while(bothTrue(next, lower.condition(fields.while!)), lower.loopBody(lists["do"])),
      ],
    };
  },
});

function bothTrue(next: Expression, condition: Expression): Expression {
  const always = condition.kind === "call" && condition.arguments.some(isTrue);
  return always ? next : ir.binary("&&", next, condition);
}

/** `truthy(true)`, the condition of a loop that something inside ends. */
function isTrue(expression: Expression): boolean {
  return expression.kind === "literal" && expression.value === true;
}
