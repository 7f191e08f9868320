import type { CheckContext } from "../../../2-check/context.ts";
import { ir } from "../../../3-lower/ir.ts";
import { defineAction, type UnresolvedAction } from "../../action.ts";
import { completed, lowerModal, type Modal, modal, modalFields } from "../../fields/modal.ts";

const fields = {
  modal: modal("Its name under `components.modals`, or what it consists of."),
  ...modalFields,
};

export default defineAction({
  name: "show_modal",
  category: "component",
  summary: "Opens a modal: the first answer to a command or component.",
  fields,
  mainField: "modal",
  cost: 1,
  answers: true,
  firstAnswer: true,
  example:
    "- show_modal:\n    modal:\n      custom_id: feedback\n      title: Feedback\n      components:\n        - type: text_input\n          custom_id: text\n          label: What do you think?\n          style: paragraph",
  resolve: (action, context): Modal | undefined => {
    if (context.scope.lookup("interaction") === undefined) {
      const parameters = { action: "show_modal", where: context.scope.description };
      context.diagnostics.report("no-interaction", action.nameSpan, parameters);
    }
    // Only the context of a modal always has what was filled in.
    const filled = context.scope.lookup("modal_values");
    if (filled?.root && filled.type.kind !== "optional")
      context.diagnostics.report("modal-after-modal", action.nameSpan, {});
    return modalOf(action, context);
  },
  lower({ resolved }, lower) {
    const call = ir.call(ir.runtime("showModal"), [lower.ctx, lowerModal(resolved, lower)]);
    return { statements: [ir.statement(ir.await(call))] };
  },
});

/** The modal named or written under `modal`, or written directly on the action. */
function modalOf(
  { fields: { modal, ...flat }, nameSpan }: UnresolvedAction<typeof fields>,
  context: CheckContext,
): Modal | undefined {
  if (modal !== undefined) return modal.kind === "faulty" ? undefined : modal;
  if (Object.values(flat).some((value) => value !== undefined)) {
    return completed(flat, { span: nameSpan }, undefined, context);
  }
  context.diagnostics.report("missing-field", nameSpan, { field: "modal", owner: "show_modal" });
  return undefined;
}
