import type { ExaminedBot } from "./bot.ts";
import type { Services } from "./services/index.ts";

/** `ok`: as it should be, or not needed. `advice`: works, at a cost. `problem`: will fail, lose something, or leak it. */
export type Severity = "ok" | "advice" | "problem";

/** One thing that a check has found. */
export interface Finding {
  readonly severity: Severity;
  /** What is set, or why nothing need be. */
  readonly set: string;
  readonly missing?: string;
  /** YAML to write, or a command to run. */
  readonly fix?: string;
  /** What it costs to leave it. */
  readonly cost?: string;
}

/** One subject that a bot is examined for. Each is the default export of a file in `checks/`. */
export interface DoctorCheck {
  /** For programs: `state-pool`. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Where it stands in the list. */
  readonly order: number;
  /** Items of the scaling guide's checklist that it answers, word for word. */
  readonly covers: readonly string[];
  /** What the files say. */
  readonly examine: (bot: ExaminedBot) => readonly Finding[];
  /** What running services say. Each of them answers within a time limit; what does not answer is a finding. */
  readonly live?: (bot: ExaminedBot, services: Services) => Promise<readonly Finding[]>;
}

export function ok(set: string): Finding {
  return { severity: "ok", set };
}

export function advice(finding: Omit<Finding, "severity">): Finding {
  return { severity: "advice", ...finding };
}

export function problem(finding: Omit<Finding, "severity">): Finding {
  return { severity: "problem", ...finding };
}

/** What a configuration file says, to be written word for word. */
export function config(yaml: string): string {
  return `# furlow.config.yaml\n${yaml}`;
}
