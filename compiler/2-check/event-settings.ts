import type { CooldownScope } from "../language/cooldown-scopes.ts";
import type { Roots } from "../language/event.ts";
import { type EventSettings, eventSettings } from "../language/event-settings.ts";
import { keyText, type MapNode, type Node } from "../source/node.ts";
import type { CheckContext } from "./context.ts";
import { checkFields } from "./fields.ts";
import type { CheckedEvent } from "./program.ts";

/** Keys of a handler that are no settings. */
const OTHER_KEYS = ["event", "name", "description", "when", "condition", "actions"];

/** Shortest time between two runs of `interval`, in milliseconds. */
export const SHORTEST_INTERVAL = 1_000;

/** Most handlers of one event, and those that run on one unless `maxHandlers` says otherwise (limits.md §2). */
const MOST_HANDLERS = 100;
const FAN_OUT = 10;

/** Keys that make a handler run without its event. */
const SCHEDULES = ["cron", "interval"];

/** Whether a handler also runs without its event. */
export function isScheduled(node: Node): boolean {
  return node.kind === "map" && node.entries.some((entry) => SCHEDULES.includes(keyText(entry)));
}

/** Checks when and how often a handler runs. */
export function checkEventSettings(
  node: MapNode,
  name: { readonly value: string; readonly span: CheckedEvent["span"] },
  roots: Roots,
  context: CheckContext,
): EventSettings {
  const settings = checkFields(eventSettings, node, name.value, name.span, context, OTHER_KEYS) ?? {};
  checkInterval(settings as EventSettings, context);
  checkCooldown(settings as EventSettings, roots, context);
  return settings as EventSettings;
}

function checkInterval({ interval }: EventSettings, { diagnostics }: CheckContext): void {
  if (interval !== undefined && interval.value < SHORTEST_INTERVAL) {
    diagnostics.report("interval-too-short", interval.span, {});
  }
}

/** What identifies whose uses a cooldown counts, as the context's roots name it. */
const COOLDOWN_IDS: Readonly<Record<CooldownScope, readonly string[]>> = {
  user: ["userId"],
  channel: ["channelId"],
  guild: ["guildId"],
  member: ["guildId", "userId"],
  global: [],
};

function checkCooldown({ cooldown }: EventSettings, roots: Roots, context: CheckContext): void {
  if (cooldown === undefined) return;
  const { per = "user", message } = cooldown.value;
  if (COOLDOWN_IDS[per].some((id) => !Object.hasOwn(roots, id))) {
    context.diagnostics.report("cooldown-without-id", cooldown.span, {
      per,
      where: context.scope.description,
    });
  }
  if (message?.span !== undefined) {
    const parameters = { key: "message", reason: "events have nobody to answer", hint: "remove it" };
    context.diagnostics.report("no-effect", message.span, parameters);
  }
}

/** Checks how many handlers one event has, and warns of those that never run. */
export function checkFanOut(
  events: readonly CheckedEvent[],
  { diagnostics }: Pick<CheckContext, "diagnostics">,
): void {
  for (const [name, handlers] of byEvent(events)) {
    const beyond = handlers[MOST_HANDLERS];
    if (beyond !== undefined) {
      diagnostics.report("too-many", beyond.span, { what: `handlers of \`${name}\``, limit: MOST_HANDLERS });
      continue;
    }
    const limit = fanOut(handlers);
    const late = handlers[limit];
    if (late !== undefined) diagnostics.report("beyond-fan-out", late.span, { event: name, limit });
  }
}

/** The handlers of each event, in their order. */
export function byEvent<E extends CheckedEvent>(events: readonly E[]): Map<string, E[]> {
  const groups = new Map<string, E[]>();
  for (const event of events) {
    const { name } = event.definition;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [event]);
    else group.push(event);
  }
  return groups;
}

/** How many handlers run on one event: the first number that one of them gives. */
export function fanOut(handlers: readonly CheckedEvent[]): number {
  return (
    handlers.find(({ settings }) => settings.maxHandlers !== undefined)?.settings.maxHandlers?.value ??
    FAN_OUT
  );
}
