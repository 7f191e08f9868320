import { InteractionType } from "discord-api-types/v10";
import { ComponentContext, ModalContext } from "../contexts/component-context.ts";
import { event } from "./event.ts";

/** A handler that runs when any component is used or a modal is sent, after its own. */
export const onInteractionCreate = event("component_used", (bot, received) =>
  received.interaction.type === InteractionType.ModalSubmit
    ? new ModalContext(bot, received)
    : new ComponentContext(bot, received),
);
