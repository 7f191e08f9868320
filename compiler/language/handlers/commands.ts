import { checkCommands } from "../../2-check/commands.ts";
import { commandUnit } from "../../3-lower/command-unit.ts";
import { ir } from "../../3-lower/ir.ts";
import { registrationOf, registrationPart } from "../../3-lower/registration.ts";
import { itemsAt } from "../../source/node.ts";
import { interactionContext } from "../contexts.ts";
import { defineHandlerKind } from "../handler-kind.ts";

export default defineHandlerKind({
  name: "commands",
  noun: "command",
  folder: "commands",
  contexts: () => [interactionContext],
  entrances: (document) =>
    itemsAt(document, "commands").map((actions) => ({ context: interactionContext, actions })),
  check: checkCommands,
  lower(commands, { actions, claim }) {
    const named = commands.map((command) => ({ command, symbol: claim(command.name) }));
    return {
      units: named.map(({ command, symbol }) => commandUnit(command, symbol, actions)),
      bot: [
        {
          key: "commands",
          entries: named.map(({ command, symbol }) => [command.name, ir.ref(symbol)] as const),
        },
        ...registrationPart(commands),
      ],
      registration: commands.map(registrationOf),
    };
  },
});
