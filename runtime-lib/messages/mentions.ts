import { AllowedMentionsTypes, type APIAllowedMentions } from "discord-api-types/v10";
import { property, text, truthy } from "../expressions/values.ts";

/** Text that a bot puts together pings users only: never everyone, never roles. */
export const USERS_ONLY: APIAllowedMentions = { parse: [AllowedMentionsTypes.User], replied_user: true };

/** Kinds of mentions that a message pings, as generated code and expressions give them. */
export interface Mentions {
  readonly parse?: readonly ("users" | "roles" | "everyone")[];
  readonly users?: readonly string[];
  readonly roles?: readonly string[];
  readonly replied_user?: boolean;
}

/** The same as Discord takes it: ids are listed only of kinds that are not pinged altogether. */
export function allowedMentions({
  parse = [],
  users,
  roles,
  replied_user = false,
}: Mentions): APIAllowedMentions {
  return {
    parse: [...parse] as AllowedMentionsTypes[],
    ...(users !== undefined && !parse.includes("users") && { users: [...users] }),
    ...(roles !== undefined && !parse.includes("roles") && { roles: [...roles] }),
    replied_user,
  };
}

const KINDS = ["users", "roles", "everyone"] as const;

/** Mentions that an expression gave: a map as above, a list of kinds, `all` or `none`. */
export function mentionsFrom(value: unknown): Mentions {
  if (value === "all") return { parse: KINDS, replied_user: true };
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const words = [isMap ? property(value, "parse") : value].flat().map((each) => text(each));
  const parse = KINDS.filter((kind) => words.includes(kind));
  if (!isMap) return { parse };
  const ids = (name: string) => {
    const list = property(value, name);
    return Array.isArray(list) ? { [name]: list.map((id) => text(id).replace(/\D/g, "")) } : {};
  };
  const replied = property(value, "replied_user") ?? property(value, "repliedUser");
  return { parse, ...ids("users"), ...ids("roles"), replied_user: truthy(replied) };
}
