import type { Typed } from "../expression/typed.ts";
import { baseContext } from "../language/contexts.ts";
import type { Checked } from "../language/field.ts";
import { jobSettings } from "../language/job-settings.ts";
import { describeKind, isText, itemsAt, type MapNode, type Node, valueAt } from "../source/node.ts";
import type { Span } from "../source/source-file.ts";
import { checkActions } from "./actions.ts";
import { checkFields } from "./fields.ts";
import { checkHandlerCondition } from "./handler-condition.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";
import { namespaceVariables } from "./namespaces.ts";
import type { CheckedBody, HandlerContext } from "./program.ts";
import { schedulerTimezone } from "./scheduler.ts";
import { rootVariables } from "./scope.ts";

/** Keys of a job that are no settings. */
const OTHER_KEYS = ["name", "description", "when", "condition", "actions"];

export interface CheckedJob {
  readonly name: string;
  readonly context: HandlerContext;
  readonly settings: Checked<typeof jobSettings>;
  /** The time zone of its schedule, by its IANA name. */
  readonly timezone: string | undefined;
  readonly when: Typed | undefined;
  readonly body: CheckedBody;
  readonly span: Span;
}

/** The jobs of the section `scheduler`, as they are written. */
export function jobNodes(document: MapNode): readonly Node[] {
  const section = valueAt(document, "scheduler");
  return section?.kind === "map" ? itemsAt(section, "jobs") : [];
}

/** Checks the jobs; those that are switched off are checked, and left out. Of several of one name the last one counts. */
export function checkJobs(document: MapNode, surroundings: Surroundings): CheckedJob[] {
  const timezone = schedulerTimezone(document);
  const jobs = new Map<string, CheckedJob>();
  for (const node of jobNodes(document)) {
    const job = checkJob(node, jobs.size + 1, timezone, surroundings);
    if (job === undefined || job.settings.enabled?.value === false) continue;
    const first = jobs.get(job.name);
    if (first !== undefined) {
      const related = [{ span: first.span, message: "first declared here" }];
      surroundings.diagnostics.report("duplicate-name", job.span, { what: "job", name: job.name }, related);
    }
    jobs.set(job.name, job);
  }
  return [...jobs.values()];
}

function checkJob(
  node: Node,
  place: number,
  timezone: string | undefined,
  surroundings: Surroundings,
): CheckedJob | undefined {
  const { diagnostics, program } = surroundings;
  if (node.kind !== "map") {
    diagnostics.report("wrong-kind", node.span, { expected: "a job", found: describeKind(node) });
    return undefined;
  }
  const written = valueAt(node, "name");
  const name = written !== undefined && isText(written) ? written.value : `job_${place}`;
  const span = written?.span ?? node.span;
  const actions = valueAt(node, "actions");
  if (actions === undefined) diagnostics.report("missing-field", span, { field: "actions", owner: name });
  const { roots, ...context } = baseContext;
  const variables = new Map([...namespaceVariables(program), ...rootVariables(roots)]);
  const names = { description: `the job ${name}`, variables, reserved: ["ctx"] };
  const { value, scope } = checkHandler(names, surroundings, (inside) => ({
    settings: checkFields(jobSettings, node, name, span, inside, OTHER_KEYS),
    when: checkHandlerCondition(node, inside),
    actions: actions === undefined ? [] : checkActions(actions, inside),
  }));
  const { settings, when } = value;
  if (settings?.cron === undefined) return undefined;
  const body = { actions: value.actions, locals: scope.declaredAhead };
  return { name, context, settings, timezone: settings.timezone ?? timezone, when, body, span };
}
