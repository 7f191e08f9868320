import type { CheckContext } from "../../2-check/context.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import { isText, type Node } from "../../source/node.ts";
import { type Permission, permissionNamed, permissionSpellings } from "../permissions.ts";
import { listOrTemplate } from "./list-or-template.ts";

/** One permission by any of its spellings; undefined after reporting that there is none. */
export function checkPermission(
  node: Node,
  context: Pick<CheckContext, "diagnostics">,
): Permission | undefined {
  if (!isText(node)) return wrongKind(node, "the name of a permission, such as ManageMessages", context);
  const known = permissionNamed(node.value);
  if (known !== undefined) return known;
  const suggestion = didYouMean(node.value, permissionSpellings(node.value));
  context.diagnostics.report("unknown-permission", node.span, { name: node.value, suggestion });
  return undefined;
}

/** Permissions, or one of them. */
export const permissionList = listOrTemplate("permission", checkPermission);
