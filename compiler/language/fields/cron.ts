import { Cron } from "croner";
import { CRON_OPTIONS } from "../../../runtime-lib/schedule/schedule.ts";
import { wrongKind } from "../../2-check/values/expressions.ts";
import { isText, textSpan } from "../../source/node.ts";
import { fieldKind } from "../field.ts";
import type { Setting } from "./settings.ts";

/** The fields of a cron pattern, in their order. */
const PARTS = ["minute", "hour", "day of the month", "month", "day of the week"] as const;

/** A cron pattern of five fields, such as `30 9 * * mon-fri`. */
export const cronPattern = fieldKind<Setting<string>>("cron pattern", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, 'a cron pattern such as "30 9 * * mon-fri"', context);
  const problem = findProblem(node.value);
  if (problem === undefined) return { value: node.value.trim(), span: node.span };
  const { what, start, end } = problem;
  context.diagnostics.report("invalid-cron", textSpan(node, start, end), { what });
  return undefined;
});

interface Problem {
  readonly what: string;
  /** Where, as indices into the pattern. */
  readonly start: number;
  readonly end: number;
}

/** What is wrong with a pattern; of several things the first. */
function findProblem(pattern: string): Problem | undefined {
  const whole = { start: 0, end: pattern.length };
  const parts = [...pattern.matchAll(/\S+/g)];
  if (parts.length !== PARTS.length)
    return { what: `a cron pattern has five fields, this has ${parts.length}`, ...whole };
  for (const [i, { 0: text, index }] of parts.entries()) {
    // Alone among fields that take anything, a field can only fail by itself.
    const alone = PARTS.map((_, at) => (at === i ? text : "*")).join(" ");
    if (!isValid(alone)) {
      return { what: `\`${text}\` is no ${PARTS[i]}`, start: index, end: index + text.length };
    }
  }
  const next = new Cron(parts.join(" "), { ...CRON_OPTIONS, paused: true, timezone: "UTC" }).nextRun(EPOCH);
  return next === null ? { what: "this day never comes", ...whole } : undefined;
}

/** Any fixed moment: whether a day ever comes does not depend on when the bot is built. */
const EPOCH = new Date("2026-01-01T00:00:00Z");

function isValid(pattern: string): boolean {
  try {
    new Cron(pattern, { ...CRON_OPTIONS, paused: true });
    return true;
  } catch {
    return false;
  }
}

/** A time zone by its IANA name. */
export const timezone = fieldKind<string>("time zone", { type: "string" }, (node, context) => {
  if (!isText(node)) return wrongKind(node, "a time zone such as Europe/Berlin", context);
  try {
    new Intl.DateTimeFormat("en", { timeZone: node.value });
    return node.value;
  } catch {
    context.diagnostics.report("unknown-timezone", node.span, { name: node.value });
    return undefined;
  }
});
