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
  const known = new Map(present.map((each) => [identity(each), each]));
  const kept = new Set(wanted.map(identity));
  const created = wanted.filter((body) => !known.has(identity(body)));
  const updated = wanted.filter((body) => {
    const registered = known.get(identity(body));
    return registered !== undefined && !isSame(body, registered);
  });
  const deleted = present.filter((each) => !kept.has(identity(each)));
  if (!dryRun) {
    for (const body of created) await rest.post(route, { body });
    for (const body of updated) {
      const registered = known.get(identity(body))!;
      await rest.patch(`${route}/${registered.id}`, { body: changeOf(body, registered) });
    }
    for (const { id } of deleted) await rest.delete(`${route}/${id}`);
  }
  const names = (list: readonly Body[]) => list.map(({ name }) => name);
  return { guildId, created: names(created), updated: names(updated), deleted: names(deleted) };
}

/** Commands of different types may share a name. */
function identity({ type, name }: Body): string {
  return `${type ?? 1} ${name}`;
}

/** The body of a change: what is no longer wanted goes back to Discord's default. A type cannot change. */
function changeOf({ type: _type, ...body }: Body, present: Registered): Record<string, unknown> {
  const gone = Object.keys(DEFAULTS).filter((key) => {
    const isDefault = isDeepStrictEqual(normal(present[key]), normal(DEFAULTS[key]));
    return body[key] === undefined && present[key] !== undefined && !isDefault;
  });
  const options = body["options"] === undefined && present["options"] !== undefined ? { options: [] } : {};
  return { ...Object.fromEntries(gone.map((key) => [key, DEFAULTS[key]])), ...options, ...body };
}

/** What the compiler can set of a command; a key that is no longer wanted counts as a change too. */
const COMPARED = [
  "description",
  "options",
  "default_member_permissions",
  "dm_permission",
  "nsfw",
  "contexts",
  "integration_types",
  "name_localizations",
  "description_localizations",
];

/** What Discord fills in where a command does not say. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  dm_permission: true,
  nsfw: false,
  contexts: null,
  integration_types: [0],
  default_member_permissions: null,
};

/** Whether Discord already has all that is wanted. */
function isSame(wanted: Body, present: Registered): boolean {
  return COMPARED.every((key) => {
    const [ours, theirs] = [wanted[key] ?? DEFAULTS[key], present[key] ?? DEFAULTS[key]];
    return isDeepStrictEqual(normal(ours), normal(theirs));
  });
}

/** A value without what means the same as leaving it out. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(normal);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, each]) => [key, normal(each)] as const)
    .filter(([, each]) => each !== undefined && each !== false);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
