import { DiscordAPIError } from "@discordjs/rest";
import {
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from "discord-api-types/v10";
import type { Bot } from "../bot/bot.ts";
import { FurlowError } from "../errors/errors.ts";
import type { MessageBody, OutgoingMessage } from "../messages/body.ts";
import type { LoadedFile } from "../messages/files.ts";
import type { Modal } from "../messages/modals.ts";
import type { Interaction, Message } from "../types.ts";

/** How far an interaction has been answered; `acknowledged`: without anything that the user sees. */
export type AnswerState = "open" | "deferred" | "acknowledged" | "answered";

/** The answer to an interaction: at first a response, later follow-ups. */
export interface Answer {
  readonly state: AnswerState;
  /** Whether only the user sees what does not say so itself. */
  ephemeral: boolean;
  /** Answers, fills in a deferred answer, or follows up; gives the message when it is wanted. */
  send(message: OutgoingMessage, ephemeral: boolean, wantsMessage: boolean): Promise<Message | undefined>;
  /** Changes the message with the component, or the answer given so far. Throws E3003 when there is neither. */
  update(message: OutgoingMessage): Promise<void>;
  /** Opens a modal. Throws E3003 when there is an answer already. */
  showModal(modal: Modal): Promise<void>;
  /** Says that the answer comes later; nothing when there is one already. */
  defer(ephemeral: boolean): Promise<void>;
  /**
   * Says that the message with the component changes later, or not at all; nothing when there is an answer
   * already. Without such a message as `defer`.
   */
  deferUpdate(): Promise<void>;
  /** Acknowledges what nothing has answered, so that the user is not left waiting. */
  settle(): Promise<void>;
}

export class InteractionAnswer implements Answer {
  state: AnswerState = "open";
  ephemeral = false;
  /** Whether the message with the component was changed after the first answer. */
  #hasUpdated = false;

  constructor(
    private readonly bot: Bot,
    private readonly interaction: Interaction,
    /** Whether a process that died may have answered already, which is then as good as doing it here. */
    private readonly mayRepeat = false,
  ) {}

  async send(
    message: OutgoingMessage,
    ephemeral: boolean,
    wantsMessage: boolean,
  ): Promise<Message | undefined> {
    if (this.state === "open") {
      return this.#advance("answered", () => this.#respond(message, ephemeral, wantsMessage));
    }
    if (this.state === "deferred") return this.#advance("answered", () => this.#editOriginal(message));
    return this.#advance("answered", () => this.#followUp(message, ephemeral));
  }

  async update(message: OutgoingMessage): Promise<void> {
    const { application_id, token, message: source } = this.interaction;
    if (this.state === "open") {
      if (source === undefined) throw new FurlowError("E3003", "There is no message to update");
      const response = { type: InteractionResponseType.UpdateMessage, data: message.body };
      await this.#advance("answered", () => this.#callback(response, false, message.files));
    } else if (source === undefined) await this.#advance("answered", () => this.#editOriginal(message));
    else {
      const route = Routes.webhookMessage(application_id, token, source.id);
      // An answer that was promised is still to come.
      const next = this.state === "deferred" ? "deferred" : "answered";
      await this.#advance(next, () => this.bot.rest.patch(route, { ...request(message), auth: false }));
      this.#hasUpdated = true;
    }
  }

  async showModal(modal: Modal): Promise<void> {
    if (this.state !== "open") {
      throw new FurlowError("E3003", "A modal has to be the first answer, and there is one already");
    }
    const response = { type: InteractionResponseType.Modal, data: modal };
    await this.#advance("answered", () => this.#callback(response, false));
  }

  async defer(ephemeral: boolean): Promise<void> {
    if (this.state !== "open") return;
    const type = InteractionResponseType.DeferredChannelMessageWithSource;
    const response = ephemeral ? { type, data: { flags: MessageFlags.Ephemeral } } : { type };
    await this.#advance("deferred", () => this.#callback(response, false));
  }

  async deferUpdate(): Promise<void> {
    if (this.interaction.message === undefined) return this.defer(true);
    if (this.state !== "open") return;
    const response = { type: InteractionResponseType.DeferredMessageUpdate };
    await this.#advance("acknowledged", () => this.#callback(response, false));
  }

  async settle(): Promise<void> {
    const open = this.state === "open";
    if (open) await this.deferUpdate();
    // What a command has opened has no message: then the answer that was promised is taken back, and so is one in
    // whose stead the message was changed.
    if (this.state !== "deferred" || !(open || this.#hasUpdated)) return;
    const { application_id, token } = this.interaction;
    await this.#advance("acknowledged", () =>
      this.bot.rest.delete(Routes.webhookMessage(application_id, token, "@original"), { auth: false }),
    );
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

  async #respond(
    { body, files }: OutgoingMessage,
    ephemeral: boolean,
    wantsMessage: boolean,
  ): Promise<Message | undefined> {
    const type = InteractionResponseType.ChannelMessageWithSource;
    const result = await this.#callback({ type, data: withFlags(body, ephemeral) }, wantsMessage, files);
    if (result === undefined && wantsMessage) return await this.#original();
    return result?.resource?.message as Message | undefined;
  }

  async #original(): Promise<Message> {
    const { application_id, token } = this.interaction;
    const route = Routes.webhookMessage(application_id, token, "@original");
    return (await this.bot.rest.get(route, { auth: false })) as Message;
  }

  async #followUp(message: OutgoingMessage, ephemeral: boolean): Promise<Message> {
    const { application_id, token } = this.interaction;
    return (await this.bot.rest.post(Routes.webhook(application_id, token), {
      ...request({ ...message, body: withFlags(message.body, ephemeral) }),
      auth: false,
    })) as Message;
  }

  async #editOriginal(message: OutgoingMessage): Promise<Message> {
    const { application_id, token } = this.interaction;
    const route = Routes.webhookMessage(application_id, token, "@original");
    return (await this.bot.rest.patch(route, { ...request(message), auth: false })) as Message;
  }

  async #callback(
    body: unknown,
    wantsMessage: boolean,
    files?: LoadedFile[],
  ): Promise<RESTPostAPIInteractionCallbackWithResponseResult | undefined> {
    const { id, token } = this.interaction;
    const query = wantsMessage ? new URLSearchParams({ with_response: "true" }) : undefined;
    const options = {
      body,
      auth: false,
      ...(query !== undefined && { query }),
      ...(files !== undefined && { files }),
    };
    try {
      return (await this.bot.rest.post(Routes.interactionCallback(id, token), options)) as
        | RESTPostAPIInteractionCallbackWithResponseResult
        | undefined;
    } catch (error) {
      if (this.mayRepeat && isAnswered(error)) return undefined;
      throw error;
    }
  }
}

/** Whether Discord has refused a first answer because there is one. */
function isAnswered(error: unknown): boolean {
  return (
    error instanceof DiscordAPIError &&
    error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged
  );
}

/** A message as the REST client takes it. */
export function request({ body, files }: OutgoingMessage): { body: MessageBody; files?: LoadedFile[] } {
  return files === undefined ? { body } : { body, files };
}

function withFlags(body: MessageBody, ephemeral: boolean): MessageBody & { flags?: MessageFlags } {
  return ephemeral ? { ...body, flags: MessageFlags.Ephemeral } : body;
}
