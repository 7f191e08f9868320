import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Registration } from "../runtime-lib/bot/settings.ts";

const schema = z.array(
  z.object({ guildIds: z.array(z.string()), body: z.looseObject({ name: z.string() }) }),
);

export type NamedRegistration = Registration & { readonly body: { readonly name: string } };

/** The commands that a build left in `commands.json`. */
export function readRegistrations(out: string): readonly NamedRegistration[] {
  return schema.parse(JSON.parse(readFileSync(join(out, "commands.json"), "utf8")));
}
