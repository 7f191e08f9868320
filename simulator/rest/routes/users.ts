import { createHash } from "node:crypto";
import { ApplicationFlags } from "discord-api-types/v10";
import type { Fields } from "../../world/model.ts";
import { permissionsOf } from "../../world/permissions.ts";
import { DiscordError, invalidField } from "../discord-error.ts";
import { guildOf, userOf } from "../lookup.ts";
import { noContent, ok, param, type RestContext, type Route, route } from "../route.ts";

/** Users, the bot's own account, and direct message channels. */
export const userRoutes: Route[] = [
  route("GET /users/@me", (context) => ok(self(context))),
  route("PATCH /users/@me", (context) => {
    const { username, avatar, banner } = context.body;
    const { bot } = context.world;
    const images = { avatar: imageHash("avatar", avatar), banner: imageHash("banner", banner) };
    if (typeof username === "string") bot.username = username;
    if (images.avatar !== undefined) bot.avatar = images.avatar;
    if (images.banner !== undefined) bot["banner"] = images.banner;
    context.world.dispatch("USER_UPDATE", self(context), {});
    return ok(self(context));
  }),
  route("GET /users/@me/guilds", ({ world }) =>
    ok(
      [...world.guilds.values()].map((guild) => ({
        id: guild.id,
        name: guild.fields.name,
        icon: null,
        banner: null,
        owner: false,
        permissions: permissionsOf(guild, world.bot.id).toString(),
        features: [],
      })),
    ),
  ),
  route("DELETE /users/@me/guilds/{guild_id}", (context) => {
    const guild = guildOf(context);
    context.world.dispatch("GUILD_DELETE", { id: guild.id }, { guildId: guild.id });
    context.world.removeGuild(guild);
    return noContent();
  }),
  route("POST /users/@me/channels", openDm),
  route("GET /users/{user_id}", (context) => ok(userOf(context))),
  route("GET /applications/@me", (context) => ok(application(context))),
  route("PATCH /applications/@me", (context) => {
    const description = context.body["description"] as Fields | null | undefined;
    if (description !== undefined) context.world.description = String(description?.["default"] ?? "");
    return ok(application(context));
  }),
  route("GET /applications/{application_id}", (context) => {
    if (param(context, "application_id") !== context.world.options.applicationId)
      throw new DiscordError("unknownApplication");
    return ok(application(context));
  }),
  route("GET /oauth2/applications/@me", (context) => ok(application(context))),
];

/**
 * What Discord calls an image: its hash, null for none. Undefined where nothing was sent.
 * https://discord.com/developers/docs/reference#image-data
 */
function imageHash(field: string, data: unknown): string | null | undefined {
  if (data === undefined || data === null) return data;
  const base64 = /^data:image\/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/]+={0,2})$/.exec(String(data))?.[1];
  if (base64 === undefined) throw invalidField([field], "BASE_TYPE_IMAGE", "Invalid image data");
  return createHash("md5").update(base64, "base64").digest("hex");
}

function self({ world }: RestContext) {
  return { ...world.bot, email: null, verified: true, mfa_enabled: true, locale: "en-US", flags: 0 };
}

function openDm(context: RestContext) {
  const recipient = String(context.body["recipient_id"] ?? "");
  const user = context.world.users.get(recipient);
  if (!user) throw invalidField(["recipient_id"], "INVALID_RECIPIENT", "Invalid Recipient(s)");
  if (user.id === context.world.bot.id) throw new DiscordError("cannotDm");
  return ok(context.world.dmChannel(user));
}

function application({ world }: RestContext) {
  const { applicationId } = world.options;
  return {
    id: applicationId,
    name: world.bot.username,
    icon: null,
    description: world.description,
    type: null,
    summary: "",
    bot: world.bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: flagsOf(world.options.privilegedIntents),
    flags_new: String(flagsOf(world.options.privilegedIntents)),
    hook: true,
    integration_types_config: { "0": {} },
    owner: { ...world.bot, id: (BigInt(applicationId) + 1n).toString(), username: "owner", bot: false },
    team: null,
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    event_webhooks_status: 1,
    max_participants: null,
    tags: [],
    eligible_oauth2_scopes: ["bot", "applications.commands"],
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
  };
}

/** The flags of an application that says which privileged intents are switched on, as for one in few guilds. */
function flagsOf(privilegedIntents: boolean): number {
  const { GatewayPresenceLimited, GatewayGuildMembersLimited, GatewayMessageContentLimited } =
    ApplicationFlags;
  return privilegedIntents
    ? GatewayPresenceLimited | GatewayGuildMembersLimited | GatewayMessageContentLimited
    : 0;
}
