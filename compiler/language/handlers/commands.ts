import { checkCommands } from "../../2-check/commands/commands.ts";
import { menuTypeOf } from "../../2-check/commands/context-menus.ts";
import type { CheckedCommand } from "../../2-check/program.ts";
import { commandUnit } from "../../3-lower/command-unit.ts";
import { ir } from "../../3-lower/ir.ts";
import { registrationOf, registrationPart } from "../../3-lower/registration.ts";
import { itemsAt } from "../../source/node.ts";
import { interactionContext } from "../contexts.ts";
import { defineHandlerKind } from "../handler-kind.ts";

export default defineHandlerKind<CheckedCommand>({
  name: "commands",
  noun: "command",
  folder: "commands",
  contexts: () => [interactionContext],
  entrances: (document) =>
    itemsAt(document, "commands")
      .filter((node) => menuTypeOf(node) === undefined)
      .map((actions) => ({ context: interactionContext, actions })),
  check: checkCommands,
  lower(commands, { actions, claim }) {
    const handlers = commands.flatMap((command) => command.handlers);
    const named = handlers.map((handler) => ({ handler, symbol: claim(handler.path.join("-")) }));
    return {
      units: named.map(({ handler, symbol }) => commandUnit(handler, symbol, actions)),
      bot: [
        {
          key: "commands",
          entries: named.map(({ handler, symbol }) => [handler.path.join(" "), ir.ref(symbol)] as const),
        },
        ...registrationPart(commands),
      ],
      named: named.map(({ handler: { path, span }, symbol }) => ({
        name: `/${path.join(" ")}`,
        symbol,
        span,
      })),
      registration: commands.map(registrationOf),
    };
  },
});
