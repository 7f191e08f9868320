import { expect, onTestFinished, test } from "vitest";
import { stringify } from "yaml";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** The properties that the reference has (expressions.md §9), by an event in which their root is there. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  message_create: paths({
    user: `id username discriminator tag bot mention avatar displayAvatarURL avatarURL banner bannerURL
      global_name globalName display_name displayName created_at createdAt createdTimestamp accent_color`,
    member: `id username tag bot user user.bot user.avatar user.id nickname display_name displayName avatar
      joined_at joinedAt boosting_since premiumSince is_boosting roles role_ids highest_role permissions is_owner
      pending mention created_at roles.cache.size roles.highest.name voice.channel_id voice.channelId
      voice.channel.name voice.channel.id voice.channel.members permissions.length`,
    guild: `id name icon iconURL owner_id ownerId member_count memberCount created_at createdAt premium_tier
      premiumTier premium_subscription_count premiumSubscriptionCount boost_count system_channel_id
      systemChannelId description banner bannerURL splashURL discoverySplashURL verification_level
      verificationLevel channel_count role_count emoji_count members.cache roles.cache channels.cache emojis.cache
      members.size`,
    channel: `id name type mention topic nsfw parent_id parentId position created_at createdAt parent parent.name`,
    message: `id content clean_content cleanContent created_at createdAt edited_at editedAt pinned tts url
      channel_id channelId guild_id author author.tag author.avatar author.mention member channel channel.id
      attachments embeds mentions mentions.users.size mentions.roles.size mention_roles mention_everyone reference
      content.length`,
    client: `user.tag user.id user.username guilds.size guilds.cache.size ping ws.ping uptime id username
      voice.channel_id voice.channel.members guildCount`,
    bot: "ping guilds",
    attachments: "length",
  }),
  message_reaction_add: paths({
    reaction: `emoji.name emoji.id emoji.animated count me message.id message.content message.author.tag
      message.author.avatar message.author.bot message.url message.created_at`,
  }),
  role_update: paths({
    role: `id name color hex_color hexColor position hoist mentionable managed mention created_at createdAt
      members.size`,
    old_role: "name hexColor",
  }),
  voice_state_update: paths({
    new_voice_state:
      "channel channel.name channel_id channelId streaming self_mute selfMute self_deaf selfDeaf server_mute",
    old_voice_state: "channel.name channelId",
    new_state: "channel_id",
    old_state: "channel_id",
  }),
  thread_create: paths({
    thread: "id name parent_id parentId owner_id ownerId archived locked member_count",
  }),
};

function paths(roots: Readonly<Record<string, string>>): string[] {
  return Object.entries(roots).flatMap(([root, list]) =>
    list
      .trim()
      .split(/\s+/)
      .map((path) => `${root}.${path}`),
  );
}

test("what was shown to be there may be read, wherever it comes from", async () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const then = (condition: string, value: string) => ({
    flow_if: { if: condition, then: [{ log: `\${${value}}` }] },
  });
  const events = {
    message_reaction_add: [
      then("message", "message.content.length"),
      then("message.content && message.author", "truncate(message.content, 5) + message.author.tag"),
      then("user.global_name", "upper(user.global_name)"),
      then("reaction.count", "reaction.count + 1"),
    ],
    message_create: [
      then("member.voice.channel_id", "mention('channel', member.voice.channel_id)"),
      then("member.voice", "member.voice.channel.name"),
      then("member && member.joined_at", "dateAdd(member.joined_at, 1, 'd')"),
      then("channel.parent", "channel.parent.name.toUpperCase()"),
      then("message.member", "message.member.display_name"),
      then("guild && guild.icon", "guild.icon.length"),
    ],
    voice_move: [then("old_channel && old_state.channel", "old_channel.name + old_state.channel.name")],
  };
  writeFiles(folder.path, { "furlow.yaml": stringify({ version: "0.1", name: "Shown", events }) });
  const { diagnostics } = await buildBot({ folder: folder.path });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map((each) => `${describeDiagnostic(each)} ${each.message}`)).toEqual([]);
});

test("every property of the reference is there, and type-checks", async () => {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const events = Object.entries(PATHS).map(([event, list]) => [
    event,
    [{ log: { message: "values", data: Object.fromEntries(list.map((path) => [path, `\${${path}}`])) } }],
  ]);
  writeFiles(folder.path, {
    "furlow.yaml": stringify({ version: "0.1", name: "Paths", events: Object.fromEntries(events) }),
  });
  const { diagnostics } = await buildBot({ folder: folder.path });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map((each) => `${describeDiagnostic(each)} ${each.message}`)).toEqual([]);
});
