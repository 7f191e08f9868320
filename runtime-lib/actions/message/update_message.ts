import { editBody, type MessageContent, withFiles } from "../../messages/body.ts";
import { attempt } from "../attempt.ts";
import { answerOf } from "./defer.ts";
import type { Answerable } from "./reply.ts";

/** Changes the message with the component that was used, or the answer to a command. Throws ActionError. */
export async function updateMessage(ctx: Answerable, content: MessageContent): Promise<void> {
  await attempt(ctx, "update_message", 3, async () => {
    const answer = answerOf(ctx);
    await answer.update(await withFiles(editBody(content), content.files));
  });
}
