import { type ButtonContext, ComponentContext } from "../contexts/component-context.ts";
import { event } from "./event.ts";

export type { ButtonContext };

/** A handler that runs when any button is pressed, after the button's own. */
export const onButtonClick = event(
  "button_used",
  (bot, received) => new ComponentContext(bot, received) as ButtonContext,
);
