import { SHORTEST_INTERVAL } from "../2-check/event-settings.ts";
import type { CheckedEvent } from "../2-check/program.ts";
import type { EventSettings } from "../language/event-settings.ts";
import type { ActionLowering } from "./actions.ts";
import { containsAwait } from "./awaits.ts";
import { present } from "./context.ts";
import { type Expression, ir, type ModuleSymbol, type Property, type SourceUnit } from "./ir.ts";
import { contextType } from "./types.ts";
import { place, withSettings } from "./units.ts";

/** An event handler: `events/member_join.ts`. */
export function eventUnit(event: CheckedEvent, symbol: ModuleSymbol, lowering: ActionLowering): SourceUnit {
  const { definition, settings, when } = event;
  const condition = when && lowering.condition(when);
  // Where runs are counted, only those count for which the condition holds.
  const counted = isCounted(settings);
  const skip = condition && !counted ? [ir.when(ir.not(condition), [ir.return()], [], when?.span)] : [];
  const handler = ir.arrow(
    [{ name: "ctx", type: contextType(event.context) }],
    [...skip, ...lowering.actions(event.body)],
    true,
  );
  const properties = [
    ...(condition && counted ? [whenProperty(condition, event)] : []),
    ...settingProperties(event),
  ];
  const call = ir.call(ir.runtime(definition.runtime), withSettings(properties, handler));
  const comment = `${definition.summary} (${place(event.span)})`;
  return { path: symbol.module, statements: [ir.exported(symbol.name, call, comment, event.span)] };
}

function isCounted({ throttle, once, cooldown }: EventSettings): boolean {
  return throttle !== undefined || once?.value === true || cooldown !== undefined;
}

function whenProperty(condition: Expression, event: CheckedEvent): Property {
  const parameter = { name: "ctx", type: contextType(event.context) };
  return { key: "when", value: ir.arrow([parameter], condition, containsAwait(condition)) };
}

function settingProperties({ settings, timezone }: CheckedEvent): Property[] {
  const { debounce, throttle, once, cooldown, timeout, cron, interval } = settings;
  const zone = timezone === undefined ? [] : [ir.literal(timezone)];
  const values: Record<string, Expression | undefined> = {
    debounce: debounce && ir.milliseconds(debounce.value),
    throttle: throttle && ir.milliseconds(throttle.value),
    once: once?.value === true ? ir.literal(true) : undefined,
    cooldown: cooldown && cooldownSetting(cooldown.value),
    timeout: timeout && ir.milliseconds(timeout.value),
    cron: cron && ir.call(ir.runtime("cron"), [ir.literal(cron.value), ...zone]),
    interval: interval && ir.milliseconds(Math.max(interval.value, SHORTEST_INTERVAL)),
  };
  return present(values);
}

function cooldownSetting({
  per = "user",
  duration,
  rate,
}: NonNullable<EventSettings["cooldown"]>["value"]): Expression {
  return ir.object(
    present({
      per: ir.literal(per),
      duration: duration && ir.milliseconds(duration.value),
      rate: rate && ir.literal(rate.value),
    }),
  );
}
