import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { collectionFields, listType, STORED_LIST } from "../../fields/collections.ts";
import { checkStored, lowerChange, resolveTarget } from "../../fields/scope.ts";
import { value } from "../../fields/values.ts";

export default defineAction({
  name: "list_push",
  category: "state",
  summary: "Adds an item to the end of a list, as one atomic step; what is no list becomes one.",
  fields: {
    ...collectionFields,
    value: value("The item.", { required: true, acceptsNull: true }),
  },
  cost: 1,
  result: STORED_LIST,
  example: '- list_push:\n    var: log\n    value: "${user.username}"\n    scope: guild',
  resolve({ fields, nameSpan }, context) {
    const { var: name, scope, value } = fields;
    checkStored(name!, scope, { type: STORED_LIST, span: name!.span }, context);
    const type = (before: Parameters<typeof listType>[0]) => listType(before, value!.type);
    return resolveTarget({ name: name!, scope, type, nameSpan }, context);
  },
  lower({ fields, resolved }, lower) {
    const item = lower.value(fields.value!);
    return lowerChange(resolved!, lower, {
      runtime: "listPush",
      args: [item],
      local: (current) =>
        current === undefined ? ir.array([item]) : ir.call(ir.runtime("withItem"), [current, item]),
    });
  },
});
