import type { CheckContext } from "../../2-check/context.ts";
import { checkFields } from "../../2-check/fields.ts";
import { checkTemplate, wrongKind } from "../../2-check/values/expressions.ts";
import { isTemplate } from "../../expression/parse/template.ts";
import type { Typed } from "../../expression/typed.ts";
import { isText, type MapNode, type Node } from "../../source/node.ts";
import { type Checked, fieldKind } from "../field.ts";
import type { Permission } from "../permissions.ts";
import { checkPermission, permissionList } from "./permissions.ts";
import { boolean, text } from "./values.ts";
import { word } from "./words.ts";

/** What a role or member may do in one channel. */
export type Overwrite =
  | { readonly kind: "fields"; readonly fields: Checked<typeof overwriteFields> }
  /** `id: {ViewChannel: true}`. */
  | {
      readonly kind: "switches";
      readonly id: Typed;
      readonly switches: readonly { readonly permission: Permission; readonly allowed: Typed }[];
    }
  /** A template that gives overwrites. */
  | { readonly kind: "computed"; readonly list: Typed };

const overwriteFields = {
  id: text("The id of the role or member.", { required: true }),
  type: word(["role", "member"])("What the id is of; role when left out."),
  allow: permissionList("What is allowed."),
  deny: permissionList("What is denied."),
};

/** Overwrites as a list, or as a map from ids to permissions that are true or false. */
export const overwrites = fieldKind<readonly Overwrite[]>(
  "permission overwrites",
  { type: ["array", "object", "string"] },
  (node, context) => {
    if (node.kind === "map") return checkSwitches(node, context);
    const items = node.kind === "list" ? node.items : [node];
    return items.flatMap((item) => checkOverwrite(item, context) ?? []);
  },
);

function checkOverwrite(node: Node, context: CheckContext): Overwrite | undefined {
  if (isText(node) && isTemplate(node.value)) return { kind: "computed", list: checkTemplate(node, context) };
  if (node.kind !== "map")
    return wrongKind(node, "an overwrite: a map with `id`, `allow` and `deny`", context);
  const fields = checkFields(overwriteFields, node, "overwrite", node.span, context);
  return fields && { kind: "fields", fields };
}

function checkSwitches(map: MapNode, context: CheckContext): Overwrite[] {
  return map.entries.flatMap(({ key, value }) => {
    const id = text("").check(key, context);
    if (value.kind !== "map") return wrongKind(value, "a map such as {ViewChannel: true}", context) ?? [];
    const switches = value.entries.flatMap((entry) => {
      const permission = checkPermission(entry.key, context);
      const allowed = boolean("").check(entry.value, context);
      return permission === undefined || allowed === undefined ? [] : [{ permission, allowed }];
    });
    return id === undefined ? [] : [{ kind: "switches", id, switches }];
  });
}
