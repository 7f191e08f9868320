import {
  InteractionResponseType as Callback,
  InteractionType,
  MessageFlags,
  MessageType,
} from "discord-api-types/v10";
import type { Interaction } from "../../world/interactions.ts";
import { createMessage, editMessage, isEphemeral } from "../../world/messages.ts";
import type { Component, Fields, Message } from "../../world/model.ts";
import { componentFaults } from "../components.ts";
import { DiscordError, invalidField } from "../discord-error.ts";
import { asMessageBody, attachmentsOf, messageChange, refuseEmpty, refuseFaulty } from "../message-body.ts";
import { noContent, ok, openRoute, param, type RestContext, type RestResult, type Route } from "../route.ts";

/** The first answer to an interaction. */
export const interactionRoutes: Route[] = [
  openRoute("POST /interactions/{interaction_id}/{interaction_token}/callback", answer),
];

/** Callback types by the interactions they may answer; PONG is for endpoints, not for the gateway. */
const ALLOWED: Readonly<Record<number, readonly number[]>> = {
  [InteractionType.ApplicationCommand]: [4, 5, 9, 10, 12],
  [InteractionType.MessageComponent]: [4, 5, 6, 7, 9, 10, 12],
  [InteractionType.ApplicationCommandAutocomplete]: [8],
  [InteractionType.ModalSubmit]: [4, 5, 6, 7, 10, 12],
};

function answer(context: RestContext): RestResult {
  const interaction = openInteraction(context);
  const type = Number(context.body["type"]);
  refuseWrongType(interaction, type);
  const data = (context.body["data"] ?? null) as Fields | null;
  const message = carryOut(context, interaction, type, data ?? {});
  interaction.answer = { type, data };
  interaction.message = message;
  context.world.interactions.changed(interaction);
  return context.query.get("with_response") === "true"
    ? ok(callbackResponse(interaction, type, message))
    : noContent();
}

/** The interaction of the path. Throws 10062 when it is unknown or too old, 40060 when it is answered. */
function openInteraction(context: RestContext): Interaction {
  const { interactions, options } = context.world;
  const interaction = interactions.get(param(context, "interaction_id"));
  if (!interaction || interaction.token !== param(context, "interaction_token")) {
    throw new DiscordError("unknownInteraction");
  }
  if (interaction.answer) throw new DiscordError("alreadyAnswered");
  if (Date.now() - interaction.createdAt > options.interactionTimeout)
    throw new DiscordError("unknownInteraction");
  return interaction;
}

function refuseWrongType(interaction: Interaction, type: number): void {
  const update = type === Callback.DeferredMessageUpdate || type === Callback.UpdateMessage;
  // A modal that a command opened has no message to update.
  if (ALLOWED[interaction.type]?.includes(type) && !(update && !interaction.source)) return;
  throw invalidField(
    ["type"],
    "INTERACTION_TYPE_INVALID_CALLBACK",
    "This callback type cannot answer this interaction.",
  );
}

function carryOut(
  context: RestContext,
  interaction: Interaction,
  type: number,
  data: Fields,
): Message | undefined {
  switch (type) {
    case Callback.ChannelMessageWithSource:
      return respond(context, interaction, data);
    case Callback.DeferredChannelMessageWithSource:
      return defer(context, interaction, data);
    case Callback.DeferredMessageUpdate:
      return interaction.source;
    case Callback.UpdateMessage:
      return update(context, interaction, data);
    case Callback.Modal:
      refuseFaultyModal(data);
      return undefined;
    default:
      return undefined;
  }
}

function respond(context: RestContext, interaction: Interaction, data: Fields): Message {
  const body = asMessageBody(data);
  refuseFaulty(body, ["data"]);
  refuseEmpty(body, context.files);
  return responseMessage(context, interaction, data, body.flags ?? 0);
}

function defer(context: RestContext, interaction: Interaction, data: Fields): Message {
  const flags = (Number(data["flags"] ?? 0) & MessageFlags.Ephemeral) | MessageFlags.Loading;
  interaction.loading = true;
  return responseMessage(context, interaction, {}, flags);
}

function update(context: RestContext, interaction: Interaction, data: Fields): Message | undefined {
  const body = asMessageBody(data);
  refuseFaulty(body, ["data"]);
  const { source } = interaction;
  return source && editMessage(context.world, source, messageChange(context, source, body));
}

/** Creates the message that answers an interaction, or follows it up. */
export function responseMessage(
  context: RestContext,
  interaction: Interaction,
  data: Fields,
  flags: number,
  followup = false,
): Message {
  const { world } = context;
  const channel = world.channels.get(interaction.channelId);
  if (!channel) throw new DiscordError("unknownChannel");
  const body = asMessageBody(data);
  const command = interaction.type === InteractionType.ApplicationCommand;
  return createMessage(world, {
    channel,
    author: world.bot,
    content: body.content,
    embeds: body.embeds,
    components: body.components,
    attachments: attachmentsOf(context, channel.id, body),
    allowedMentions: body.allowed_mentions,
    flags,
    tts: body.tts ?? false,
    type: followup ? MessageType.Reply : command ? MessageType.ChatInputCommand : MessageType.Default,
    webhookId: world.options.applicationId,
    applicationId: world.options.applicationId,
    extra: { interaction_metadata: metadataOf(interaction), ...(body.poll ? { poll: body.poll } : {}) },
  });
}

function metadataOf({ id, type, user, name, guildId, source }: Interaction): Fields {
  const owners = guildId ? { "0": guildId } : { "0": "0" };
  return {
    id,
    type,
    user,
    authorizing_integration_owners: owners,
    ...(name ? { name, command_type: 1 } : {}),
    ...(source ? { interacted_message_id: source.id } : {}),
  };
}

function refuseFaultyModal(data: Fields): void {
  const components = (data["components"] ?? []) as Component[];
  // The layout rules of messages do not hold for modals; that ids are unique does.
  const faults = componentFaults(components, MessageFlags.IsComponentsV2, ["data", "components"]);
  if (faults.length > 0) throw new DiscordError("invalidFormBody", faults);
}

function callbackResponse(interaction: Interaction, type: number, message: Message | undefined): Fields {
  const about = message && {
    response_message_id: message.id,
    response_message_loading: interaction.loading,
    response_message_ephemeral: isEphemeral(message),
  };
  const { id, type: interactionType, guildId, channelId } = interaction;
  const origin = { channel_id: channelId, ...(guildId ? { guild_id: guildId } : {}) };
  return {
    interaction: { id, type: interactionType, ...about, ...origin },
    resource: { type, ...(message ? { message } : {}) },
  };
}
