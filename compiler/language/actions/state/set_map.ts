import { ir } from "../../../3-lower/ir.ts";
import { defineAction } from "../../action.ts";
import { collectionFields, STORED_MAP } from "../../fields/collections.ts";
import { mapKey } from "../../fields/names.ts";
import { checkStored, lowerChange, resolveTarget } from "../../fields/scope.ts";
import { value } from "../../fields/values.ts";

export default defineAction({
  name: "set_map",
  category: "state",
  summary: "Sets a key of a map, as one atomic step; what is no map becomes one.",
  fields: {
    ...collectionFields,
    map_key: mapKey("The key.", { required: true }),
    value: value("What to store under it.", { required: true, acceptsNull: true }),
  },
  cost: 1,
  result: STORED_MAP,
  example: '- set_map:\n    var: titles\n    map_key: "${user.id}"\n    value: Champion\n    scope: guild',
  resolve({ fields, nameSpan }, context) {
    const { var: name, scope } = fields;
    checkStored(name!, scope, { type: STORED_MAP, span: name!.span }, context);
    return resolveTarget({ name: name!, scope, type: STORED_MAP, nameSpan }, context);
  },
  lower({ fields, resolved }, lower) {
    const args = [lower.text(fields.map_key!), lower.value(fields.value!)];
    return lowerChange(resolved!, lower, {
      runtime: "setMap",
      args,
      local: (current) => ir.call(ir.runtime("withEntry"), [current ?? ir.object([]), ...args]),
    });
  },
});
