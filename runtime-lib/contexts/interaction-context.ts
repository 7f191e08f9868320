import type { Bot } from "../bot/bot.ts";
import type { Answer } from "../interactions/answer.ts";
import { InteractionAnswer } from "../interactions/answer.ts";
import { readOptions } from "../interactions/options.ts";
import type { Channel, Guild, Interaction, Member, User } from "../types.ts";
import { Context } from "./context.ts";

/** The context of a handler that answers an interaction. */
export class InteractionContext extends Context {
  readonly answer: Answer;
  #options: Record<string, unknown> | undefined;

  constructor(
    bot: Bot,
    readonly interaction: Interaction,
    wallClock?: number,
  ) {
    super(bot, wallClock);
    this.answer = new InteractionAnswer(bot, interaction);
  }

  get user(): User {
    return (this.interaction.member?.user ?? this.interaction.user)!;
  }

  get userId(): string {
    return this.user.id;
  }

  get member(): Member | undefined {
    return this.interaction.member;
  }

  get guildId(): string | undefined {
    return this.interaction.guild_id;
  }

  get guild(): Guild | undefined {
    return this.bot.guild(this.interaction.guild_id);
  }

  get channel(): Channel {
    return this.interaction.channel as Channel;
  }

  get channelId(): string {
    return this.interaction.channel.id;
  }

  /** The command's options by name; users, channels, roles and attachments as objects. */
  get options(): Record<string, unknown> {
    this.#options ??= readOptions(this.interaction);
    return this.#options;
  }
}

/** The context of a slash command with options of these types. */
export interface CommandContext<Options = unknown> extends InteractionContext {
  readonly options: Options & Record<string, unknown>;
}
