import type { LowerContext } from "../../../3-lower/context.ts";
import { type Expression, ir } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { listOrTemplate } from "../../fields/list-or-template.ts";
import { type MessageFilter, messageFilter } from "../../fields/message-filter.ts";
import { checkChannel, lowerReference } from "../../fields/message-reference.ts";
import { channelTarget, messageTarget, userTargets } from "../../fields/targets.ts";
import { number } from "../../fields/values.ts";

const several = listOrTemplate("message", messageTarget("").check);

export default defineAction({
  name: "bulk_delete",
  category: "message",
  summary: "Deletes the last messages of a channel, those of the last two weeks only; gives how many.",
  fields: {
    channel: channelTarget("Where; the handler's channel when left out."),
    count: number("How many of the last messages to look at, 1 to 100; 100 when left out.", {
      aliases: ["limit", "amount"],
    }),
    user: userTargets("Only those of this user; of everyone when it comes out empty.", {
      aliases: ["user_id", "userId"],
    }),
    filter: messageFilter("Only those for which it holds; `msg` is the message."),
    messages: several("These instead: ids or messages."),
  },
  mainField: "count",
  cost: 5,
  permissions: ["ViewChannel", "ReadMessageHistory", "ManageMessages"],
  result: types.number,
  example:
    '- bulk_delete:\n    count: 20\n    filter: "!msg.pinned"\n    as: deleted\n- reply: "${deleted} messages deleted"',
  check(action, context) {
    checkChannel("bulk_delete", action, context);
  },
  lower({ fields }, lower) {
    const { channel, count, user, filter, messages } = fields;
    const options = lowerReference({ channel }, lower, {
      count: count && lower.number(count),
      user: user && lower.value(user),
      filter: filter && lowerFilter(filter, lower),
      messages:
        messages &&
        (messages.kind === "computed"
          ? lower.value(messages.list)
          : ir.array(messages.items.map((each) => lower.value(each)))),
    });
    return { value: ir.await(ir.call(ir.runtime("bulkDelete"), [lower.ctx, ...options])) };
  },
});

function lowerFilter({ parameter, test }: MessageFilter, lower: LowerContext): Expression {
  return ir.arrow([{ name: parameter }], lower.condition(test));
}
