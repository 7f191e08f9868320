import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import {
  type Permission,
  permissionNamed,
  permissionSpellings,
  permissionsIn,
} from "../../language/permissions.ts";
import { describeKind, type Node, type ScalarNode } from "../../source/node.ts";

/** Permissions from a name, a list of names, or a number of bits. */
export function checkPermissionNames(node: Node, diagnostics: Diagnostics): Permission[] {
  const items = node.kind === "list" ? node.items : [node];
  const found = items.flatMap((item) => {
    if (item.kind === "scalar" && item.value !== null && typeof item.value !== "boolean")
      return checkPermission(item, diagnostics);
    diagnostics.report("wrong-kind", item.span, {
      expected: "the name of a permission",
      found: describeKind(item),
    });
    return [];
  });
  return [...new Set(found)];
}

function checkPermission(node: ScalarNode, diagnostics: Diagnostics): Permission[] {
  const text = String(node.value);
  const known = /^\d+$/.test(text) ? permissionsIn(BigInt(text)) : permissionNamed(text);
  if (known !== undefined) return [known].flat();
  diagnostics.report("unknown-permission", node.span, {
    name: text,
    suggestion: didYouMean(text, permissionSpellings(text)),
  });
  return [];
}
