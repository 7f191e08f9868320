import type { Member, Message, User } from "../types.ts";
import { InteractionContext } from "./interaction-context.ts";

/** The context of a command in the menu of a user. */
export class UserMenuContext extends InteractionContext {
  #target: Member | undefined;

  /** The user as a member; who is none has no roles and has not joined. */
  override get target(): Member {
    this.#target ??= this.#memberOf(this.#user);
    return this.#target;
  }

  override get options(): { readonly user: User } & Record<string, unknown> {
    return { user: this.#user };
  }

  get #user(): User {
    const { target_id, resolved } = this.interaction.data;
    return resolved!.users![target_id!]!;
  }

  #memberOf(user: User): Member {
    const member = this.interaction.data.resolved?.members?.[user.id];
    const nobody = { roles: [], joined_at: null, premium_since: null, pending: false };
    const guild = this.guildId === undefined ? {} : { guild_id: this.guildId };
    // With the user's own fields, for flows that other menus call as well read without knowing what it is.
    return { ...user, ...nobody, ...member, ...guild, user } as Member;
  }
}

/** The context of a command in the menu of a message. */
export class MessageMenuContext extends InteractionContext {
  #target: Message | undefined;

  override get target(): Message {
    const { target_id, resolved } = this.interaction.data;
    // Discord leaves out the guild, which is the interaction's.
    const guild = this.guildId === undefined ? {} : { guild_id: this.guildId };
    this.#target ??= { ...resolved!.messages![target_id!]!, ...guild } as Message;
    return this.#target;
  }

  override get message(): Message {
    return this.target;
  }

  override get messageId(): string {
    return this.target.id;
  }

  override get options(): { readonly message: Message } & Record<string, unknown> {
    return { message: this.target };
  }
}
