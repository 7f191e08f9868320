import { join, present, type Type, types } from "../../expression/types.ts";
import { variableName } from "./names.ts";
import { scope } from "./scope.ts";

/** The fields that every action on a list or map in a variable has. */
export const collectionFields = {
  var: variableName("The variable.", { required: true, aliases: ["key"] }),
  scope: scope("Where; the declared scope when left out."),
};

/** A list or map as a variable of the state holds it. */
export const STORED_LIST = types.list(types.unknown);
export const STORED_MAP = types.map({}, types.unknown);

/** The type of a list after a change; what was no list has become one. */
export function listType(before: Type | undefined, added?: Type): Type {
  const list = before === undefined ? undefined : present(before);
  if (list?.kind === "list") return added === undefined ? list : types.list(join(list.item, added));
  return types.list(before === undefined ? (added ?? types.unknown) : types.unknown);
}
