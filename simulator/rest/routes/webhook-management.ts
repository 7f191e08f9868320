import { randomBytes } from "node:crypto";
import type { Channel, Fields, Webhook } from "../../world/model.ts";
import { DiscordError } from "../discord-error.ts";
import { channelOf, guildOf, requireInChannel, requireInGuild } from "../lookup.ts";
import {
  noContent,
  ok,
  openRoute,
  param,
  type RestContext,
  type RestResult,
  type Route,
  route,
} from "../route.ts";

/** Webhooks themselves; sending through them is another file's. */
export const webhookManagementRoutes: Route[] = [
  route("GET /channels/{channel_id}/webhooks", listOfChannel),
  route("POST /channels/{channel_id}/webhooks", create),
  route("GET /guilds/{guild_id}/webhooks", listOfGuild),
  route("GET /webhooks/{webhook_id}", (context) => ok(webhookOf(context))),
  route("PATCH /webhooks/{webhook_id}", edit),
  route("DELETE /webhooks/{webhook_id}", remove),
  openRoute("GET /webhooks/{webhook_id}/{webhook_token}", (context) => ok(withToken(context))),
];

function listOfChannel(context: RestContext): RestResult {
  const channel = channelOf(context);
  requireInChannel(context, channel, "ManageWebhooks");
  return ok([...context.world.webhooks.values()].filter((webhook) => webhook.channel_id === channel.id));
}

function listOfGuild(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "ManageWebhooks");
  return ok([...context.world.webhooks.values()].filter((webhook) => webhook.guild_id === guild.id));
}

function create(context: RestContext): RestResult {
  const { world } = context;
  const channel = channelOf(context);
  requireInChannel(context, channel, "ManageWebhooks");
  const id = world.ids.next();
  const token = randomBytes(51).toString("base64url");
  const webhook: Webhook = {
    id,
    type: 1,
    channel_id: channel.id,
    ...(channel.guild_id ? { guild_id: channel.guild_id } : {}),
    name: String(context.body["name"]),
    avatar: null,
    token,
    application_id: world.options.applicationId,
    user: world.bot,
    url: `${context.origin}/api/v10/webhooks/${id}/${token}`,
  };
  world.webhooks.set(id, webhook);
  tell(context, channel);
  return ok(webhook);
}

function edit(context: RestContext): RestResult {
  const webhook = webhookOf(context);
  const { name, channel_id: channelId } = context.body;
  if (typeof name === "string") webhook.name = name;
  if (typeof channelId === "string") webhook.channel_id = channelId;
  return ok(webhook);
}

function remove(context: RestContext): RestResult {
  const webhook = webhookOf(context);
  context.world.webhooks.delete(webhook.id);
  const channel = context.world.channels.get(webhook.channel_id);
  if (channel) tell(context, channel);
  return noContent();
}

function webhookOf(context: RestContext): Webhook {
  const webhook = context.world.webhooks.get(param(context, "webhook_id"));
  if (!webhook) throw new DiscordError("unknownWebhook");
  return webhook;
}

function withToken(context: RestContext): Fields {
  const { user: _user, ...webhook } = webhookOf(context);
  if (webhook.token !== param(context, "webhook_token")) throw new DiscordError("invalidWebhookToken");
  return webhook;
}

function tell({ world }: RestContext, channel: Channel): void {
  const guildId = channel.guild_id;
  world.dispatch("WEBHOOKS_UPDATE", { guild_id: guildId, channel_id: channel.id }, { guildId });
}
