import { isDeepStrictEqual } from "node:util";
import type { REST } from "@discordjs/rest";
import { Routes } from "discord-api-types/v10";
import type { Registration } from "./settings.ts";

/** What registering changed in one place: globally, or in a guild. */
export interface RegistrationChange {
  readonly guildId: string | undefined;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
}

export interface RegisterOptions {
  /** Registers every command in this guild instead of globally. */
  readonly guildId?: string | undefined;
  /** Finds out what would change, and changes nothing. */
  readonly dryRun?: boolean;
}

type Body = Readonly<Record<string, unknown>> & { readonly name: string };
type Registered = Body & { readonly id: string };

/** Registers what differs from what Discord has, command by command, and removes what is gone. */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  commands: readonly Registration[],
  options: RegisterOptions = {},
): Promise<RegistrationChange[]> {
  const changes: RegistrationChange[] = [];
  for (const [guildId, bodies] of byPlace(commands, options.guildId)) {
    changes.push(await registerIn(rest, applicationId, guildId, bodies, options.dryRun ?? false));
  }
  return changes.filter(
    ({ created, updated, deleted }) => created.length + updated.length + deleted.length > 0,
  );
}

/** Each place with the commands it should have; the main place is there even without any, to be cleared. */
function byPlace(
  commands: readonly Registration[],
  only: string | undefined,
): Map<string | undefined, Body[]> {
  const places = new Map<string | undefined, Body[]>([[only, []]]);
  for (const { guildIds, body } of commands) {
    const targets = guildIds.length > 0 && only === undefined ? guildIds : [only];
    for (const target of targets) places.set(target, [...(places.get(target) ?? []), body as Body]);
  }
  return places;
}

async function registerIn(
  rest: REST,
  applicationId: string,
  guildId: string | undefined,
  wanted: readonly Body[],
  dryRun: boolean,
): Promise<RegistrationChange> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const present = (await rest.get(route)) as Registered[];
  const known = new Map(present.map((each) => [each.name, each]));
  const created = wanted.filter(({ name }) => !known.has(name));
  const updated = wanted.filter((body) => known.has(body.name) && !isSame(body, known.get(body.name)!));
  const deleted = present.filter(({ name }) => !wanted.some((body) => body.name === name));
  if (!dryRun) {
    for (const body of created) await rest.post(route, { body });
    for (const body of updated)
      await rest.patch(`${route}/${known.get(body.name)!.id}`, { body: withoutType(body) });
    for (const { id } of deleted) await rest.delete(`${route}/${id}`);
  }
  const names = (list: readonly Body[]) => list.map(({ name }) => name);
  return { guildId, created: names(created), updated: names(updated), deleted: names(deleted) };
}

/** A command's type cannot change. */
function withoutType({ type: _type, ...body }: Body): Record<string, unknown> {
  return body;
}

/** Whether Discord already has all that is wanted; what it adds by itself does not count, but options do. */
function isSame(wanted: Body, present: Registered): boolean {
  const keys = new Set([...Object.keys(wanted), "options"]);
  return [...keys].every((key) => isDeepStrictEqual(normal(wanted[key]), normal(present[key])));
}

/** A value without what means the same as leaving it out. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normal);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, each]) => [key, normal(each)] as const)
    .filter(([key, each]) => each !== undefined && each !== false && !key.endsWith("_localizations"));
  return Object.fromEntries(entries);
}
