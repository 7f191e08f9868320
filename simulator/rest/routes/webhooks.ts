import { MessageFlags } from "discord-api-types/v10";
import { buildUser } from "../../world/build.ts";
import type { Interaction } from "../../world/interactions.ts";
import { createMessage, deleteMessage, editMessage } from "../../world/messages.ts";
import type { Message, User, Webhook } from "../../world/model.ts";
import { DiscordError } from "../discord-error.ts";
import { asMessageBody, attachmentsOf, messageChange, refuseEmpty, refuseFaulty } from "../message-body.ts";
import { noContent, ok, openRoute, param, type RestContext, type RestResult, type Route } from "../route.ts";
import { responseMessage } from "./interactions.ts";

const BASE = "/webhooks/{webhook_id}/{webhook_token}";

/** Messages sent through a token: an interaction's, or a webhook's own. */
export const webhookMessageRoutes: Route[] = [
  openRoute(`POST ${BASE}`, execute),
  ...["@original", "{message_id}"].flatMap((message) => [
    openRoute(`GET ${BASE}/messages/${message}`, (context) => ok(targetOf(context))),
    openRoute(`PATCH ${BASE}/messages/${message}`, edit),
    openRoute(`DELETE ${BASE}/messages/${message}`, remove),
  ]),
];

function execute(context: RestContext): RestResult {
  const body = asMessageBody(context.body);
  refuseFaulty(body);
  refuseEmpty(body, context.files);
  const interaction = interactionOf(context);
  if (interaction) return ok(followUp(context, interaction));
  const message = executeWebhook(context, webhookOf(context));
  return context.query.get("wait") === "true" ? ok(message) : noContent();
}

function followUp(context: RestContext, interaction: Interaction): Message {
  // The first message after a deferral takes the place of "is thinking".
  if (interaction.loading && interaction.message) return fill(context, interaction, interaction.message);
  const flags = Number(context.body["flags"] ?? 0);
  const message = responseMessage(context, interaction, context.body, flags, true);
  interaction.followups.push(message);
  context.world.interactions.changed(interaction);
  return message;
}

function fill(context: RestContext, interaction: Interaction, message: Message): Message {
  const change = messageChange(context, message, asMessageBody(context.body));
  const flags = (change.flags ?? message.flags) & ~MessageFlags.Loading;
  interaction.loading = false;
  const filled = editMessage(context.world, message, { ...change, flags });
  context.world.interactions.changed(interaction);
  return filled;
}

function edit(context: RestContext): RestResult {
  const message = targetOf(context);
  const body = asMessageBody(context.body);
  refuseFaulty({ ...body, flags: body.flags ?? message.flags });
  const interaction = interactionOf(context);
  if (interaction) {
    if (message === interaction.message) return ok(fill(context, interaction, message));
    const edited = editMessage(context.world, message, messageChange(context, message, body));
    context.world.interactions.changed(interaction);
    return ok(edited);
  }
  return ok(editMessage(context.world, message, messageChange(context, message, body)));
}

function remove(context: RestContext): RestResult {
  deleteMessage(context.world, targetOf(context));
  return noContent();
}

/** The message of the path; throws 10008, and 10015 or 50027 for the token. */
function targetOf(context: RestContext): Message {
  const interaction = interactionOf(context);
  const id = context.params["message_id"] ?? "@original";
  if (!interaction) return messageOfWebhook(context, id);
  const wanted = id === "@original" ? interaction.message?.id : id;
  const message = wanted && context.world.messagesOf(interaction.channelId).get(wanted);
  if (!message) throw new DiscordError("unknownMessage");
  return message;
}

function messageOfWebhook(context: RestContext, id: string): Message {
  const webhook = webhookOf(context);
  const message = context.world.messagesOf(context.query.get("thread_id") ?? webhook.channel_id).get(id);
  if (!message || message.webhook_id !== webhook.id) throw new DiscordError("unknownMessage");
  return message;
}

/** The interaction whose token the path carries, when the webhook is the application's. Throws 50027. */
function interactionOf(context: RestContext): Interaction | undefined {
  const { world } = context;
  if (param(context, "webhook_id") !== world.options.applicationId) return undefined;
  const interaction = world.interactions.withToken(param(context, "webhook_token"));
  const alive = interaction && Date.now() - interaction.createdAt < world.options.interactionTokenLife;
  if (!alive) throw new DiscordError("invalidWebhookToken");
  if (!interaction.answer) throw new DiscordError("unknownWebhook");
  return interaction;
}

function webhookOf(context: RestContext): Webhook {
  const webhook = context.world.webhooks.get(param(context, "webhook_id"));
  if (!webhook) throw new DiscordError("unknownWebhook");
  if (webhook.token !== param(context, "webhook_token")) throw new DiscordError("invalidWebhookToken");
  return webhook;
}

function executeWebhook(context: RestContext, webhook: Webhook): Message {
  const { world } = context;
  const body = asMessageBody(context.body);
  const channel = world.channels.get(context.query.get("thread_id") ?? webhook.channel_id);
  if (!channel) throw new DiscordError("unknownChannel");
  return createMessage(world, {
    channel,
    author: webhookAuthor(webhook, body.username),
    content: body.content,
    embeds: body.embeds,
    components: body.components,
    attachments: attachmentsOf(context, channel.id, body),
    allowedMentions: body.allowed_mentions,
    flags: body.flags ?? 0,
    tts: body.tts ?? false,
    webhookId: webhook.id,
  });
}

function webhookAuthor(webhook: Webhook, username: string | null | undefined): User {
  const user = buildUser(webhook.id, { username: username ?? webhook.name ?? "webhook", bot: true });
  return { ...user, discriminator: "0000", avatar: webhook.avatar };
}
