import type { Bot } from "../bot/bot.ts";
import { type Nameable, nameable } from "../bot/named-handler.ts";
import {
  type ButtonContext,
  ComponentContext,
  ModalContext,
  type SelectContext,
} from "../contexts/component-context.ts";
import type { InteractionContext } from "../contexts/interaction-context.ts";
import { type HandlerArguments, handlerArguments } from "../events/event-handler.ts";
import { type AnswerSettings, runGuarded } from "./guarded.ts";
import type { Received } from "./received.ts";
import { COMPONENT_TEXTS } from "./texts.ts";

/** What runs when a component is used or a modal is sent. */
export interface ComponentHandler extends Nameable {
  run(bot: Bot, received: Received): Promise<void>;
}

type ComponentArguments<C extends InteractionContext> = HandlerArguments<C, AnswerSettings<C>>;

/** Declares what a button does. */
export function onButton(...args: ComponentArguments<ButtonContext>): ComponentHandler {
  return handler(
    args,
    (bot, received, settings) => new ComponentContext(bot, received, settings) as ButtonContext,
  );
}

/** Declares what a select menu does. */
export function onSelect(...args: ComponentArguments<SelectContext>): ComponentHandler {
  return handler(
    args,
    (bot, received, settings) => new ComponentContext(bot, received, settings) as SelectContext,
  );
}

/** Declares what happens with a modal that was sent. */
export function onModal<Fields = unknown>(
  ...args: ComponentArguments<ModalContext<Fields>>
): ComponentHandler {
  return handler(args, (bot, received, settings) => new ModalContext<Fields>(bot, received, settings));
}

function handler<C extends InteractionContext>(
  args: ComponentArguments<C>,
  contextOf: (bot: Bot, received: Received, settings: AnswerSettings<C> | undefined) => C,
): ComponentHandler {
  const { settings, run: body } = handlerArguments(args);
  const { run, nameAs } = nameable(body);
  return {
    nameAs,
    run: (bot, received) =>
      runGuarded(contextOf(bot, received, settings), settings, run, received, COMPONENT_TEXTS),
  };
}
