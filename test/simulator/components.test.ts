import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  UserSelectMenuBuilder,
} from "discord.js";
import { expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { rest, scenario } from "./harness.ts";

const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
  new ButtonBuilder().setCustomId("yes").setLabel("Yes").setStyle(ButtonStyle.Success),
  new ButtonBuilder().setCustomId("no").setLabel("No").setStyle(ButtonStyle.Danger).setDisabled(true),
  new ButtonBuilder().setURL("https://example.com").setLabel("Docs").setStyle(ButtonStyle.Link),
);

test("buttons: update, deferred update, disabled ones", () =>
  scenario({}, async ({ sim, client }) => {
    client.on("interactionCreate", async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: "sure?", components: [buttons] });
      if (!interaction.isButton()) return;
      if (interaction.message.content === "sure?")
        await interaction.update({ content: "sure!", components: [] });
      else await interaction.deferUpdate();
    });
    const asked = await sim.control.slash({ command: "ask" });
    const { message } = await sim.control.waitForResponse(asked.interactionId);
    expect(message?.components[0]?.components?.map(({ id }) => id)).toEqual([2, 3, 4]);
    await expect(sim.control.button({ customId: "no" })).rejects.toMatchObject({ code: "unknown_component" });
    const pressed = await sim.control.button({ customId: "yes", messageId: message?.id ?? "" });
    const answer = await sim.control.waitForResponse(pressed.interactionId);
    expect(answer).toMatchObject({ type: 7, message: { id: message?.id, content: "sure!", components: [] } });
    await expect(sim.control.button({ customId: "yes" })).rejects.toMatchObject({ code: "unknown_message" });
  }));

test("select menus: strings and users", () =>
  scenario({}, async ({ sim, client }) => {
    const colors = new StringSelectMenuBuilder().setCustomId("color").setMaxValues(2);
    colors.addOptions({ label: "Red", value: "r" }, { label: "Blue", value: "b" });
    const users = new UserSelectMenuBuilder().setCustomId("user");
    client.on("interactionCreate", async (interaction) => {
      if (interaction.isChatInputCommand()) {
        const rows = [colors, users].map((menu) =>
          new ActionRowBuilder<typeof menu>().addComponents(menu).toJSON(),
        );
        await interaction.reply({ components: rows });
      }
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join("+"));
      if (interaction.isUserSelectMenu())
        await interaction.reply(interaction.users.first()?.username ?? "none");
    });
    await sim.control.waitForResponse((await sim.control.slash({ command: "menu" })).interactionId);
    const strings = await sim.control.select({ customId: "color", values: ["r", "b"] });
    expect((await sim.control.waitForResponse(strings.interactionId)).message?.content).toBe("r+b");
    const chosen = await sim.control.select({ customId: "user", values: [DEFAULT_IDS.user] });
    expect((await sim.control.waitForResponse(chosen.interactionId)).message?.content).toBe("tester");
    await expect(sim.control.select({ customId: "color", values: ["x"] })).rejects.toMatchObject({
      code: "unknown_option",
    });
  }));

test("modals: shown and submitted, with rows and with labels", () =>
  scenario({}, async ({ sim, client }) => {
    const name = new TextInputBuilder().setCustomId("name").setStyle(TextInputStyle.Short);
    const rows = new ModalBuilder().setCustomId("rows").setTitle("Rows");
    const input = new TextInputBuilder().setCustomId("name").setLabel("Name").setStyle(TextInputStyle.Short);
    rows.addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input));
    const labels = new ModalBuilder().setCustomId("labels").setTitle("Labels");
    labels.addLabelComponents(new LabelBuilder().setLabel("Name").setTextInputComponent(name));
    client.on("interactionCreate", async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.showModal(interaction.commandName === "rows" ? rows : labels);
      if (interaction.isModalSubmit()) {
        await interaction.reply(`${interaction.customId}: ${interaction.fields.getTextInputValue("name")}`);
      }
    });
    for (const command of ["rows", "labels"]) {
      const opened = await sim.control.slash({ command });
      const modal = await sim.control.waitForResponse(opened.interactionId);
      expect(modal).toMatchObject({ type: 9, data: { custom_id: command }, message: null });
      const submitted = await sim.control.modalSubmit({
        interactionId: opened.interactionId,
        fields: { name: "Ada" },
      });
      const answer = await sim.control.waitForResponse(submitted.interactionId);
      expect(answer.message?.content).toBe(`${command}: Ada`);
    }
  }));

test("what Discord refuses in components", () =>
  scenario(
    { problems: [/DUPLICATED/, /custom_id: BASE_TYPE_REQUIRED/, /BUTTON_COMPONENT_INVALID_EMPTY/] },
    async ({ sim }) => {
      const button = { type: 2, style: 1, label: "x", custom_id: "a" };
      const faulty = [
        [button, button],
        [{ ...button, custom_id: undefined }],
        [{ ...button, label: undefined }],
      ];
      for (const components of faulty) {
        const body = { components: [{ type: 1, components }] };
        const answer = await rest(sim, "POST", `/channels/${DEFAULT_IDS.general}/messages`, body);
        expect(answer).toMatchObject({ status: 400, body: { code: 50_035 } });
      }
    },
  ));
