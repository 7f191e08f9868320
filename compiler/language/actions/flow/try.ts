import { THROWN } from "../../../3-lower/context.ts";
import { ir, mentions, type Statement } from "../../../3-lower/ir.ts";
import { types } from "../../../expression/types.ts";
import { defineAction } from "../../action.ts";
import { ERROR_TYPE } from "../../error-type.ts";

export default defineAction({
  name: "try",
  category: "flow",
  summary:
    "Runs actions up to the first that fails, and then others; a handler that is over its limits fails all the same.",
  fields: {},
  lists: {
    do: {
      summary: "What may fail.",
      required: true,
      context: (_fields, context) => ({ ...context, conditional: true }),
    },
    catch: {
      summary: "Runs after a failure or an `abort`, with `error` and `errorMessage`.",
      context(_fields, context) {
        const scope = context.scope.nested(true);
        const error = scope.define("error", ERROR_TYPE);
        scope.alias("errorMessage", types.string, ir.member(error.code, "message"));
        return { ...context, scope, conditional: true };
      },
    },
    finally: {
      summary: "Runs in any case, at the end.",
      context: (_fields, context) => ({ ...context, conditional: true }),
    },
  },
  mainList: "do",
  ends: ({ lists: { do: tried, catch: handler, finally: last } }, ends) =>
    ends(last) || (ends(tried) && (handler === undefined || ends(handler))),
  cost: 1,
  example:
    '- try:\n    do:\n      - send_message:\n          channel: "1100000000000000001"\n          content: Hello\n    catch:\n      - log: "${error.message}"\n    finally:\n      - log: done',
  lower({ lists }, lower) {
    const { catch: handler, finally: last } = lists;
    const body = handler === undefined ? lower.actions(lists["do"]) : lower.guarded(lists["do"]);
    if (handler === undefined && last === undefined) return { inline: body };
    const caught = handler && {
      name: THROWN,
      body: [...taken(lower.actions(handler), handler.identifiers!.get("error")!)],
    };
    return { inline: [ir.tryCatch(body, caught, last && lower.actions(last))] };
  },
});

/** Takes what was thrown, under its name where something reads it. */
function taken(body: readonly Statement[], name: string): Statement[] {
  const error = ir.call(ir.runtime("caught"), [ir.id(THROWN)]);
  return [mentions(body, name) ? ir.constant(name, error) : ir.statement(error), ...body];
}
