import { GatewayIntentBits } from "discord-api-types/v10";
import type { GuildState } from "../world/guild-state.ts";
import type { Fields, Member } from "../world/model.ts";
import type { Session } from "./session.ts";

const CHUNK = 1_000;
const MAX_NONCE_BYTES = 32;

/**
 * The GUILD_MEMBERS_CHUNK events that answer REQUEST_GUILD_MEMBERS.
 * https://discord.com/developers/docs/events/gateway-events#request-guild-members
 */
export function memberChunks(guild: GuildState, request: Fields, session: Session): Fields[] {
  const { members, notFound } = selectMembers(guild, request, session);
  const count = Math.max(1, Math.ceil(members.length / CHUNK));
  return Array.from({ length: count }, (_, index) => {
    const part = members.slice(index * CHUNK, (index + 1) * CHUNK);
    return {
      guild_id: guild.id,
      members: part,
      chunk_index: index,
      chunk_count: count,
      ...(notFound ? { not_found: notFound } : {}),
      ...(request["presences"] === true ? { presences: presencesOf(guild, part) } : {}),
      ...nonceOf(request),
    };
  });
}

function selectMembers(
  guild: GuildState,
  request: Fields,
  session: Session,
): { members: Member[]; notFound?: string[] } {
  const wanted = request["user_ids"];
  if (wanted !== undefined) {
    const ids = (Array.isArray(wanted) ? wanted : [wanted]).map(String).slice(0, 100);
    const members = ids.flatMap((id) => guild.members.get(id) ?? []);
    return { members, notFound: ids.filter((id) => !guild.members.has(id)) };
  }
  const query = String(request["query"] ?? "").toLowerCase();
  const limit = Number(request["limit"] ?? 0);
  // The whole list needs the privileged intent; Discord answers without it with nothing.
  const whole = query === "" && limit === 0;
  if (whole && (session.intents & GatewayIntentBits.GuildMembers) === 0) return { members: [] };
  const found = [...guild.members.values()].filter((member) => matches(member, query));
  return { members: whole ? found : found.slice(0, Math.min(limit || 100, 100)) };
}

function matches(member: Member, query: string): boolean {
  return [member.nick, member.user.global_name, member.user.username].some((name) =>
    name?.toLowerCase().startsWith(query),
  );
}

function presencesOf(guild: GuildState, members: Member[]): Fields[] {
  return members.flatMap((member) => guild.presences.get(member.user.id) ?? []);
}

function nonceOf(request: Fields): Fields {
  const nonce = request["nonce"];
  return typeof nonce === "string" && Buffer.byteLength(nonce) <= MAX_NONCE_BYTES ? { nonce } : {};
}
