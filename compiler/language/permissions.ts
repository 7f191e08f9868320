import { PERMISSION_BITS } from "./permissions.generated.ts";

/** A permission of Discord. */
export interface Permission {
  /** As Discord's libraries call it, such as `ManageMessages`. */
  readonly name: keyof typeof PERMISSION_BITS;
  readonly bit: bigint;
}

/** Names that Discord's client or an older documentation has for permissions of another name. */
const OTHER_NAMES: Readonly<Record<string, Permission["name"]>> = {
  manageserver: "ManageGuild",
  manageemojis: "ManageGuildExpressions",
  manageemojisandstickers: "ManageGuildExpressions",
  readmessages: "ViewChannel",
  viewchannels: "ViewChannel",
  timeoutmembers: "ModerateMembers",
  externalemojis: "UseExternalEmojis",
  useslashcommands: "UseApplicationCommands",
  startembeddedactivities: "UseEmbeddedActivities",
  viewserverinsights: "ViewGuildInsights",
};

/** Every permission, in the order of Discord's documentation. */
export const PERMISSIONS: readonly Permission[] = Object.entries(PERMISSION_BITS)
  .filter(([name]) => !Object.hasOwn(OTHER_NAMES, plain(name)))
  .map(([name, bit]) => ({ name: name as Permission["name"], bit: BigInt(bit) }));

/** The permission of that name, written `ManageMessages`, `manage_messages` or `MANAGE_MESSAGES`. */
export function permissionNamed(written: string): Permission | undefined {
  const key = plain(written);
  const name = Object.hasOwn(OTHER_NAMES, key) ? OTHER_NAMES[key]! : undefined;
  return PERMISSIONS.find((each) => (name === undefined ? plain(each.name) === key : each.name === name));
}

/** All names in the spelling that a written one seems to be in, for suggestions. */
export function permissionSpellings(like: string): string[] {
  const upper = like === like.toUpperCase();
  if (!upper && !like.includes("_") && like !== like.toLowerCase())
    return PERMISSIONS.map(({ name }) => name);
  return PERMISSIONS.map(({ name }) => (upper ? snakeCase(name).toUpperCase() : snakeCase(name)));
}

/** `SendTTSMessages` → `send_tts_messages`. */
export function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toLowerCase();
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, "");
}

/** The permissions in a number of bits; undefined when it holds bits that are none. */
export function permissionsIn(bits: bigint): Permission[] | undefined {
  const found = PERMISSIONS.filter(({ bit }) => (bits & bit) !== 0n);
  return found.reduce((sum, { bit }) => sum | bit, 0n) === bits ? found : undefined;
}
