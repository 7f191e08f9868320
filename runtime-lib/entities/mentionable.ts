import type { Mentionable } from "../types.ts";
import { nullSafe } from "./present.ts";

export const mentionableMention = nullSafe((it: Mentionable) =>
  "username" in it ? `<@${it.id}>` : `<@&${it.id}>`,
);

export const mentionableName = nullSafe((it: Mentionable) =>
  "username" in it ? (it.global_name ?? it.username) : it.name,
);

export const mentionableIsRole = nullSafe((it: Mentionable) => !("username" in it));
