import { SHORTEST_INTERVAL } from "../2-check/event-settings.ts";
import type { CheckedEmittedEvent } from "../2-check/events.ts";
import type { CheckedEvent } from "../2-check/program.ts";
import type { Typed } from "../expression/typed.ts";
import { mayBeNothing, present } from "../expression/types.ts";
import { anyTyped } from "../expression/walk.ts";
import type { EventSettings } from "../language/event-settings.ts";
import type { Language } from "../language/language.ts";
import type { ActionLowering } from "./actions.ts";
import { containsAwait } from "./awaits.ts";
import { present as presentOnly } from "./context.ts";
import {
  type Expression,
  ir,
  irType,
  type ModuleSymbol,
  type Property,
  type SourceUnit,
  type Statement,
  type TypeExpression,
} from "./ir.ts";
import { contextType, lowerType } from "./types.ts";
import { local, place, withSettings } from "./units.ts";

/** An event handler: `events/member_join.ts`. */
export function eventUnit(event: CheckedEvent, symbol: ModuleSymbol, lowering: ActionLowering): SourceUnit {
  const statement = handlerStatement(event, symbol, lowering, {
    type: contextType(event.context),
    args: [],
  });
  return { path: symbol.module, statements: [statement] };
}

/** A handler of an event that the document emits: `events/order_paid.ts`. */
export function emittedEventUnit(
  event: CheckedEmittedEvent,
  symbol: ModuleSymbol,
  lowering: ActionLowering,
  language: Language,
): SourceUnit {
  const { data, definition } = event;
  const context = contextType(event.context);
  const written = data.others.kind === "nothing" && Object.keys(data.properties).length > 0;
  const isEmpty = data.others.kind === "nothing" && !written;
  // Who reads the data as a whole has to know that there is none.
  const empty =
    isEmpty && anyTyped([event.when, event.body.actions], isEventItself) ? [irType.members([])] : [];
  const carried = written ? [irType.named(local("Data"))] : empty;
  const type = irType.runtime("EventContext", context, ...carried);
  const statement = handlerStatement(event, symbol, lowering, {
    type,
    args: [ir.literal(definition.name)],
  });
  return {
    path: symbol.module,
    statements: written ? [dataType(data, language), statement] : [statement],
  };
}

function isEventItself(typed: Typed): boolean {
  return typed.kind === "variable" && ["data", "event"].includes(typed.variable.name);
}

/** Flows that other handlers call too take the event with whatever it carries. */
function dataType(data: CheckedEmittedEvent["data"], language: Language): Statement {
  const members = Object.entries(data.properties).map(([name, type]) => ({
    name,
    type: lowerType(present(type), language),
    optional: mayBeNothing(type) && type.kind === "optional",
  }));
  return { kind: "objectType", name: "Data", members };
}

/** How a handler is registered. */
interface Registration {
  readonly type: TypeExpression;
  /** What the registering function takes before the handler. */
  readonly args: readonly Expression[];
}

function handlerStatement(
  event: CheckedEvent,
  symbol: ModuleSymbol,
  lowering: ActionLowering,
  { type, args }: Registration,
): Statement {
  const { definition, settings, when } = event;
  const condition = when && lowering.condition(when);
  // Where runs are counted, only those count for which the condition holds.
  const counted = isCounted(settings);
  const skip = condition && !counted ? [ir.when(ir.not(condition), [ir.return()], [], when?.span)] : [];
  const handler = ir.arrow([{ name: "ctx", type }], [...skip, ...lowering.actions(event.body)], true);
  const properties = [
    ...(condition && counted ? [whenProperty(condition, type)] : []),
    ...settingProperties(event),
  ];
  const call = ir.call(ir.runtime(definition.runtime), [...args, ...withSettings(properties, handler)]);
  const comment = `${definition.summary} (${place(event.span)})`;
  return ir.exported(symbol.name, call, comment, event.span);
}

function isCounted({ throttle, once, cooldown }: EventSettings): boolean {
  return throttle !== undefined || once?.value === true || cooldown !== undefined;
}

function whenProperty(condition: Expression, type: TypeExpression): Property {
  const parameter = { name: "ctx", type };
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
  return presentOnly(values);
}

function cooldownSetting({
  per = "user",
  duration,
  rate,
}: NonNullable<EventSettings["cooldown"]>["value"]): Expression {
  return ir.object(
    presentOnly({
      per: ir.literal(per),
      duration: duration && ir.milliseconds(duration.value),
      rate: rate && ir.literal(rate.value),
    }),
  );
}
