import { buttonContext, componentContext } from "../contexts.ts";
import { defineEvent } from "../event.ts";

export default defineEvent({
  name: "button_click",
  summary: "Someone has pressed a button; the button's own actions have run.",
  intents: [],
  roots: buttonContext.roots,
  runtime: "onButtonClick",
  contextType: buttonContext.type,
  contextBase: componentContext,
  example: "button_click:\n  when: \"custom_id == 'hello'\"\n  actions:\n    - reply: Hello!",
});
