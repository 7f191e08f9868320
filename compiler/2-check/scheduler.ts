import { timezone } from "../language/fields/cron.ts";
import { isText, type MapNode, type Node, valueAt } from "../source/node.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import { checkHandler, type Surroundings } from "./handlers.ts";

const schedulerFields = {
  timezone: timezone("The time zone of schedules, by its IANA name; UTC by default."),
};

/** The time zone of schedules as the document has it; `checkScheduler` reports one that there is not. */
export function schedulerTimezone(document: MapNode): string | undefined {
  const section = valueAt(document, "scheduler");
  const node = section?.kind === "map" ? valueAt(section, "timezone") : undefined;
  return node !== undefined && isText(node) ? node.value : undefined;
}

/** Checks the `scheduler` section. */
export function checkScheduler(section: Node | undefined, surroundings: Surroundings): void {
  if (section?.kind !== "map") return;
  const names = { description: "the scheduler", variables: new Map(), reserved: [] };
  checkHandler(names, surroundings, (context: CheckContext) =>
    checkFields(schedulerFields, section, "scheduler", section.span, context, ["jobs"]),
  );
}
