import { lasting } from "../../../2-check/scope.ts";
import type { LowerContext } from "../../../3-lower/context.ts";
import { type Expression, ir, mentions } from "../../../3-lower/ir.ts";
import { itemType } from "../../../expression/check/call.ts";
import { types } from "../../../expression/types.ts";
import { defineAction, type LoweredAction } from "../../action.ts";
import { listOfValues } from "../../fields/list-or-template.ts";
import { localName } from "../../fields/names.ts";
import { number } from "../../fields/values.ts";

export default defineAction({
  name: "batch",
  category: "flow",
  summary: "Runs actions for each item of a list of at most 10,000.",
  fields: {
    items: listOfValues("The list.", { required: true }),
    as: localName("The variable that holds the item; `item` when left out."),
    index: localName(
      "The variable that counts the items from 0; also `index`, and the item's name with `_index`.",
    ),
    concurrency: number("How many items are worked on at the same time; 1 when left out."),
  },
  lists: {
    each: {
      summary: "What runs for each item.",
      required: true,
      aliases: ["do"],
      context(fields, context) {
        const scope = context.scope.nested();
        const item = fields.as ?? "item";
        scope.define(item, itemType(fields.items!.type));
        const { code } = scope.define(`${item}_index`, types.number);
        for (const name of [fields.index, "index"]) {
          if (name !== undefined && name !== item) scope.alias(name, types.number, code);
        }
        // Where several run at once, nothing is certain of what the others may set meanwhile.
        const present = isOneByOne(fields.concurrency) ? lasting(context.present) : new Set<string>();
        return { ...context, scope, conditional: false, repeated: false, present };
      },
    },
  },
  cost: 1,
  example: '- batch:\n    items: [1, 2, 3]\n    as: n\n    each:\n      - log: "${n}"',
  lower({ fields, lists }, lower) {
    const { concurrency } = fields;
    const items = lower.value(fields.items!);
    const names = [...lists["each"]!.identifiers!.values()] as [string, string];
    if (isOneByOne(concurrency)) return { statements: [oneByOne(items, names, lists["each"]!, lower)] };
    return atOnce(items, names, lower.number(concurrency!), lists["each"]!, lower);
  },
});

type Body = NonNullable<Parameters<LowerContext["loopBody"]>[0]>;

function isOneByOne(concurrency: { readonly kind: string; readonly value?: unknown } | undefined): boolean {
  return concurrency === undefined || (concurrency.kind === "literal" && concurrency.value === 1);
}

function oneByOne(items: Expression, [item, index]: [string, string], body: Body, lower: LowerContext) {
  const statements = lower.loopBody(body);
  const counts = mentions(statements, index);
  const list = ir.call(ir.runtime(counts ? "batchEntries" : "batch"), [lower.ctx, items]);
  return ir.forOf(counts ? [item, index] : item, list, statements);
}

function atOnce(
  items: Expression,
  [item, index]: [string, string],
  concurrency: Expression,
  body: Body,
  lower: LowerContext,
): LoweredAction {
  return lower.branching(() => {
    const statements = lower.loopBody(body);
    const parameters = mentions(statements, index) ? [{ name: item }, { name: index }] : [{ name: item }];
    const args = [lower.ctx, items, concurrency, ir.arrow(parameters, statements, true)];
    return ir.await(ir.call(ir.runtime("batchAtOnce"), args));
  });
}
