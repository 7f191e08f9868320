import { PERMISSION_BITS } from "./permissions.generated.ts";

/** A permission of Discord. */
export interface Permission {
  /** As Discord's libraries call it, such as `ManageMessages`. */
  readonly name: keyof typeof PERMISSION_BITS;
  readonly bit: bigint;
}

/** How a permission may be written: `ManageMessages`, `manage_messages` or `MANAGE_MESSAGES`. */
function spellingsOf(name: string): readonly [string, string, string] {
  // `SendTTSMessages` → `send_tts_messages`, `UseVAD` → `use_vad`.
  const snake = name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_").toLowerCase();
  return [name, snake, snake.toUpperCase()];
}

const permissions: ReadonlyMap<string, Permission> = new Map(
  Object.entries(PERMISSION_BITS).flatMap(([name, bit]) =>
    spellingsOf(name).map((spelling) => [spelling, { name: name as Permission["name"], bit: BigInt(bit) }]),
  ),
);

/** The permission of that name in any of its three spellings. */
export function permissionNamed(written: string): Permission | undefined {
  return permissions.get(written);
}

/** All names in the spelling that a written one seems to be in, for suggestions. */
export function permissionSpellings(like: string): string[] {
  const index = like === like.toUpperCase() ? 2 : like.includes("_") || like === like.toLowerCase() ? 1 : 0;
  return Object.keys(PERMISSION_BITS).map((name) => spellingsOf(name)[index]);
}
