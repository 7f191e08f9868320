import {
  InteractionResponseType,
  MessageFlags,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import type { MessageBody } from "../messages/body.ts";
import type { Interaction, Message } from "../types.ts";

/** How far an interaction has been answered. */
export type AnswerState = "open" | "deferred" | "answered";

/** The answer to an interaction: at first a response, later follow-ups. */
export interface Answer {
  readonly state: AnswerState;
  /** Answers, fills in a deferred answer, or follows up; gives the message when it is wanted. */
  send(body: MessageBody, ephemeral: boolean, wantsMessage: boolean): Promise<Message | undefined>;
  /** Says that the answer comes later; nothing when there is one already. */
  defer(ephemeral: boolean): Promise<void>;
}

export class InteractionAnswer implements Answer {
  state: AnswerState = "open";

  constructor(
    private readonly bot: Bot,
    private readonly interaction: Interaction,
  ) {}

  async send(body: MessageBody, ephemeral: boolean, wantsMessage: boolean): Promise<Message | undefined> {
    if (this.state === "open") {
      return this.#advance("answered", () => this.#respond(body, ephemeral, wantsMessage));
    }
    const { application_id, token } = this.interaction;
    if (this.state === "deferred") {
      const route = Routes.webhookMessage(application_id, token, "@original");
      return this.#advance(
        "answered",
        async () => (await this.bot.rest.patch(route, { body, auth: false })) as Message,
      );
    }
    return (await this.bot.rest.post(Routes.webhook(application_id, token), {
      body: withFlags(body, ephemeral),
      auth: false,
    })) as Message;
  }

  async defer(ephemeral: boolean): Promise<void> {
    if (this.state !== "open") return;
    const type = InteractionResponseType.DeferredChannelMessageWithSource;
    const response = ephemeral ? { type, data: { flags: MessageFlags.Ephemeral } } : { type };
    await this.#advance("deferred", () => this.#callback(response, false));
  }

  /** Takes the next state at once, so that nothing answers twice, and gives it back when Discord refuses. */
  async #advance<T>(next: AnswerState, request: () => Promise<T>): Promise<T> {
    const before = this.state;
    this.state = next;
    try {
      return await request();
    } catch (error) {
      this.state = before;
      throw error;
    }
  }

  async #respond(body: MessageBody, ephemeral: boolean, wantsMessage: boolean): Promise<Message | undefined> {
    const type = InteractionResponseType.ChannelMessageWithSource;
    const result = await this.#callback({ type, data: withFlags(body, ephemeral) }, wantsMessage);
    return result?.resource?.message as Message | undefined;
  }

  async #callback(
    body: unknown,
    wantsMessage: boolean,
  ): Promise<RESTPostAPIInteractionCallbackWithResponseResult | undefined> {
    const { id, token } = this.interaction;
    const query = wantsMessage ? new URLSearchParams({ with_response: "true" }) : undefined;
    const options = query === undefined ? { body, auth: false } : { body, query, auth: false };
    return (await this.bot.rest.post(Routes.interactionCallback(id, token), options)) as
      | RESTPostAPIInteractionCallbackWithResponseResult
      | undefined;
  }
}

function withFlags(body: MessageBody, ephemeral: boolean): MessageBody & { flags?: MessageFlags } {
  return ephemeral ? { ...body, flags: MessageFlags.Ephemeral } : body;
}
