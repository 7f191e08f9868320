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
    if (typeof username === "string") bot.username = username;
    if (avatar !== undefined) bot.avatar = avatar === null ? null : "a".repeat(32);
    if (banner !== undefined) bot["banner"] = banner === null ? null : "b".repeat(32);
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
  route("GET /applications/{application_id}", (context) => {
    if (param(context, "application_id") !== context.world.options.applicationId)
      throw new DiscordError("unknownApplication");
    return ok(application(context));
  }),
  route("GET /oauth2/applications/@me", (context) => ok(application(context))),
];

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
    description: "",
    type: null,
    summary: "",
    bot: world.bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: "0".repeat(64),
    flags: 0,
    flags_new: "0",
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
