import { GatewayDispatchEvents } from "discord-api-types/v10";
import type { EventHandler } from "../events/event-handler.ts";
import type { ShardPresence } from "./shard-presence.ts";

/** The handlers that keep a presence up to date: when the bot is ready, and when its guilds become more or fewer. */
export function presenceHandlers(presenceOf: (shardId: number) => ShardPresence | undefined): EventHandler[] {
  const on = (dispatch: string, happened: (presence: ShardPresence) => void): EventHandler => ({
    dispatch,
    run(_bot, _data, _before, origin) {
      const presence = origin && presenceOf(origin.shardId);
      if (presence !== undefined) happened(presence);
      return undefined;
    },
  });
  return [
    on(GatewayDispatchEvents.Ready, (presence) => presence.ready()),
    // Another process had the session until now: its guilds are here already.
    on(GatewayDispatchEvents.Resumed, (presence) => presence.resumed()),
    on(GatewayDispatchEvents.GuildCreate, (presence) => presence.refresh()),
    on(GatewayDispatchEvents.GuildDelete, (presence) => presence.refresh()),
  ];
}
