import type { Bot } from "../bot/bot.ts";
import type { Answer } from "../interactions/answer.ts";
import { readOptions } from "../interactions/options.ts";
import type { Received } from "../interactions/received.ts";
import type { Channel, Guild, Interaction, Member, Message, User } from "../types.ts";
import { Context } from "./context.ts";
import { ofGuild } from "./of-guild.ts";

interface Settings {
  /** Milliseconds of wall clock, instead of the default. */
  readonly timeout?: number;
  /** What options stand for when they are left out. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** The context of a handler that answers an interaction. */
export class InteractionContext extends Context {
  readonly interaction: Interaction;
  readonly answer: Answer;
  readonly #defaults: Readonly<Record<string, unknown>> | undefined;
  #options: Record<string, unknown> | undefined;

  constructor(
    bot: Bot,
    { interaction, answer, origin }: Pick<Received, "interaction" | "answer" | "origin">,
    settings?: Settings,
  ) {
    super(bot, settings?.timeout);
    this.interaction = interaction;
    this.answer = answer;
    this.origin = origin;
    this.operations = origin && bot.operationsOf?.(origin, "interaction");
    this.#defaults = settings?.defaults;
  }

  get user(): User {
    return (this.interaction.member?.user ?? this.interaction.user)!;
  }

  get userId(): string {
    return this.user.id;
  }

  get member(): Member | undefined {
    return ofGuild(this.guildId, this.interaction.member);
  }

  get guildId(): string | undefined {
    return this.interaction.guild_id;
  }

  get guild(): Guild | undefined {
    return this.bot.guild(this.interaction.guild_id);
  }

  get channel(): Channel {
    return this.interaction.channel;
  }

  get channelId(): string {
    return this.interaction.channel.id;
  }

  /** What the menu was opened on, where the command stands in one. */
  get target(): Member | Message | undefined {
    return undefined;
  }

  /** The message that it is about, where it is about one. */
  get message(): Message | undefined {
    return undefined;
  }

  get messageId(): string | undefined {
    return undefined;
  }

  /** Of the component or modal that was used. */
  get customId(): string | undefined {
    return undefined;
  }

  /** What was used: button, select_menu or modal. */
  get componentType(): string | undefined {
    return undefined;
  }

  /** What was chosen in a select menu. */
  get values(): readonly string[] | undefined {
    return undefined;
  }

  /** What was filled in to a modal. */
  get fields(): Readonly<Record<string, string | undefined>> | undefined {
    return undefined;
  }

  /** The command's options by name; users, channels, roles and attachments as objects. */
  get options(): Record<string, unknown> {
    this.#options ??= { ...this.#defaults, ...readOptions(this.interaction) };
    return this.#options;
  }
}

/** The context of a slash command with options of these types. */
export interface CommandContext<Options = unknown> extends InteractionContext {
  readonly options: Options & Record<string, unknown>;
}
