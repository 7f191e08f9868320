import { REST } from "@discordjs/rest";
import { type APIApplication, Routes } from "discord-api-types/v10";
import { type RegistrationChange, registerCommands } from "../runtime-lib/bot/register-commands.ts";
import { DEFAULTS } from "../runtime-lib/bot/settings.ts";
import { discordFailure } from "./discord-failure.ts";
import { type NamedRegistration, readRegistrations } from "./registrations.ts";

export interface SyncOptions {
  readonly token: string;
  /** Asked of Discord when left out. */
  readonly applicationId: string | undefined;
  /** Address of Discord's API, when it is another. */
  readonly api: string | undefined;
  /** Registers every command in this guild. */
  readonly guildId: string | undefined;
  readonly dryRun: boolean;
}

/** Registers what a build left in `commands.json` where it differs from what Discord has, and prints it. */
export async function syncCommands(out: string, options: SyncOptions): Promise<void> {
  const registrations = readRegistrations(out);
  const { token, api = DEFAULTS.api, guildId, dryRun } = options;
  const rest = new REST({ version: "10", api }).setToken(token);
  let changes: readonly RegistrationChange[];
  try {
    const applicationId =
      options.applicationId ?? ((await rest.get(Routes.currentApplication())) as APIApplication).id;
    changes = await registerCommands(rest, applicationId, registrations, { guildId, dryRun });
  } catch (error) {
    throw discordFailure(error, { token, api });
  }
  const places = new Set([guildId, ...placesOf(registrations, guildId)]);
  const texts = [...places].map((place) => placeText(place, registrations, changes, options));
  process.stdout.write(`${texts.join("")}${dryRun ? "Nothing was changed: this was a dry run.\n" : ""}`);
}

/** The guilds that commands name as theirs. */
function placesOf(registrations: readonly NamedRegistration[], only: string | undefined): string[] {
  return only === undefined ? registrations.flatMap(({ guildIds }) => guildIds) : [];
}

function placeText(
  place: string | undefined,
  registrations: readonly NamedRegistration[],
  changes: readonly RegistrationChange[],
  { guildId, dryRun }: SyncOptions,
): string {
  const { created = [], updated = [], deleted = [] } = changes.find((each) => each.guildId === place) ?? {};
  const isHere = ({ guildIds }: NamedRegistration) =>
    guildId !== undefined || (place === undefined ? guildIds.length === 0 : guildIds.includes(place));
  const unchanged = registrations
    .filter(isHere)
    .map(({ body }) => body.name)
    .filter((name) => !created.includes(name) && !updated.includes(name));
  const rows = Object.entries(
    dryRun
      ? { "to create": created, "to update": updated, "to delete": deleted, unchanged }
      : { created, updated, deleted, unchanged },
  ).filter(([, names]) => names.length > 0);
  const lines = rows.map(([title, names]) => `  ${title.padEnd(10)} ${names.join(", ")}\n`);
  return `${place === undefined ? "Globally" : `In the guild ${place}`}\n${lines.join("") || "  no commands\n"}`;
}
