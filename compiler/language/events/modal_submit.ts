import { componentContext, modalContext } from "../contexts.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "modal_submit",
  summary: "Someone has sent a modal; the modal's own actions have run.",
  intents: [],
  roots: modalContext().roots,
  runtime: "onModalSubmit",
  contextType: modalContext().type,
  contextBase: componentContext,
  example: 'modal_submit:\n  actions:\n    - reply: "${fields.name}"',
});
