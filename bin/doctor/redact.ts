import type { ExaminedBot } from "./bot.ts";
import type { Finding } from "./check.ts";

const HIDDEN = "[secret]";

/** Takes the values of secret variables, and the passwords of addresses among them, out of what is to be shown. */
export function redactor(bot: ExaminedBot): (finding: Finding) => Finding {
  const names = ["DISCORD_TOKEN", "REDIS_URL", "DATABASE_URL", "LOKI_URL", ...bot.config.secrets];
  const secrets = [...new Set(names.flatMap((name) => secretsIn(bot.environment[name])))]
    .filter((secret) => secret.length >= 4)
    .sort((a, b) => b.length - a.length);
  const hide = (text: string) => secrets.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
  return (finding) =>
    Object.fromEntries(
      Object.entries(finding).map(([key, text]) => [key, key === "severity" ? text : hide(text as string)]),
    ) as unknown as Finding;
}

/** The whole value where it is no address, else what of it lets somebody in. */
function secretsIn(value: string | undefined): string[] {
  if (!value) return [];
  if (!URL.canParse(value)) return [value];
  const { password, search } = new URL(value);
  return [password, decodeURIComponent(password), search.slice(1)].filter(Boolean);
}
