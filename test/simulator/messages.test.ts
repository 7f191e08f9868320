import {
  AttachmentBuilder,
  EmbedBuilder,
  GatewayIntentBits,
  type Message,
  type TextChannel,
  ThreadAutoArchiveDuration,
} from "discord.js";
import { expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { eventually } from "../support/eventually.ts";
import { nextEvent, RawGateway, rest, type Scenario, scenario, startTestSimulator } from "./harness.ts";

function general({ client }: Scenario): TextChannel {
  return client.channels.cache.get(DEFAULT_IDS.general) as TextChannel;
}

test("send, edit, reply, fetch, delete", () =>
  scenario({}, async (here) => {
    const { sim } = here;
    const channel = general(here);
    const embed = new EmbedBuilder().setTitle("T").setDescription("D").setColor(0x123456).setTimestamp(0);
    const sent = await channel.send({ content: `hi <@${DEFAULT_IDS.user}>`, embeds: [embed] });
    expect(sent.mentions.users.has(DEFAULT_IDS.user)).toBe(true);
    const edited = await sent.edit({ content: "edited", embeds: [] });
    expect(edited.editedTimestamp).not.toBeNull();
    const reply = await sent.reply("reply");
    expect(reply.reference?.messageId).toBe(sent.id);
    expect((await channel.messages.fetch({ limit: 10 })).map(({ content }) => content)).toEqual([
      "reply",
      "edited",
    ]);
    await sent.delete();
    expect((await sim.control.messages(channel.id)).map(({ content }) => content)).toEqual(["reply"]);
    await expect(channel.messages.fetch(sent.id)).rejects.toMatchObject({ code: 10_008 });
  }));

test("bulk delete", () =>
  scenario({}, async (here) => {
    const gone = nextEvent(here.client, "messageDeleteBulk");
    for (const content of ["a", "b", "c"]) await here.sim.control.sendMessage({ content });
    expect((await general(here).bulkDelete(2)).size).toBe(2);
    expect((await gone)[0].size).toBe(2);
    expect((await here.sim.control.messages(DEFAULT_IDS.general)).map(({ content }) => content)).toEqual([
      "a",
    ]);
  }));

test("files are uploaded as multipart and become attachments", () =>
  scenario({}, async (here) => {
    const file = new AttachmentBuilder(Buffer.from("hello"), { name: "hello.txt", description: "greeting" });
    const sent = await general(here).send({ content: "file", files: [file] });
    expect(sent.attachments.first()).toMatchObject({ name: "hello.txt", size: 5, description: "greeting" });
    const kept = await sent.edit({ content: "still there" });
    expect(kept.attachments.size).toBe(1);
  }));

test("messages are received with their content", () =>
  scenario({}, async ({ sim, client }) => {
    const received = nextEvent(client, "messageCreate");
    await sim.control.sendMessage({ content: "hello", author: { username: "ann", nick: "Annie" } });
    const [message] = await received;
    expect(message.content).toBe("hello");
    expect(message.member?.displayName).toBe("Annie");
  }));

test("and without it where the intent is missing, except in mentions", () =>
  scenario(
    { client: { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages] } },
    async ({ sim, client }) => {
      const received: Message[] = [];
      client.on("messageCreate", (message) => received.push(message));
      await sim.control.sendMessage({ content: "secret" });
      await sim.control.sendMessage({ content: `<@${sim.applicationId}> psst` });
      await eventually(() => received.length === 2);
      expect(received.map(({ content }) => content)).toEqual(["", `<@${sim.applicationId}> psst`]);
    },
  ));

test("direct messages, and users who take none", () =>
  scenario(
    { sim: { guilds: [{ members: [{ id: "8000" }, { id: "8001", dmsClosed: true }] }] } },
    async ({ sim, client }) => {
      const sent = await client.users.send("8000", "psst");
      expect((await sim.control.messages(sent.channelId)).map(({ content }) => content)).toEqual(["psst"]);
      await expect(client.users.send("8001", "psst")).rejects.toMatchObject({ code: 50_007 });
    },
  ));

test("reactions: added, listed, removed, cleared", () =>
  scenario({}, async ({ sim, client }) => {
    const channel = client.channels.cache.get(DEFAULT_IDS.general) as TextChannel;
    const message = await channel.send("react");
    const added = nextEvent(client, "messageReactionAdd");
    await sim.control.react({ messageId: message.id, emoji: "👍" });
    expect((await added)[0].emoji.name).toBe("👍");
    await message.react("👍");
    const [stored] = await sim.control.messages(channel.id);
    expect(stored?.reactions).toMatchObject([{ count: 2, me: true, emoji: { name: "👍" } }]);
    expect((await message.reactions.cache.get("👍")?.users.fetch())?.size).toBe(2);
    await message.reactions.cache.get("👍")?.users.remove(DEFAULT_IDS.user);
    await message.reactions.removeAll();
    expect((await sim.control.messages(channel.id))[0]?.reactions).toEqual([]);
    await expect(message.react("not an emoji")).rejects.toMatchObject({ code: 10_014 });
  }));

test("pins and threads", () =>
  scenario({}, async (here) => {
    const channel = general(here);
    const message = await channel.send("topic");
    await message.pin();
    expect((await channel.messages.fetchPins()).items.map(({ message: pinned }) => pinned.id)).toEqual([
      message.id,
    ]);
    await message.unpin();
    const thread = await message.startThread({
      name: "talk",
      autoArchiveDuration: ThreadAutoArchiveDuration.OneHour,
    });
    expect(thread.id).toBe(message.id);
    await thread.send("in the thread");
    await thread.members.add(DEFAULT_IDS.user);
    expect((await thread.members.fetch()).size).toBe(2);
    await thread.setArchived(true);
    expect(thread.archived).toBe(true);
    const open = await channel.threads.create({ name: "free" });
    await open.delete();
    expect((await here.sim.control.messages(thread.id)).map(({ content }) => content)).toEqual([
      "in the thread",
    ]);
  }));

test("webhooks", () =>
  scenario({}, async (here) => {
    const webhook = await general(here).createWebhook({ name: "hook" });
    const sent = await webhook.send({ content: "from outside", username: "Someone" });
    expect(sent.author.username).toBe("Someone");
    await webhook.editMessage(sent, "changed");
    expect(await here.sim.control.messages(DEFAULT_IDS.general)).toMatchObject([
      { content: "changed", webhook_id: webhook.id },
    ]);
  }));

test("a nonce with enforce_nonce sends once", async () => {
  const sim = await startTestSimulator();
  const body = { content: "once", nonce: "op-1", enforce_nonce: true };
  const path = `/channels/${DEFAULT_IDS.general}/messages`;
  const [first, second] = [await rest(sim, "POST", path, body), await rest(sim, "POST", path, body)];
  expect(second.body.id).toBe(first.body.id);
  expect(await sim.control.messages(DEFAULT_IDS.general)).toHaveLength(1);
  expect(await sim.control.problems()).toEqual([]);
  await sim.close();
});

test("what the bot may not do is refused", async () => {
  const sim = await startTestSimulator({
    guilds: [
      {
        id: "7000",
        channels: [
          { id: "7001", name: "mute", botDenied: ["SendMessages"] },
          { id: "7002", name: "hidden", botDenied: ["ViewChannel"] },
          { id: "7003", name: "open" },
        ],
      },
    ],
  });
  const send = (channel: string) => rest(sim, "POST", `/channels/${channel}/messages`, { content: "x" });
  expect(await send("7001")).toMatchObject({ status: 403, body: { code: 50_013 } });
  expect(await send("7002")).toMatchObject({ status: 403, body: { code: 50_001 } });
  expect(await send("7999")).toMatchObject({ status: 404, body: { code: 10_003 } });
  const { id } = await sim.control.sendMessage({ channelId: "7003", content: "theirs" });
  const edit = await rest(sim, "PATCH", `/channels/7003/messages/${id}`, { content: "mine" });
  expect(edit).toMatchObject({ status: 403, body: { code: 50_005 } });
  expect((await rest(sim, "GET", "/guilds/1")).body.code).toBe(10_004);
  expect((await rest(sim, "GET", "/users/1")).body.code).toBe(10_013);
  await sim.close();
});

test("MESSAGE_CREATE of the bot's own messages comes over the gateway", async () => {
  const sim = await startTestSimulator();
  const gateway = new RawGateway(sim);
  await gateway.identify(sim);
  await gateway.event("READY");
  await rest(sim, "POST", `/channels/${DEFAULT_IDS.general}/messages`, { content: "own" });
  const { d } = await gateway.event("MESSAGE_CREATE");
  expect(d).toMatchObject({
    content: "own",
    guild_id: DEFAULT_IDS.guild,
    member: { roles: expect.any(Array) },
  });
  await sim.close();
});
