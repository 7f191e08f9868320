import { Question } from "../manager/question.ts";
import type { ProcessHealth } from "./health.ts";

export interface HealthQuestion {
  /** Whether everything is to be checked, or only what the process knows of its shards. */
  readonly full: boolean;
}

/** A manager asks a process how it is. */
export const healthOfProcess = new Question<HealthQuestion, ProcessHealth>("health");
