import type { Origin } from "../bot/origin.ts";
import type { Answer } from "./answer.ts";
import type { Interaction } from "./interaction.ts";
import type { PermissionRules } from "./permissions.ts";

/** An interaction that has arrived, with what everything that handles it shares. */
export interface Received {
  readonly interaction: Interaction;
  readonly answer: Answer;
  readonly rules: PermissionRules;
  /** Where it comes from. */
  readonly origin?: Origin | undefined;
}
