import { ComponentContext, type SelectContext } from "../contexts/component-context.ts";
import { event } from "./event.ts";

export type { SelectContext };

/** A handler that runs when something is chosen in any select menu, after the menu's own. */
export const onSelectMenu = event(
  "select_used",
  (bot, received) => new ComponentContext(bot, received) as SelectContext,
);
