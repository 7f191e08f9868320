import {
  type ApplicationCommandDataResolvable,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  type Client,
  ContextMenuCommandBuilder,
  MessageFlags,
  ApplicationCommandOptionType as Option,
  SlashCommandBuilder,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { RawGateway, rest, scenario, startTestSimulator } from "./harness.ts";

function onSlash(client: Client, run: (interaction: ChatInputCommandInteraction) => Promise<unknown>): void {
  client.on("interactionCreate", async (interaction) => {
    if (interaction.isChatInputCommand()) await run(interaction);
  });
}

describe("registration", () => {
  test("global and guild commands: set, create, edit, delete, fetch", () =>
    scenario({}, async ({ sim, client }) => {
      const { commands } = client.application;
      const all = await commands.set([
        new SlashCommandBuilder().setName("one").setDescription("first").setDefaultMemberPermissions(8n),
        new ContextMenuCommandBuilder().setName("Look Up").setType(ApplicationCommandType.User),
      ]);
      expect(all.map(({ name }) => name)).toEqual(["one", "Look Up"]);
      const one = all.find(({ name }) => name === "one");
      const again = await commands.set([{ name: "one", description: "changed" }]);
      expect(again.first()?.id).toBe(one?.id);
      const local = await commands.create({ name: "two", description: "local" }, DEFAULT_IDS.guild);
      await commands.edit(local, { description: "edited" }, DEFAULT_IDS.guild);
      expect(await sim.control.commands({ guildId: DEFAULT_IDS.guild })).toMatchObject([
        { description: "edited" },
      ]);
      expect((await commands.fetch(local.id, { guildId: DEFAULT_IDS.guild })).name).toBe("two");
      await commands.delete(local, DEFAULT_IDS.guild);
      expect(await sim.control.commands({ guildId: DEFAULT_IDS.guild })).toEqual([]);
      expect(await sim.control.commands()).toMatchObject([{ name: "one", description: "changed" }]);
    }));

  test("what only adults see", () =>
    scenario({}, async ({ sim, client }) => {
      const { commands } = client.application;
      const [made] = (await commands.set([{ name: "one", description: "A", nsfw: true }])).values();
      expect(made?.nsfw).toBe(true);
      await commands.edit(made!, { nsfw: false });
      expect(await sim.control.commands()).toMatchObject([{ nsfw: false }]);
    }));

  test("what Discord refuses in a command", () =>
    scenario({ problems: [/name/, /description/, /options\.1\.required/] }, async ({ sim }) => {
      const path = `/applications/${sim.applicationId}/commands`;
      const attempts = [
        { name: "Upper Case", description: "x" },
        { name: "no-description" },
        {
          name: "order",
          description: "x",
          options: [
            { type: 3, name: "a", description: "a" },
            { type: 3, name: "b", description: "b", required: true },
          ],
        },
      ];
      for (const attempt of attempts) {
        expect(await rest(sim, "POST", path, attempt)).toMatchObject({ status: 400, body: { code: 50_035 } });
      }
    }));
});

describe("slash commands", () => {
  test("options of every type arrive resolved", () =>
    scenario({}, async ({ sim, client }) => {
      const types = {
        text: Option.String,
        count: Option.Integer,
        ratio: Option.Number,
        flag: Option.Boolean,
        who: Option.User,
        where: Option.Channel,
        role: Option.Role,
        any: Option.Mentionable,
        file: Option.Attachment,
      } as const;
      const options = Object.entries(types).map(([name, type]) => ({ name, type, description: name }));
      const all = { name: "all", description: "x", options } as ApplicationCommandDataResolvable;
      await client.application.commands.set([all]);
      onSlash(client, async (interaction) => {
        const o = interaction.options;
        const seen = [
          o.getString("text"),
          o.getInteger("count"),
          o.getNumber("ratio"),
          o.getBoolean("flag"),
          o.getUser("who")?.username,
          o.getMember("who") === null,
          o.getChannel("where")?.name,
          o.getRole("role")?.name,
          o.getMentionable("any")?.toString(),
          o.getAttachment("file")?.name,
          interaction.inCachedGuild() && interaction.member.id === interaction.user.id,
          interaction.appPermissions.has("SendMessages"),
          interaction.memberPermissions?.has("Administrator"),
        ];
        await interaction.reply(JSON.stringify(seen));
      });
      const { interactionId } = await sim.control.slash({
        command: "all",
        options: {
          text: "t",
          count: 3,
          ratio: 0.5,
          flag: true,
          who: DEFAULT_IDS.user,
          where: DEFAULT_IDS.random,
          role: DEFAULT_IDS.role,
          any: DEFAULT_IDS.role,
          file: { filename: "a.txt" },
        },
      });
      const { data } = await sim.control.waitForResponse(interactionId);
      const expected = [
        "t",
        3,
        0.5,
        true,
        "tester",
        false,
        "random",
        "Member",
        `<@&${DEFAULT_IDS.role}>`,
        "a.txt",
      ];
      expect(JSON.parse(String(data?.["content"]))).toEqual([...expected, true, true, false]);
    }));

  test("subcommands and groups", () =>
    scenario({}, async ({ sim, client }) => {
      const builder = new SlashCommandBuilder()
        .setName("config")
        .setDescription("x")
        .addSubcommandGroup((group) =>
          group
            .setName("log")
            .setDescription("x")
            .addSubcommand((sub) =>
              sub
                .setName("set")
                .setDescription("x")
                .addStringOption((option) => option.setName("to").setDescription("x").setRequired(true)),
            ),
        );
      await client.application.commands.set([builder]);
      onSlash(client, async (interaction) => {
        const { options } = interaction;
        await interaction.reply(
          `${options.getSubcommandGroup()} ${options.getSubcommand()} ${options.getString("to")}`,
        );
      });
      const call = { command: "config", subcommandGroup: "log", subcommand: "set" };
      const { interactionId } = await sim.control.slash({ ...call, options: { to: "here" } });
      expect((await sim.control.waitForResponse(interactionId)).message?.content).toBe("log set here");
      await expect(sim.control.slash(call)).rejects.toMatchObject({ code: "bad_request" });
      await expect(sim.control.slash({ ...call, options: { nope: 1 } })).rejects.toMatchObject({
        code: "unknown_option",
      });
    }));

  test("reply, fetched reply and ephemeral follow-up", () =>
    scenario({}, async ({ sim, client }) => {
      onSlash(client, async (interaction) => {
        const { resource } = await interaction.reply({ content: "first", withResponse: true });
        const fetched = await interaction.fetchReply();
        await interaction.followUp({
          content: `${resource?.message?.id === fetched.id}`,
          flags: MessageFlags.Ephemeral,
        });
      });
      const { interactionId } = await sim.control.slash({ command: "any" });
      const response = await sim.control.waitForResponse(interactionId, { followups: 1 });
      expect(response).toMatchObject({ type: 4, message: { content: "first", flags: 0 } });
      expect(response.followups).toMatchObject([{ content: "true", flags: MessageFlags.Ephemeral }]);
      // Only the user sees an ephemeral message; it is not in the channel.
      expect((await sim.control.messages(DEFAULT_IDS.general)).map(({ content }) => content)).toEqual([
        "first",
      ]);
    }));

  test("deferReply and editReply, editing and deleting afterwards", () =>
    scenario({}, async ({ sim, client }) => {
      onSlash(client, async (interaction) => {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.editReply("done");
        await interaction.editReply({ content: "done twice" });
        const extra = await interaction.followUp("extra");
        await interaction.deleteReply(extra);
      });
      const { interactionId } = await sim.control.slash({ command: "slow" });
      expect(await sim.control.waitForResponse(interactionId)).toMatchObject({
        type: 5,
        data: { flags: 64 },
      });
      const filled = await sim.control.waitForResponse(interactionId, { filled: true, followups: 1 });
      expect(filled.message).toMatchObject({ content: "done twice", flags: 64 });
      await sim.control.waitFor({ method: "DELETE" });
      expect(await sim.control.messages(DEFAULT_IDS.general)).toEqual([]);
    }));

  test("the first follow-up fills a deferred reply", () =>
    scenario({}, async ({ sim, client }) => {
      onSlash(client, async (interaction) => {
        await interaction.deferReply();
        await interaction.followUp("the answer");
      });
      const { interactionId } = await sim.control.slash({ command: "slow" });
      const response = await sim.control.waitForResponse(interactionId, { filled: true });
      expect(response).toMatchObject({ message: { content: "the answer", flags: 0 }, followups: [] });
    }));

  test("in direct messages", () =>
    scenario({}, async ({ sim, client }) => {
      onSlash(client, (interaction) =>
        interaction.reply(`${interaction.guildId} ${interaction.user.username}`),
      );
      const { interactionId } = await sim.control.slash({
        command: "any",
        dm: true,
        user: { username: "stranger" },
      });
      expect((await sim.control.waitForResponse(interactionId)).message?.content).toBe("null stranger");
    }));

  test("context menus and autocompletion", () =>
    scenario({}, async ({ sim, client }) => {
      client.on("interactionCreate", async (interaction) => {
        if (interaction.isUserContextMenuCommand())
          await interaction.reply(`user ${interaction.targetUser.username}`);
        if (interaction.isMessageContextMenuCommand())
          await interaction.reply(`message ${interaction.targetMessage.content}`);
        if (interaction.isAutocomplete()) {
          const { name, value } = interaction.options.getFocused(true);
          await interaction.respond([{ name: `${name}:${value}`, value: "v" }]);
        }
      });
      const message = await sim.control.sendMessage({ content: "look" });
      const onUser = await sim.control.contextMenu({ command: "Info", targetId: DEFAULT_IDS.user });
      const onMessage = await sim.control.contextMenu({ command: "Info", targetId: message.id });
      const typing = await sim.control.autocomplete({
        command: "find",
        focused: "term",
        options: { term: "ab" },
      });
      expect((await sim.control.waitForResponse(onUser.interactionId)).message?.content).toBe("user tester");
      expect((await sim.control.waitForResponse(onMessage.interactionId)).message?.content).toBe(
        "message look",
      );
      expect(await sim.control.waitForResponse(typing.interactionId)).toMatchObject({
        type: 8,
        data: { choices: [{ name: "term:ab", value: "v" }] },
      });
    }));
});

describe("refusals", () => {
  test("40060 for a second answer, also by another client of the same bot", () =>
    scenario({}, async ({ sim, client }) => {
      const codes: unknown[] = [];
      onSlash(client, async (interaction) => {
        await interaction.reply("first");
        const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
        codes.push((await rest(sim, "POST", path, { type: 4, data: { content: "second" } })).body.code);
        await interaction.followUp("end");
      });
      const { interactionId } = await sim.control.slash({ command: "any" });
      await sim.control.waitForResponse(interactionId, { followups: 1 });
      expect(codes).toEqual([40_060]);
    }));

  test("10062 after three seconds", () =>
    scenario({}, async ({ sim, client }) => {
      const outcome = new Promise((resolve) => {
        onSlash(client, async (interaction) => {
          await new Promise((wait) => setTimeout(wait, 3_100));
          await interaction
            .reply("too late")
            .then(resolve, (error: { code: unknown }) => resolve(error.code));
        });
      });
      await sim.control.slash({ command: "slow" });
      expect(await outcome).toBe(10_062);
    }));

  test("callback types that do not fit, empty answers, unknown interactions, expired tokens", async () => {
    const sim = await startTestSimulator({ interactionTokenLife: 50 });
    const gateway = new RawGateway(sim);
    await gateway.identify(sim);
    await gateway.event("READY");
    const { interactionId, token } = await sim.control.slash({ command: "any" });
    const callback = `/interactions/${interactionId}/${token}/callback`;
    expect((await rest(sim, "POST", callback, { type: 7, data: { content: "x" } })).body.code).toBe(50_035);
    expect((await rest(sim, "POST", callback, { type: 4, data: {} })).body.code).toBe(50_006);
    expect((await rest(sim, "POST", "/interactions/1/nope/callback", { type: 5 })).body.code).toBe(10_062);
    expect((await rest(sim, "POST", callback, { type: 5 })).status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 60));
    const late = await rest(sim, "PATCH", `/webhooks/${sim.applicationId}/${token}/messages/@original`, {
      content: "x",
    });
    expect(late).toMatchObject({ status: 401, body: { code: 50_027 } });
    await sim.close();
  });
});
