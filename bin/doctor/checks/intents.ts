import { ApplicationFlags } from "discord-api-types/v10";
import { INTENTS } from "../../../compiler/language/intents.ts";
import type { ExaminedBot } from "../bot.ts";
import { type DoctorCheck, type Finding, ok, problem } from "../check.ts";

/** What the developer portal calls them, and what says that they are on, for few guilds or for many. */
const PRIVILEGED: Readonly<Record<string, { readonly title: string; readonly flags: number }>> = {
  guild_presences: {
    title: "Presence Intent",
    flags: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited,
  },
  guild_members: {
    title: "Server Members Intent",
    flags: ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  },
  message_content: {
    title: "Message Content Intent",
    flags: ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
  },
};

export default {
  name: "intents",
  title: "Privileged intents",
  order: 90,
  covers: [],
  examine(bot) {
    const used = privilegedOf(bot);
    if (used.length === 0) return [ok("none")];
    return [ok(`${used.join(", ")}: on in the developer portal, and from 100 guilds on approved by Discord`)];
  },
  async live(bot, services) {
    const answer = await services.discord();
    if (answer === undefined)
      return [
        problem({
          set: "DISCORD_TOKEN is not set",
          fix: "set it in the environment, or in .env beside the YAML file",
          cost: "Discord was not asked",
        }),
      ];
    if ("failure" in answer)
      return [
        problem({
          set: `Discord does not answer as it should: ${answer.failure}`,
          fix: "check the token and the network",
          cost: "the bot does not start",
        }),
      ];
    return switchedOff(bot, answer.value.flags);
  },
} satisfies DoctorCheck;

function privilegedOf(bot: ExaminedBot): string[] {
  return bot.intents.filter((name) => INTENTS[name]?.privileged === true);
}

function switchedOff(bot: ExaminedBot, flags: number): Finding[] {
  return privilegedOf(bot).map((name) => {
    const { title, flags: on } = PRIVILEGED[name]!;
    if ((flags & on) !== 0) return ok(`${title} is on`);
    return problem({
      set: `${name} is used`,
      missing: `${title} is off`,
      fix: `https://discord.com/developers/applications → Bot → ${title}`,
      cost: "Discord refuses the connection (close code 4014)",
    });
  });
}
