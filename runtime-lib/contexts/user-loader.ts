import type { Bot } from "../bot/bot.ts";
import type { User } from "../types.ts";
import { fetchUser } from "./fetch.ts";

/** An account by its id, of which the rest is asked of Discord when it is wanted. */
export class UserLoader {
  #user: Promise<User | undefined> | undefined;

  constructor(
    private readonly bot: Bot,
    readonly id: string,
    /** Where the event has it already. */
    user?: User,
  ) {
    if (user !== undefined) this.#user = Promise.resolve(user);
  }

  /** The account, asked for once; undefined when there is none any more. */
  load(): Promise<User | undefined> {
    this.#user ??= fetchUser(this.bot, this.id);
    return this.#user;
  }
}
