import { present } from "../../../3-lower/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { collectionFields, listType, STORED_LIST } from "../../fields/collections.ts";
import { checkStored, lowerChange, resolveTarget } from "../../fields/scope.ts";
import { number, value } from "../../fields/values.ts";

export default defineAction({
  name: "list_remove",
  category: "state",
  summary:
    "Takes an item out of a list, as one atomic step: the one at an index, or the first that is equal.",
  fields: {
    ...collectionFields,
    index: number("Where the item stands, from 0; a negative number counts from the end."),
    value: value("The item.", { acceptsNull: true }),
  },
  cost: 1,
  result: STORED_LIST,
  example: "- list_remove:\n    var: log\n    index: 0\n    scope: guild",
  check({ fields, nameSpan }, context) {
    const { index, value } = fields;
    if (index === undefined && value === undefined)
      context.diagnostics.report("missing-field", nameSpan, { field: "value", owner: "list_remove" });
    if (index !== undefined && value !== undefined) {
      const reason = "`index` says which item";
      context.diagnostics.report("no-effect", value.span ?? nameSpan, {
        key: "value",
        reason,
        hint: "remove one",
      });
    }
  },
  resolve({ fields, nameSpan }, context) {
    const { var: name, scope } = fields;
    checkStored(name!, scope, { type: STORED_LIST, span: name!.span }, context);
    return resolveTarget({ name: name!, scope, type: listType, nameSpan }, context);
  },
  lower({ fields: { index, value }, resolved }, lower) {
    const which = ir.object(
      present({
        index: index && lower.number(index),
        value: index === undefined ? value && lower.value(value) : undefined,
      }),
    );
    return lowerChange(resolved!, lower, {
      runtime: "listRemove",
      args: [which],
      local: (current) => ir.call(ir.runtime("withoutItem"), [current ?? ir.array([]), which]),
    });
  },
});
