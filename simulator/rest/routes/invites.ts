import { randomBytes } from "node:crypto";
import type { Channel, Fields, Invite } from "../../world/model.ts";
import { DiscordError } from "../discord-error.ts";
import { channelOf, guildOf, requireInChannel, requireInGuild } from "../lookup.ts";
import { ok, param, type RestContext, type RestResult, type Route, route } from "../route.ts";

const DEFAULT_AGE = 86_400 /* s */;

/** Invites. They are made, listed and taken back, but nobody follows one by itself. */
export const inviteRoutes: Route[] = [
  route("POST /channels/{channel_id}/invites", create),
  route("GET /channels/{channel_id}/invites", listOfChannel),
  route("GET /guilds/{guild_id}/invites", listOfGuild),
  route("GET /invites/{code}", (context) => ok(inviteOf(context))),
  route("DELETE /invites/{code}", remove),
];

function create(context: RestContext): RestResult {
  const { world, body } = context;
  const channel = channelOf(context);
  requireInChannel(context, channel, "CreateInstantInvite");
  const age = Number(body["max_age"] ?? DEFAULT_AGE);
  const created = new Date();
  const about = {
    code: randomBytes(6).toString("base64url"),
    created_at: created.toISOString(),
    expires_at: age === 0 ? null : new Date(created.getTime() + age * 1_000).toISOString(),
    inviter: world.bot,
    max_age: age,
    max_uses: body["max_uses"] ?? 0,
    temporary: body["temporary"] ?? false,
    type: 0,
    uses: 0,
  };
  const guildId = channel.guild_id;
  const invite: Invite = { ...about, ...placeOf(context, channel), flags: 0 };
  world.invites.set(invite.code, invite);
  world.dispatch("INVITE_CREATE", { ...about, channel_id: channel.id, guild_id: guildId }, { guildId });
  return ok(invite);
}

function listOfChannel(context: RestContext): RestResult {
  const channel = channelOf(context);
  requireInChannel(context, channel, "ManageChannels");
  return ok([...context.world.invites.values()].filter((invite) => invite.channel.id === channel.id));
}

function listOfGuild(context: RestContext): RestResult {
  const guild = guildOf(context);
  requireInGuild(context, guild, "ManageGuild");
  return ok([...context.world.invites.values()].filter((invite) => invite.guild_id === guild.id));
}

function remove(context: RestContext): RestResult {
  const invite = inviteOf(context);
  const channel = context.world.channels.get(invite.channel.id);
  if (channel) requireInChannel(context, channel, "ManageChannels");
  context.world.invites.delete(invite.code);
  const guildId = invite.guild_id;
  const data = { channel_id: invite.channel.id, guild_id: guildId, code: invite.code };
  context.world.dispatch("INVITE_DELETE", data, { guildId });
  return ok(invite);
}

function inviteOf(context: RestContext): Invite {
  const invite = context.world.invites.get(param(context, "code"));
  if (!invite) throw new DiscordError("unknownInvite");
  return invite;
}

function placeOf(
  { world }: RestContext,
  channel: Channel,
): { channel: Fields & { id: string }; guild_id?: string } {
  const fields = world.guildOf(channel)?.fields;
  const partial = { id: channel.id, type: channel.type, name: channel.name };
  if (!fields) return { channel: partial };
  const { id, name, icon, splash, banner, description, features, verification_level, vanity_url_code } =
    fields;
  const guild = {
    id,
    name,
    icon,
    splash,
    banner,
    description,
    features,
    verification_level,
    vanity_url_code,
  };
  const more = { nsfw_level: 0, nsfw: false, premium_subscription_count: 0 };
  return { channel: partial, guild_id: id, ...{ guild: { ...guild, ...more } } };
}
