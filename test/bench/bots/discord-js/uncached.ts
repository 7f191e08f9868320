import { type Client, type GuildMember, Options, type User } from "discord.js";
import { startBot } from "./bot.ts";

const itself = (each: { id: string; client: Client }) => each.id === each.client.user?.id;

/** Every cache that discord.js allows to switch off, switched off. It needs the bot's own user and members. */
startBot({
  makeCache: Options.cacheWithLimits({
    ApplicationCommandManager: 0,
    ApplicationEmojiManager: 0,
    AutoModerationRuleManager: 0,
    BaseGuildEmojiManager: 0,
    DMMessageManager: 0,
    EntitlementManager: 0,
    GuildBanManager: 0,
    GuildEmojiManager: 0,
    GuildForumThreadManager: 0,
    GuildInviteManager: 0,
    GuildMemberManager: { maxSize: 0, keepOverLimit: (member: GuildMember) => itself(member) },
    GuildMessageManager: 0,
    GuildScheduledEventManager: 0,
    GuildStickerManager: 0,
    GuildTextThreadManager: 0,
    MessageManager: 0,
    PresenceManager: 0,
    ReactionManager: 0,
    ReactionUserManager: 0,
    StageInstanceManager: 0,
    ThreadManager: 0,
    ThreadMemberManager: 0,
    UserManager: { maxSize: 0, keepOverLimit: (user: User) => itself(user) },
    VoiceStateManager: 0,
  }),
  sweepers: { ...Options.DefaultSweeperSettings },
});
