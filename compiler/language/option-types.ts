import type { Type } from "../expression/types.ts";
import { types } from "../expression/types.ts";

/** The types of command options: Discord's number, the expression type, and the runtime's type of the value. */
export const OPTION_TYPES: Readonly<Record<string, { code: number; type: Type; runtimeType: string }>> = {
  string: { code: 3, type: types.string, runtimeType: "string" },
  integer: { code: 4, type: types.number, runtimeType: "number" },
  boolean: { code: 5, type: types.boolean, runtimeType: "boolean" },
  user: { code: 6, type: types.entity("user"), runtimeType: "User" },
  channel: { code: 7, type: types.entity("channel"), runtimeType: "Channel" },
  role: { code: 8, type: types.entity("role"), runtimeType: "Role" },
  mentionable: { code: 9, type: types.entity("mentionable"), runtimeType: "Mentionable" },
  number: { code: 10, type: types.number, runtimeType: "number" },
  attachment: { code: 11, type: types.entity("attachment"), runtimeType: "Attachment" },
};
