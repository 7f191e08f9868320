import { componentContext, interactionContext } from "../contexts.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "interaction_create",
  summary: "Someone has used a button or menu, or sent a modal; its own actions have run.",
  intents: [],
  roots: componentContext.roots,
  runtime: "onInteractionCreate",
  contextType: componentContext.type,
  contextBase: interactionContext,
  example: 'interaction_create:\n  actions:\n    - log: "${custom_id} was used"',
});
