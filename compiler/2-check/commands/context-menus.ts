import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { messageMenuContext, userMenuContext } from "../../language/contexts.ts";
import type { BotSurroundings } from "../../language/handler-kind.ts";
import { isText, itemsAt, type MapNode, type Node, type ScalarNode, valueAt } from "../../source/node.ts";
import { checkKeys } from "../keys.ts";
import { mapsOf } from "../lists.ts";
import type { CheckedContextMenu } from "../program.ts";
import { rootVariables } from "../scope.ts";
import { reportTooManyRegistered, uniquelyNamed } from "./commands.ts";
import { checkRegistration, checkSettings, INHERITED_KEYS, REGISTRATION_KEYS } from "./settings.ts";

/** How many Discord takes for each of users and messages. */
const MAXIMUM_MENUS = 15;
const MAXIMUM_NAME = 32;

const KEYS = {
  supported: ["name", "description", "type", "actions", ...INHERITED_KEYS, ...REGISTRATION_KEYS],
  planned: [],
};

/** What a menu opens on, and what can be read there. */
export const MENU_CONTEXTS = { user: userMenuContext, message: messageMenuContext } as const;
export type MenuType = keyof typeof MENU_CONTEXTS;

/** What a command stands in the menu of; undefined for a slash command. */
export function menuTypeOf(node: Node): MenuType | undefined {
  const type = node.kind === "map" ? valueAt(node, "type") : undefined;
  if (type?.kind !== "scalar") return undefined;
  return type.value === "user" || type.value === "message" ? type.value : undefined;
}

/** Where the menus of a document stand: in their own section, and among the commands. */
export function menusIn(document: MapNode): readonly Node[] {
  const commands = itemsAt(document, "commands").filter((node) => menuTypeOf(node) !== undefined);
  return [...itemsAt(document, "context_menus"), ...commands];
}

/** Checks the commands in menus; of two with one name on the same kind of thing the later wins. */
export function checkContextMenus(document: MapNode, surroundings: BotSurroundings): CheckedContextMenu[] {
  const { diagnostics } = surroundings;
  const menus = mapsOf(menusIn(document), "a context menu", diagnostics);
  for (const node of menus) if (menuTypeOf(node) === undefined) reportType(node, diagnostics);
  return (["user", "message"] as const).flatMap((type) => {
    const ofType = menus.filter((node) => menuTypeOf(node) === type);
    const checked = uniquelyNamed(ofType, "context menu", diagnostics, (node) =>
      checkMenu(node, type, surroundings),
    );
    reportTooManyRegistered(checked, `context menus of ${type}s`, MAXIMUM_MENUS, diagnostics);
    return checked;
  });
}

function reportType(node: MapNode, diagnostics: Diagnostics): void {
  const type = valueAt(node, "type");
  if (type === undefined) {
    diagnostics.report("missing-field", node.span, { field: "type", owner: "context menu" });
    return;
  }
  const found = isText(type) ? `\`${type.value}\`` : "something else";
  diagnostics.report("wrong-kind", type.span, { expected: "user or message", found });
}

function checkMenu(
  node: MapNode,
  on: MenuType,
  surroundings: BotSurroundings,
): CheckedContextMenu | undefined {
  const { diagnostics } = surroundings;
  const name = menuName(node, diagnostics);
  if (name === undefined) return undefined;
  checkKeys(node, KEYS, name.value, diagnostics);
  if (valueAt(node, "actions") === undefined)
    diagnostics.report("missing-field", name.span, { field: "actions", owner: name.value });
  const variables = rootVariables(MENU_CONTEXTS[on].roots);
  return {
    name: name.value,
    on,
    registration: checkRegistration(node, diagnostics),
    ...checkSettings(node, `the context menu ${name.value}`, variables, surroundings),
    span: name.span,
  };
}

/** Names in menus may have spaces and capitals. */
function menuName(
  node: MapNode,
  diagnostics: Diagnostics,
): (ScalarNode & { readonly value: string }) | undefined {
  const name = valueAt(node, "name");
  if (name?.kind !== "scalar" || name.value === null) {
    diagnostics.report("missing-field", node.span, { field: "name", owner: "context menu" });
    return undefined;
  }
  const text = String(name.value);
  const length = [...text].length;
  if (text.trim() === text && length >= 1 && length <= MAXIMUM_NAME) return { ...name, value: text };
  const rule = `use 1 to ${MAXIMUM_NAME} characters, without spaces at the ends`;
  diagnostics.report("invalid-name", name.span, { what: "a context menu", name: text, rule });
  return undefined;
}
