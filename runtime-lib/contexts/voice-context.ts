import type { Bot } from "../bot/bot.ts";
import type { Before } from "../caches/caches.ts";
import type { CachedChannel, CachedVoiceState, Member, User, VoiceState } from "../types.ts";
import { ofGuild } from "./of-guild.ts";
import { OptionalChannelContext } from "./optional-channel-context.ts";

/** What the voice events look at of the state before. */
export type StateBefore = CachedVoiceState & Partial<Pick<VoiceState, "channel_id" | "self_stream">>;

/** The context of a change of someone's voice state. */
export class VoiceContext extends OptionalChannelContext {
  readonly newVoiceState: VoiceState;
  /** Undefined when they were in no voice channel. */
  readonly oldVoiceState: CachedVoiceState | undefined;

  constructor(bot: Bot, state: VoiceState, { voice_states }: Before) {
    // Who has left is still told of by the channel left.
    super(bot, state.guild_id!, state.channel_id ?? (voice_states as StateBefore | undefined)?.channel_id);
    this.newVoiceState = state;
    this.oldVoiceState = voice_states;
  }

  get member(): Member {
    return ofGuild(this.guildId, this.newVoiceState.member as Member);
  }

  get user(): User {
    return this.newVoiceState.member!.user as User;
  }

  get userId(): string {
    return this.newVoiceState.user_id;
  }

  get voiceChannel(): CachedChannel | undefined {
    return this.channel;
  }

  get oldChannel(): CachedChannel | undefined {
    return this.channelById((this.oldVoiceState as StateBefore | undefined)?.channel_id);
  }

  get newChannel(): CachedChannel | undefined {
    return this.channelById(this.newVoiceState.channel_id);
  }

  /** Whether they share their screen. */
  get streaming(): boolean {
    return this.newVoiceState.self_stream ?? false;
  }
}

/** The context of a change that an event is about; none for the voice of a call in direct messages. */
export function voiceContext(
  bot: Bot,
  state: VoiceState,
  before: Before,
  concerns: (before: StateBefore | undefined, now: VoiceState) => boolean,
): VoiceContext | undefined {
  if (state.guild_id === undefined || !concerns(before.voice_states, state)) return undefined;
  return new VoiceContext(bot, state, before);
}
