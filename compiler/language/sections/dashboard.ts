import { numberWithin } from "../fields/numbers.ts";
import { settingText } from "../fields/setting-text.ts";
import { structure } from "../fields/shapes.ts";
import { boolean, text } from "../fields/values.ts";
import { defineSection } from "../section.ts";

const branding = structure("branding", {
  name: text("The name at the top."),
  logo: text("The address of an image."),
  favicon: text("The address of an icon."),
});
const discord = structure("discord", {
  client_id: settingText("The application's id."),
  client_secret: settingText("The application's secret."),
});

export default defineSection({
  name: "dashboard",
  summary: "A web page to look after the bot.",
  merge: "replace",
  fields: {
    enabled: boolean("Whether it is served."),
    port: numberWithin({ minimum: 0, maximum: 65_535, whole: true })("Where."),
    host: text("On which address it listens."),
    session_secret: settingText("What sessions are signed with."),
    custom_html: text("A page of one's own."),
    custom_css: text("A style of one's own."),
    custom_js: text("A script of one's own."),
    branding: branding("What it looks like."),
    auth: structure("auth", { discord: discord("Signing in with Discord.") })("Who may use it."),
  },
  secrets: ["session_secret", "auth.discord.client_secret"],
  supported: false,
});
