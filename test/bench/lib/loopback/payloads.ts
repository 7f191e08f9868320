import { slash } from "../../../../simulator/control/commands.ts";
import { joinMember, sendMessage } from "../../../../simulator/control/events.ts";
import { guildCreate } from "../../../../simulator/gateway/guild-create.ts";
import { Session } from "../../../../simulator/gateway/session.ts";
import { resolveOptions } from "../../../../simulator/options.ts";
import type { GuildSeed } from "../../../../simulator/seeds.ts";
import { World } from "../../../../simulator/world/world.ts";
import { Template } from "./template.ts";

/** Which members GUILD_CREATE lists: those Discord sends without the presence intent, or all. */
export type MemberListing = "as-sent" | "all";

/** The commands of the benchmark's bot, each with the options it is run with. */
export const CALLS = {
  ping: undefined,
  echo: { text: "What goes in comes out again", loud: false },
  count: undefined,
} as const;

export type CommandName = keyof typeof CALLS;

const MEMBERS = 50;
const CHANNELS = 25;
const ROLES = 12;
/** Members who sit in the voice channel: Discord lists them in any case. */
const IN_VOICE = 3;

/** Every id of the model guild begins so; another guild has its number there. */
const MARKER = "1777777";

/** The prefix that stands for MARKER in guild number `index`. */
function prefixOf(index: number): string {
  return `1${String(index).padStart(6, "0")}`;
}

function idOf(kind: number, number: number): string {
  return `${MARKER}0000${String(kind)}${String(number).padStart(7, "0")}`;
}

const GUILD = idOf(0, 0);
const CHANNEL = (number: number) => idOf(1, number);
const ROLE = (number: number) => idOf(2, number);
const MEMBER = (number: number) => idOf(3, number);
const VOICE = CHANNEL(CHANNELS - 1);

/** What the gateway sends, made by the simulator once and then copied with other ids. */
export class Payloads {
  readonly applicationId: string;
  readonly botUser: object;
  readonly #guilds: Readonly<Record<MemberListing, Template>>;
  readonly #commands: Readonly<Record<CommandName, Template>>;
  readonly #message: Template;
  readonly #update: Template;
  readonly #join: Template;

  constructor() {
    const world = new World(resolveOptions({}), [modelGuild()]);
    const sent = new Map<string, string>();
    world.dispatch = (event, data) => sent.set(event, JSON.stringify(data));
    this.applicationId = world.options.applicationId;
    this.botUser = world.bot;
    this.#guilds = { "as-sent": guildTemplate(world, "as-sent"), all: guildTemplate(world, "all") };
    const author = MEMBER(1);
    const interaction = (command: CommandName) => {
      const options = CALLS[command] === undefined ? {} : { options: { ...CALLS[command] } };
      const { interactionId, token } = slash(world, {
        command,
        guildId: GUILD,
        channelId: CHANNEL(0),
        user: author,
        ...options,
      });
      return new Template(sent.get("INTERACTION_CREATE")!, { guild: MARKER, id: interactionId, token });
    };
    this.#commands = { ping: interaction("ping"), echo: interaction("echo"), count: interaction("count") };
    const message = sendMessage(world, { author, channelId: CHANNEL(0), content: "@content@" });
    this.#message = new Template(sent.get("MESSAGE_CREATE")!, {
      guild: MARKER,
      id: message.id,
      content: "@content@",
    });
    const member = joinMember(world, GUILD, { id: MEMBER(999), username: "newcomer" });
    this.#join = new Template(sent.get("GUILD_MEMBER_ADD")!, { guild: MARKER });
    this.#update = new Template(JSON.stringify({ ...member, guild_id: GUILD }), { guild: MARKER });
  }

  guildId(index: number): string {
    return GUILD.replace(MARKER, prefixOf(index));
  }

  /** The channel that messages and commands of a guild come from. */
  channelId(index: number): string {
    return CHANNEL(0).replace(MARKER, prefixOf(index));
  }

  guild(index: number, listing: MemberListing): string {
    return this.#guilds[listing].fill({ guild: prefixOf(index) });
  }

  interaction(command: CommandName, guild: number, id: string, token: string): string {
    return this.#commands[command].fill({ guild: prefixOf(guild), id, token });
  }

  message(content: string, guild: number, id: string): string {
    return this.#message.fill({ guild: prefixOf(guild), id, content });
  }

  /** GUILD_MEMBER_UPDATE, which the benchmark's bot receives and has no handler for. */
  memberUpdate(guild: number): string {
    return this.#update.fill({ guild: prefixOf(guild) });
  }

  memberJoin(guild: number): string {
    return this.#join.fill({ guild: prefixOf(guild) });
  }
}

function modelGuild(): GuildSeed {
  const range = <T>(count: number, make: (number: number) => T) =>
    Array.from({ length: count }, (_, i) => make(i));
  return {
    id: GUILD,
    name: `Guild ${MARKER}`,
    ownerId: MEMBER(0),
    roles: range(ROLES, (i) => ({ id: ROLE(i), name: `Role number ${i}`, color: 0x10_20_30 + i })),
    channels: range(CHANNELS, (i) => ({
      id: CHANNEL(i),
      name: `channel-${i}`,
      topic: `What channel ${i} is about`,
      ...(CHANNEL(i) === VOICE && { type: 2 }),
      overwrites: [{ id: ROLE(i % ROLES), type: 0 as const, allow: ["SendMessages" as const] }],
    })),
    members: range(MEMBERS, (i) => ({
      id: MEMBER(i),
      username: `member${i}of${MARKER}`,
      globalName: `Member ${i}`,
      avatar: `a${MARKER}${String(i).padStart(24, "0")}`,
      roles: [ROLE(i % ROLES), ROLE((i + 5) % ROLES)],
      ...(i < IN_VOICE && { voiceChannelId: VOICE }),
    })),
  };
}

function guildTemplate(world: World, listing: MemberListing): Template {
  const guild = world.guilds.get(GUILD)!;
  const start = { shard: [0, 1], intents: 0, largeThreshold: 50, presence: null } as const;
  const data = guildCreate(guild, new Session("", start, 1), world.options.applicationId);
  if (listing === "all") data["members"] = [...guild.members.values()];
  return new Template(JSON.stringify(data), { guild: MARKER });
}
