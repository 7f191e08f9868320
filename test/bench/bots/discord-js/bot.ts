import {
  type ChatInputCommandInteraction,
  Client,
  type ClientOptions,
  Collection,
  Colors,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
} from "discord.js";

/** One file a command in discord.js's guide; here together, for they are short. */
interface Command {
  readonly name: string;
  execute(interaction: ChatInputCommandInteraction): Promise<unknown>;
}

let count = 0;

const ping: Command = {
  name: "ping",
  execute(interaction) {
    const embed = new EmbedBuilder()
      .setTitle("Pong")
      .setDescription(`Hello ${interaction.user}, this is ${interaction.guild?.name}.`)
      .setColor(Colors.Blurple)
      .addFields({ name: "Asked by", value: interaction.user.displayName, inline: true });
    return interaction.reply({ embeds: [embed] });
  },
};

const echo: Command = {
  name: "echo",
  execute(interaction) {
    const text = interaction.options.getString("text", true);
    const loud = interaction.options.getBoolean("loud");
    return interaction.reply(loud ? `${text.toUpperCase()}!` : text);
  },
};

const counter: Command = {
  name: "count",
  execute(interaction) {
    count++;
    return interaction.reply(`Counted to ${count}`);
  },
};

/** The bot of `furlow.yaml`, as https://discordjs.guide teaches to write it. */
export function startBot(options: Partial<ClientOptions> = {}): void {
  const client = new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMembers,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.MessageContent,
    ],
    allowedMentions: { parse: ["users"] },
    rest: {
      ...(process.env["DISCORD_API_URL"] && { api: process.env["DISCORD_API_URL"] }),
      globalRequestsPerSecond: Number(process.env["DISCORD_GLOBAL_RPS"] ?? 50),
    },
    ...options,
  });
  const commands = new Collection([ping, echo, counter].map((command) => [command.name, command]));

  client.once(Events.ClientReady, () => console.log("ready"));

  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const command = commands.get(interaction.commandName);
    if (!command) return;
    try {
      await command.execute(interaction);
    } catch (error) {
      console.error(error);
    }
  });

  client.on(Events.MessageCreate, async (message) => {
    if (message.author.bot || !message.content.startsWith("!hello")) return;
    if (message.channel.isSendable()) await message.channel.send(`Hello, ${message.author}!`);
  });

  client.on(Events.GuildMemberAdd, (member) => {
    console.log(`${member.user.username} joined ${member.guild.name}`);
  });

  void client.login(process.env["DISCORD_TOKEN"]);
}
