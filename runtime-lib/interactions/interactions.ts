import { ApplicationCommandType, ComponentType, InteractionType } from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { eventIdOf } from "../bot/event-id.ts";
import type { Origin } from "../bot/origin.ts";
import type { Before } from "../caches/caches.ts";
import { AbortError, QuotaError } from "../errors/errors.ts";
import type { EventHandler } from "../events/event-handler.ts";
import type { RuntimeEvents } from "../events/runtime-events.ts";
import { InteractionAnswer } from "./answer.ts";
import type { CommandHandler } from "./command.ts";
import type { ComponentHandler } from "./component.ts";
import { type ComponentHandlers, ComponentTable } from "./component-table.ts";
import type { Interaction } from "./interaction.ts";
import { pathOf } from "./options.ts";
import { type PermissionRules, permissionRules } from "./permissions.ts";
import type { Received } from "./received.ts";
import { tell } from "./tell.ts";
import { COMMAND_TEXTS, COMPONENT_TEXTS, type Texts } from "./texts.ts";

type Commands = Readonly<Record<string, CommandHandler>>;

/** What answers interactions, as generated code gives it. */
export interface InteractionTargets {
  /** By the path of command, group and subcommand: `admin users ban`. */
  readonly commands?: Commands;
  readonly userMenus?: Commands;
  readonly messageMenus?: Commands;
  readonly buttons?: ComponentHandlers;
  readonly selects?: ComponentHandlers;
  readonly modals?: ComponentHandlers;
  readonly permissions?: () => PermissionRules;
}

/** What runs when one kind of component is used. */
interface ComponentKind {
  /** In words, for the log. */
  readonly noun: string;
  readonly handlers: ComponentTable;
  /** Handlers of events, which run after the component's own. */
  readonly events: readonly EventHandler[];
}

/** Interactions change nothing in the caches. */
const NOTHING_BEFORE: Before = {};

/** Brings interactions to what answers them; who used what failed is told so. */
export class Interactions {
  readonly #commands: ReadonlyMap<string, CommandHandler>;
  readonly #userMenus: ReadonlyMap<string, CommandHandler>;
  readonly #messageMenus: ReadonlyMap<string, CommandHandler>;
  readonly #buttons: ComponentKind;
  readonly #selects: ComponentKind;
  readonly #modals: ComponentKind;
  readonly #rules: PermissionRules;

  /** @param events all handlers of events; those of other things than interactions are passed over */
  constructor(
    private readonly bot: Bot,
    targets: InteractionTargets,
    events: readonly EventHandler[],
  ) {
    const { commands = {}, userMenus = {}, messageMenus = {}, permissions } = targets;
    this.#commands = new Map(Object.entries(commands));
    this.#userMenus = new Map(Object.entries(userMenus));
    this.#messageMenus = new Map(Object.entries(messageMenus));
    const kind = (noun: string, handlers: ComponentHandlers | undefined, name: keyof RuntimeEvents) => {
      const names: readonly string[] = [name, "component_used" satisfies keyof RuntimeEvents];
      const own = events.filter(({ dispatch }) => names.includes(dispatch));
      return { noun, handlers: new ComponentTable(handlers), events: own };
    };
    this.#buttons = kind("button", targets.buttons, "button_used");
    this.#selects = kind("select", targets.selects, "select_used");
    this.#modals = kind("modal", targets.modals, "modal_sent");
    this.#rules = (permissions ?? permissionRules({}))();
  }

  /** Handles an interaction; undefined when it is none of the bot's. The promise never fails. */
  handle(interaction: Interaction, origin?: Origin): Promise<void> | undefined {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return this.#command(interaction, origin);
      case InteractionType.ApplicationCommandAutocomplete:
        return this.#completion(interaction, origin);
      case InteractionType.MessageComponent: {
        const isButton = interaction.data.component_type === ComponentType.Button;
        return this.#component(interaction, isButton ? this.#buttons : this.#selects, origin);
      }
      case InteractionType.ModalSubmit:
        return this.#component(interaction, this.#modals, origin);
      default:
        return undefined;
    }
  }

  #command(interaction: Interaction, origin: Origin | undefined): Promise<void> | undefined {
    const isSlash = interaction.data.type === ApplicationCommandType.ChatInput;
    const name = isSlash ? pathOf(interaction) : interaction.data.name!;
    const handler = this.#namespace(interaction.data.type).get(name);
    if (handler === undefined) return undefined;
    const received = this.#receive(interaction, origin);
    const shown = isSlash ? `/${name}` : name;
    this.bot.meter?.commandUsed(shown);
    return this.#answered(received, shown, COMMAND_TEXTS, () => handler.run(this.bot, received));
  }

  #namespace(type: number | undefined): ReadonlyMap<string, CommandHandler> {
    if (type === ApplicationCommandType.User) return this.#userMenus;
    return type === ApplicationCommandType.Message ? this.#messageMenus : this.#commands;
  }

  #completion(interaction: Interaction, origin: Origin | undefined): Promise<void> | undefined {
    const path = pathOf(interaction);
    const handler = this.#commands.get(path);
    if (handler === undefined) return undefined;
    return this.bot.work.attempt(`/${path}`, () => handler.complete(this.bot, interaction), origin);
  }

  #component(
    interaction: Interaction,
    kind: ComponentKind,
    origin: Origin | undefined,
  ): Promise<void> | undefined {
    const handler = kind.handlers.find(interaction.data.custom_id!);
    if (handler === undefined && kind.events.length === 0) return undefined;
    return this.#used(this.#receive(interaction, origin), kind, handler);
  }

  #receive(interaction: Interaction, origin: Origin | undefined): Received {
    const { bot } = this;
    const mayRepeat = origin !== undefined && bot.operationsOf !== undefined;
    const answer = new InteractionAnswer(bot, interaction, mayRepeat);
    return { interaction, answer, rules: this.#rules, origin };
  }

  /** Runs a component's own handler, then those of events; then nobody is left without an answer. */
  async #used(
    received: Received,
    { noun, events }: ComponentKind,
    handler: ComponentHandler | undefined,
  ): Promise<void> {
    const name = `${noun} ${received.interaction.data.custom_id}`;
    if (handler !== undefined)
      await this.#answered(received, name, COMPONENT_TEXTS, () => handler.run(this.bot, received));
    for (const event of events)
      await this.#answered(received, event.dispatch, COMPONENT_TEXTS, async () =>
        event.run(this.bot, received as never, NOTHING_BEFORE, received.origin),
      );
    try {
      await received.answer.settle();
    } catch (failure) {
      this.#warn(received, failure, "an interaction could not be acknowledged");
    }
  }

  /** Runs what answers an interaction; when it fails, that is logged and the user is told. */
  async #answered(received: Received, name: string, texts: Texts, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      await this.bot.work.report(error, name, undefined, received.origin);
      if (!(error instanceof AbortError)) await this.#apologise(received, error, texts);
    }
  }

  /** Tells the user, unless there is an answer already. */
  async #apologise(received: Received, error: unknown, texts: Texts): Promise<void> {
    const { answer } = received;
    if (answer.state === "answered") return;
    try {
      await tell(answer, error instanceof QuotaError ? texts.overLimit : texts.failed);
    } catch (failure) {
      this.#warn(received, failure, "the user could not be told of the failure");
    }
  }

  #warn({ origin }: Received, failure: unknown, message: string): void {
    this.bot.log.warn({ event: origin && eventIdOf(origin), reason: String(failure) }, message);
  }
}
