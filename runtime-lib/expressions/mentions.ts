import { text } from "./values.ts";

/**
 * Text that mentions a user, role, channel or emoji by its id; the id itself for other types, nothing for nothing.
 * A user, role or channel stands for its id.
 */
export function mention(type: string, id: unknown): string {
  const written = idOf(id);
  if (written === "") return "";
  switch (type) {
    case "user":
      return `<@${written}>`;
    case "role":
      return `<@&${written}>`;
    case "channel":
      return `<#${written}>`;
    case "emoji":
      return written.includes(":") ? `<${written}>` : written;
    default:
      return written;
  }
}

function idOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return text(value);
  if ("id" in value && typeof value.id === "string") return value.id;
  // A member has no id of its own.
  return "user" in value ? idOf(value.user) : text(value);
}
