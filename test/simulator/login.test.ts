import { GatewayIntentBits } from "discord.js";
import { expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { createClient, nextEvent, scenario, startTestSimulator } from "./harness.ts";

test("a client logs in and knows its guild", () =>
  scenario({}, async ({ sim, client }) => {
    expect(client.user.id).toBe(sim.applicationId);
    const guild = client.guilds.cache.get(DEFAULT_IDS.guild);
    expect(guild?.name).toBe("Test Guild");
    expect(guild?.memberCount).toBe(3);
    expect(guild?.channels.cache.map(({ name }) => name)).toEqual(["general", "random", "Voice"]);
    expect(guild?.members.me?.permissions.has("SendMessages")).toBe(true);
    // Without GUILD_PRESENCES only the bot itself is in GUILD_CREATE.
    expect([...(guild?.members.cache.keys() ?? [])]).toEqual([sim.applicationId]);
    const [session] = await sim.control.sessions();
    expect(session).toMatchObject({ shard: [0, 1], connected: true, identifies: 1, resumes: 0 });
  }));

test("with GUILD_PRESENCES a small guild comes with all its members", () =>
  scenario(
    { client: { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildPresences] } },
    async ({ client }) => {
      expect(client.guilds.cache.get(DEFAULT_IDS.guild)?.members.cache.size).toBe(3);
    },
  ));

test("members in voice channels come without GUILD_PRESENCES too", () =>
  scenario(
    {
      sim: {
        guilds: [
          {
            channels: [{ id: "9000", name: "Voice", type: 2 }],
            members: [{ id: "8000", voiceChannelId: "9000" }, { id: "8001" }],
          },
        ],
      },
    },
    async ({ sim, client }) => {
      expect([...(client.guilds.cache.first()?.members.cache.keys() ?? [])]).toEqual([
        sim.applicationId,
        "8000",
      ]);
    },
  ));

test("shards log in at once within max_concurrency, and guilds spread over them", () =>
  scenario(
    {
      sim: { maxConcurrency: 4, recommendedShards: 4, guilds: Array.from({ length: 8 }, () => ({})) },
      client: { shards: "auto" },
    },
    async ({ sim, client }) => {
      expect(client.ws.shards.size).toBe(4);
      expect(client.guilds.cache.size).toBe(8);
      for (const shard of [0, 1, 2, 3]) {
        expect(client.guilds.cache.filter((guild) => guild.shardId === shard).size).toBe(2);
      }
      const sessions = await sim.control.sessions();
      expect(sessions.map(({ shard }) => shard).sort()).toEqual([0, 1, 2, 3].map((id) => [id, 4]));
      expect(sessions.every(({ connected, identifies }) => connected && identifies === 1)).toBe(true);
    },
  ));

test("with max_concurrency 1 the client waits between IDENTIFYs and is never refused", () =>
  scenario({ sim: { maxConcurrency: 1 }, client: { shards: [0, 1], shardCount: 2 } }, async ({ sim }) => {
    const sessions = await sim.control.sessions();
    expect(sessions).toHaveLength(2);
    expect(sessions.every(({ identifies }) => identifies === 1)).toBe(true);
    const { remaining, total } = (await sim.control.gatewayInfo()).sessionStartLimit;
    expect(total - remaining).toBe(2);
  }));

test("a wrong token is refused by REST with 401", async () => {
  const sim = await startTestSimulator();
  const client = createClient(sim);
  await expect(client.login(`${sim.token}x`)).rejects.toThrow(/invalid token/i);
  await sim.close();
});

test("4014 for privileged intents that are not granted", async () => {
  const sim = await startTestSimulator({ privilegedIntents: false });
  const client = createClient(sim);
  await expect(client.login(sim.token)).rejects.toThrow(/disallowed intents/i);
  await client.destroy();
  await sim.close();
});

test("an outage of a guild begins and ends", () =>
  scenario({}, async ({ sim, client }) => {
    const gone = nextEvent(client, "guildUnavailable");
    await sim.control.removeGuild(DEFAULT_IDS.guild, { unavailable: true });
    await gone;
    const back = nextEvent(client, "guildAvailable");
    await sim.control.addGuild({ id: DEFAULT_IDS.guild });
    expect((await back)[0].channels.cache.size).toBe(3);
  }));

test("a guild that the bot joins or loses later", () =>
  scenario({}, async ({ sim, client }) => {
    const joined = nextEvent(client, "guildCreate");
    const { id } = await sim.control.addGuild({ name: "Second", channels: [{ name: "talk" }] });
    expect((await joined)[0]).toMatchObject({ id, name: "Second" });
    const left = nextEvent(client, "guildDelete");
    await sim.control.removeGuild(id);
    expect((await left)[0].id).toBe(id);
  }));
