import { ChannelType, PermissionFlagsBits, type TextChannel } from "discord.js";
import { expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { nextEvent, type Scenario, scenario } from "./harness.ts";

function guildOf({ client }: Scenario) {
  const guild = client.guilds.cache.get(DEFAULT_IDS.guild);
  if (!guild) throw new Error("the default guild is missing");
  return guild;
}

test("members are fetched in chunks, singly and by search", () =>
  scenario({}, async (here) => {
    const guild = guildOf(here);
    expect((await guild.members.fetch()).size).toBe(3);
    expect((await guild.members.fetch(DEFAULT_IDS.user)).user.username).toBe("tester");
    expect((await guild.members.search({ query: "test" })).size).toBe(1);
    expect((await guild.members.list({ limit: 10 })).size).toBe(3);
    await expect(guild.members.fetch({ user: "1", force: true })).rejects.toMatchObject({ code: 10_013 });
  }));

test("members join and leave", () =>
  scenario({}, async ({ sim, client }) => {
    const joined = nextEvent(client, "guildMemberAdd");
    const { user } = await sim.control.joinMember(DEFAULT_IDS.guild, { username: "new" });
    expect((await joined)[0].user.username).toBe("new");
    const left = nextEvent(client, "guildMemberRemove");
    await sim.control.leaveMember(DEFAULT_IDS.guild, user.id);
    expect((await left)[0].id).toBe(user.id);
  }));

test("roles: created, given, taken, moved, deleted", () =>
  scenario({}, async (here) => {
    const guild = guildOf(here);
    const role = await guild.roles.create({
      name: "Hero",
      colors: { primaryColor: 0xff0000 },
      permissions: ["SendMessages"],
      hoist: true,
    });
    expect(role.permissions.bitfield).toBe(PermissionFlagsBits.SendMessages);
    const member = await guild.members.fetch(DEFAULT_IDS.user);
    const updated = nextEvent(here.client, "guildMemberUpdate");
    await member.roles.add(role, "deserved");
    expect((await updated)[1].roles.cache.has(role.id)).toBe(true);
    const [request] = await here.sim.control.requests({ method: "PUT" });
    expect(request?.headers.reason).toBe("deserved");
    await member.roles.remove(role);
    await member.roles.set([role]);
    await role.edit({ name: "Villain" });
    await role.delete();
    expect(
      (await guild.members.fetch({ user: DEFAULT_IDS.user, force: true })).roles.cache.has(role.id),
    ).toBe(false);
  }));

test("the bot cannot reach above its own role", () =>
  scenario(
    {
      sim: {
        guilds: [
          {
            id: "7000",
            roles: [{ id: "7001", name: "Boss" }],
            botRolePosition: 1,
            members: [{ id: "7002" }],
          },
        ],
      },
    },
    async ({ client }) => {
      const guild = client.guilds.cache.get("7000");
      await expect(guild?.members.addRole({ user: "7002", role: "7001" })).rejects.toMatchObject({
        code: 50_013,
      });
    },
  ));

test("moderation: nickname, timeout, kick, ban, unban", () =>
  scenario({}, async (here) => {
    const guild = guildOf(here);
    const member = await guild.members.fetch(DEFAULT_IDS.user);
    await member.setNickname("Nick");
    await member.timeout(60_000, "spam");
    expect(member.isCommunicationDisabled()).toBe(true);
    await member.timeout(null);
    await member.kick("bye");
    const { user } = await here.sim.control.addMember(DEFAULT_IDS.guild, { username: "bad" });
    await guild.bans.create(user.id, { reason: "bad", deleteMessageSeconds: 60 });
    expect((await guild.bans.fetch(user.id)).reason).toBe("bad");
    expect((await guild.bans.fetch()).size).toBe(1);
    await guild.bans.remove(user.id);
    await expect(guild.bans.fetch({ user: user.id, force: true })).rejects.toMatchObject({ code: 10_026 });
  }));

test("channels: created, edited, permissions set, deleted", () =>
  scenario({}, async (here) => {
    const guild = guildOf(here);
    const created = nextEvent(here.client, "channelCreate");
    const channel = await guild.channels.create({ name: "new", type: ChannelType.GuildText, topic: "t" });
    expect((await created)[0].id).toBe(channel.id);
    await channel.edit({ name: "renamed", rateLimitPerUser: 5 });
    await channel.permissionOverwrites.edit(DEFAULT_IDS.role, { SendMessages: false });
    const fetched = (await guild.channels.fetch(channel.id, { force: true })) as TextChannel;
    expect(fetched.permissionOverwrites.cache.get(DEFAULT_IDS.role)?.deny.has("SendMessages")).toBe(true);
    await channel.permissionOverwrites.delete(DEFAULT_IDS.role);
    await channel.sendTyping();
    await channel.createInvite({ maxAge: 0 });
    await channel.delete();
    await expect(channel.send("gone")).rejects.toMatchObject({ code: 10_003 });
  }));

test("the guild and the bot's own account are edited", () =>
  scenario({}, async (here) => {
    await guildOf(here).setName("Renamed");
    expect((await here.client.guilds.fetch({ guild: DEFAULT_IDS.guild, force: true })).name).toBe("Renamed");
    await here.client.user.setUsername("renamed-bot");
    expect(here.client.user.username).toBe("renamed-bot");
    here.client.user.setActivity("a game");
    const presence = async () => (await here.sim.control.sessions())[0]?.presence;
    await expect.poll(presence).toMatchObject({ activities: [{ name: "a game" }] });
  }));
