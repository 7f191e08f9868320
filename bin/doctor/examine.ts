import { type Redactor, redactor, SECRET_VARIABLES } from "../../runtime-lib/log/redact.ts";
import type { ExaminedBot } from "./bot.ts";
import { type DoctorCheck, type Finding, problem, type Severity } from "./check.ts";
import { doctorChecks } from "./checks/registry.generated.ts";
import { Services } from "./services/index.ts";
import { within } from "./services/within.ts";

/** What one check has found. */
export interface CheckResult {
  readonly name: string;
  readonly title: string;
  /** The worst of its findings. */
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

export interface LiveOptions {
  /** Host on which the bot answers. */
  readonly host: string;
}

const SEVERITIES = ["ok", "advice", "problem"] as const satisfies readonly Severity[];

/** However slow its services are, no check takes longer. */
const LONGEST = 15_000; /* ms */

export function worst(findings: readonly { readonly severity: Severity }[]): Severity {
  return SEVERITIES[Math.max(0, ...findings.map(({ severity }) => SEVERITIES.indexOf(severity)))]!;
}

/** The checks in the order in which they are told. */
export function checksInOrder(): readonly DoctorCheck[] {
  const checks: readonly DoctorCheck[] = doctorChecks;
  return [...checks].sort((a, b) => a.order - b.order);
}

/** Examines a bot, and its services where options for that are given. Nothing in what is returned is a secret. */
export async function examine(bot: ExaminedBot, live: LiveOptions | undefined): Promise<CheckResult[]> {
  const services = live && new Services(bot, live.host);
  const redact = redactor([...SECRET_VARIABLES, ...bot.config.secrets], bot.environment);
  return await Promise.all(
    checksInOrder().map(async (check) => {
      const found = [...check.examine(bot), ...(services ? await liveFindings(check, bot, services) : [])];
      const findings = found.map((finding) => withoutSecrets(finding, redact));
      return { name: check.name, title: check.title, severity: worst(findings), findings };
    }),
  );
}

function withoutSecrets({ severity, set, ...others }: Finding, redact: Redactor): Finding {
  const texts = Object.entries(others).map(([name, text]) => [name, redact(text)]);
  return { severity, set: redact(set), ...Object.fromEntries(texts) };
}

async function liveFindings(
  { live }: DoctorCheck,
  bot: ExaminedBot,
  services: Services,
): Promise<readonly Finding[]> {
  if (live === undefined) return [];
  const answer = await within(() => live(bot, services), LONGEST);
  if ("value" in answer) return answer.value;
  return [problem({ set: "its services could not be asked", missing: answer.failure })];
}
