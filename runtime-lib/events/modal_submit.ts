import { ModalContext } from "../contexts/component-context.ts";
import { event } from "./event.ts";

export type { ModalContext };

/** A handler that runs when any modal is sent, after the modal's own. */
export const onModalSubmit = event("modal_sent", (bot, received) => new ModalContext(bot, received));
