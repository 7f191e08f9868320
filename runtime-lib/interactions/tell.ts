import { messageBody } from "../messages/body.ts";
import type { Answer } from "./answer.ts";

/** Answers in words that only the user sees. */
export async function tell(answer: Answer, content: string): Promise<void> {
  await answer.send({ body: messageBody({ content }) }, true, false);
}
