import { createInflate } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { DEFAULT_IDS, type Simulator, type SimulatorOptions } from "../../simulator/index.ts";
import { RawGateway, rest, startTestSimulator } from "./harness.ts";

let sim: Simulator;

beforeEach(async () => {
  sim = await startTestSimulator();
});

afterEach(() => sim.close());

async function restart(options: SimulatorOptions): Promise<void> {
  await sim.close();
  sim = await startTestSimulator(options);
}

describe("close codes", () => {
  test("4004 for a wrong token", async () => {
    const gateway = new RawGateway(sim);
    await gateway.identify(sim, { token: "wrong" });
    expect(await gateway.closed()).toBe(4004);
  });

  test.each([
    ["4010 for an impossible shard", { shard: [2, 2] }, 4010],
    ["4013 for intents that do not exist", { intents: 1 << 30 }, 4013],
    ["4002 without properties", { properties: undefined }, 4002],
  ])("%s", async (_name, fields, code) => {
    const gateway = new RawGateway(sim);
    await gateway.identify(sim, fields);
    expect(await gateway.closed()).toBe(code);
  });

  test("4011 above the guilds a shard may have", async () => {
    await restart({ maxGuildsPerShard: 2, guilds: [{}, {}, {}] });
    const alone = new RawGateway(sim);
    await alone.identify(sim);
    expect(await alone.closed()).toBe(4011);
    const sharded = new RawGateway(sim);
    await sharded.identify(sim, { shard: [0, 2] });
    await sharded.event("READY");
  });

  test("4014 for privileged intents that are not granted", async () => {
    await restart({ privilegedIntents: false });
    const gateway = new RawGateway(sim);
    await gateway.identify(sim, { intents: 1 << 15 });
    expect(await gateway.closed()).toBe(4014);
  });

  test("4005 for a second IDENTIFY, 4003 before the first, 4001 for unknown opcodes, 4002 for noise", async () => {
    const twice = new RawGateway(sim);
    await twice.identify(sim);
    await twice.event("READY");
    await twice.identify(sim);
    expect(await twice.closed()).toBe(4005);
    const early = new RawGateway(sim);
    await early.send(3, { status: "online" });
    expect(await early.closed()).toBe(4003);
    const unknown = new RawGateway(sim);
    await unknown.send(99, null);
    expect(await unknown.closed()).toBe(4001);
    const noise = new RawGateway(sim);
    await noise.frame(({ op }) => op === 10);
    noise.sendText("{");
    expect(await noise.closed()).toBe(4002);
  });

  test("4008 above 120 payloads a minute", async () => {
    const gateway = new RawGateway(sim);
    for (let sent = 0; sent <= 120; sent++) await gateway.send(1, null);
    expect(await gateway.closed()).toBe(4008);
  });
});

describe("start limits", () => {
  test("a second IDENTIFY within the interval gets op 9, another bucket does not", async () => {
    await restart({ maxConcurrency: 2, identifyInterval: 5_000 });
    const [first, other, early] = [new RawGateway(sim), new RawGateway(sim), new RawGateway(sim)];
    await first.identify(sim, { shard: [0, 4] });
    await first.event("READY");
    await other.identify(sim, { shard: [1, 4] });
    await other.event("READY");
    await early.identify(sim, { shard: [2, 4] });
    expect(await early.frame(({ op }) => op === 9)).toMatchObject({ d: false });
  });

  test("the interval can be shortened", async () => {
    await restart({ identifyInterval: 50 });
    for (const shard of [0, 1, 2]) {
      const gateway = new RawGateway(sim);
      await gateway.identify(sim, { shard: [shard, 3] });
      await gateway.event("READY");
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(await sim.control.sessions()).toHaveLength(3);
  });

  test("using up the session starts costs the token", async () => {
    await restart({ sessionStartLimit: 1, identifyInterval: 0 });
    const first = new RawGateway(sim);
    await first.identify(sim);
    await first.event("READY");
    const second = new RawGateway(sim);
    await second.identify(sim);
    expect(await second.closed()).toBe(4004);
    expect(await first.closed()).toBe(4004);
    expect((await rest(sim, "GET", "/users/@me")).status).toBe(401);
  });
});

describe("events", () => {
  test("intents of the session filter them", async () => {
    const gateway = new RawGateway(sim);
    await gateway.identify(sim, { intents: 1 << 9 });
    await gateway.event("READY");
    await sim.control.joinMember(DEFAULT_IDS.guild, { username: "unseen" });
    await sim.control.sendMessage({ content: "seen" });
    await gateway.event("MESSAGE_CREATE");
    expect(gateway.frames.map(({ t }) => t).filter(Boolean)).toEqual(["READY", "MESSAGE_CREATE"]);
  });

  test("without MESSAGE_CONTENT, content is blank except in mentions, own and direct messages", async () => {
    const gateway = new RawGateway(sim);
    await gateway.identify(sim, { intents: (1 << 9) | (1 << 12) });
    await gateway.event("READY");
    await sim.control.sendMessage({ content: "secret", embeds: [{ title: "secret" }] });
    await sim.control.sendMessage({ content: `hey <@${sim.applicationId}>` });
    await sim.control.sendMessage({ content: "direct", dm: true });
    await rest(sim, "POST", `/channels/${DEFAULT_IDS.general}/messages`, { content: "own" });
    await gateway.frame(({ t, d }) => t === "MESSAGE_CREATE" && d.content === "own");
    const messages = gateway.frames.filter(({ t }) => t === "MESSAGE_CREATE").map(({ d }) => d);
    expect(messages.map(({ content }) => content)).toEqual([
      "",
      `hey <@${sim.applicationId}>`,
      "direct",
      "own",
    ]);
    expect(messages[0].embeds).toEqual([]);
  });

  test("a guild's events go to its shard, direct messages to shard 0", async () => {
    await restart({
      maxConcurrency: 2,
      guilds: [{ channels: [{ name: "a" }] }, { channels: [{ name: "b" }] }],
    });
    const shards = [new RawGateway(sim), new RawGateway(sim)];
    for (const [id, shard] of shards.entries())
      await shard.identify(sim, { shard: [id, 2], intents: 1 | (1 << 9) | (1 << 12) });
    const guilds = await Promise.all(
      shards.map(async (shard) => (await shard.event("GUILD_CREATE")).d.id as string),
    );
    expect(new Set(guilds).size).toBe(2);
    for (const [id, guildId] of guilds.entries()) expect(Number((BigInt(guildId) >> 22n) % 2n)).toBe(id);
    await sim.control.sendMessage({ guildId: guilds[1] ?? "", content: "x" });
    await sim.control.sendMessage({ dm: true, content: "y" });
    await shards[1]?.event("MESSAGE_CREATE");
    await shards[0]?.event("MESSAGE_CREATE");
    const counts = shards.map(({ frames }) => frames.filter(({ t }) => t === "MESSAGE_CREATE").length);
    expect(counts).toEqual([1, 1]);
  });

  test("any event can be injected", async () => {
    const gateway = new RawGateway(sim);
    await gateway.identify(sim);
    await gateway.event("READY");
    await sim.control.dispatch("ENTITLEMENT_CREATE", { id: "1", sku_id: "2" }, { shardId: 0 });
    expect((await gateway.event("ENTITLEMENT_CREATE")).d).toEqual({ id: "1", sku_id: "2" });
  });

  test("members are requested in chunks", async () => {
    await restart({ guilds: [{ id: "7000", members: Array.from({ length: 1_500 }, () => ({})) }] });
    const gateway = new RawGateway(sim);
    await gateway.identify(sim, { intents: 1 | 2 });
    await gateway.event("GUILD_CREATE");
    await gateway.send(8, { guild_id: "7000", query: "", limit: 0, nonce: "n" });
    await gateway.frame(({ t, d }) => t === "GUILD_MEMBERS_CHUNK" && d.chunk_index === 1);
    const chunks = gateway.frames.filter(({ t }) => t === "GUILD_MEMBERS_CHUNK").map(({ d }) => d);
    expect(chunks.map(({ members, chunk_count, nonce }) => [members.length, chunk_count, nonce])).toEqual([
      [1_000, 2, "n"],
      [502, 2, "n"],
    ]);
  });
});

test("compress=zlib-stream sends one deflate stream, flushed after each frame", async () => {
  const socket = new WebSocket(`${sim.gatewayUrl}?v=10&encoding=json&compress=zlib-stream`);
  const inflate = createInflate();
  let text = "";
  inflate.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  let endings = 0;
  socket.on("message", (data: Buffer) => {
    if (data.subarray(-4).equals(Buffer.from([0, 0, 0xff, 0xff]))) endings++;
    inflate.write(data);
  });
  await expect.poll(() => text).toContain('"heartbeat_interval"');
  const properties = { os: "linux", browser: "test", device: "test" };
  socket.send(JSON.stringify({ op: 2, d: { token: sim.token, intents: 1, properties } }));
  await expect.poll(() => text).toContain('"t":"GUILD_CREATE"');
  expect(endings).toBe(3);
  socket.close();
});
