import {
  checkContextMenus,
  MENU_CONTEXTS,
  menusIn,
  menuTypeOf,
} from "../../2-check/commands/context-menus.ts";
import type { CheckedContextMenu } from "../../2-check/program.ts";
import { contextMenuUnit } from "../../3-lower/command-unit.ts";
import { ir } from "../../3-lower/ir.ts";
import { menuRegistrationOf, registrationPart } from "../../3-lower/registration.ts";
import { defineHandlerKind } from "../handler-kind.ts";

/** The keys under which the bot takes the commands of each kind of menu. */
const KEYS = { user: "userMenus", message: "messageMenus" } as const;

export default defineHandlerKind<CheckedContextMenu>({
  name: "context_menus",
  noun: "context menu",
  folder: "context-menus",
  contexts: () => Object.values(MENU_CONTEXTS),
  entrances: (document) =>
    menusIn(document).flatMap((actions) => {
      const type = menuTypeOf(actions);
      return type === undefined ? [] : [{ context: MENU_CONTEXTS[type], actions }];
    }),
  check: checkContextMenus,
  lower(menus, { actions, claim }) {
    const named = menus.map((menu) => ({ menu, symbol: claim(menu.name) }));
    return {
      units: named.map(({ menu, symbol }) => contextMenuUnit(menu, symbol, actions)),
      bot: [
        ...named.map(({ menu, symbol }) => ({
          key: KEYS[menu.on],
          entries: [[menu.name, ir.ref(symbol)] as const],
        })),
        ...registrationPart(menus),
      ],
      named: named.map(({ menu: { name, span }, symbol }) => ({ name, symbol, span })),
      registration: menus.map(menuRegistrationOf),
    };
  },
});
