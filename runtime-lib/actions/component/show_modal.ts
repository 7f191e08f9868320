import type { Modal } from "../../messages/modals.ts";
import { attempt } from "../attempt.ts";
import { answerOf } from "../message/defer.ts";
import type { Answerable } from "../message/reply.ts";

/** Opens a modal; it has to be the first answer. Throws ActionError. */
export async function showModal(ctx: Answerable, modal: Modal): Promise<void> {
  await attempt(ctx, "show_modal", 1, () => answerOf(ctx).showModal(modal));
}
