import { randomBytes } from "node:crypto";
import { Waiters } from "../waiters.ts";
import type { Fields, Message, User } from "./model.ts";

/** What a bot answered an interaction with. */
export interface InteractionAnswer {
  /** Callback type: https://discord.com/developers/docs/interactions/receiving-and-responding */
  type: number;
  data: Fields | null;
}

/** One interaction from its dispatch to the end of its token. */
export interface Interaction {
  id: string;
  token: string;
  type: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  channelId: string;
  guildId?: string | undefined;
  user: User;
  /** Goes into `interaction_metadata` of the messages it leads to. */
  name?: string | undefined;
  /** The message that carries the component that was used. */
  source?: Message | undefined;
  answer?: InteractionAnswer | undefined;
  /** The message of the answer, `@original` on the webhook routes. */
  message?: Message | undefined;
  /** Deferred and not filled yet. */
  loading: boolean;
  followups: Message[];
}

const CAPACITY = 20_000;

/** The interactions whose tokens may still be used; the oldest are forgotten beyond a fixed number. */
export class Interactions {
  readonly #byId = new Map<string, Interaction>();
  readonly #byToken = new Map<string, Interaction>();
  readonly #changes = new Waiters<Interaction>();

  open(fields: Omit<Interaction, "token" | "createdAt" | "loading" | "followups">): Interaction {
    const token = randomBytes(48).toString("base64url");
    const interaction: Interaction = {
      ...fields,
      token,
      createdAt: Date.now(),
      loading: false,
      followups: [],
    };
    this.#byId.set(interaction.id, interaction);
    this.#byToken.set(token, interaction);
    if (this.#byId.size > CAPACITY) this.#forgetOldest();
    return interaction;
  }

  get(id: string): Interaction | undefined {
    return this.#byId.get(id);
  }

  withToken(token: string): Interaction | undefined {
    return this.#byToken.get(token);
  }

  /** Says that an interaction was answered, filled or followed up. */
  changed(interaction: Interaction): void {
    this.#changes.offer(interaction);
  }

  /** Resolves once `ready` holds for the interaction; `timeout` in milliseconds. */
  async when(
    interaction: Interaction,
    ready: (now: Interaction) => boolean,
    timeout: number,
  ): Promise<Interaction> {
    if (ready(interaction)) return interaction;
    const matches = (changed: Interaction) => changed.id === interaction.id && ready(changed);
    return this.#changes.wait(matches, timeout, `answer to interaction ${interaction.id}`);
  }

  #forgetOldest(): void {
    const oldest = this.#byId.values().next().value;
    if (!oldest) return;
    this.#byId.delete(oldest.id);
    this.#byToken.delete(oldest.token);
  }
}
