import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { collectionFields, STORED_MAP } from "../../fields/collections.ts";
import { mapKey } from "../../fields/names.ts";
import { checkStored, lowerChange, resolveTarget } from "../../fields/scope.ts";

export default defineAction({
  name: "delete_map",
  category: "state",
  summary: "Takes a key out of a map, as one atomic step.",
  fields: {
    ...collectionFields,
    map_key: mapKey("The key.", { required: true }),
  },
  cost: 1,
  result: STORED_MAP,
  example: '- delete_map:\n    var: titles\n    map_key: "${user.id}"\n    scope: guild',
  resolve({ fields, nameSpan }, context) {
    const { var: name, scope } = fields;
    checkStored(name!, scope, { type: STORED_MAP, span: name!.span }, context);
    return resolveTarget({ name: name!, scope, type: STORED_MAP, nameSpan }, context);
  },
  lower({ fields, resolved }, lower) {
    const key = lower.text(fields.map_key!);
    return lowerChange(resolved!, lower, {
      runtime: "deleteMap",
      args: [key],
      local: (current) => ir.call(ir.runtime("withoutEntry"), [current ?? ir.object([]), key]),
    });
  },
});
