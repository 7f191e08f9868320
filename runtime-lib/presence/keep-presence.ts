import { GatewayDispatchEvents } from "discord-api-types/v10";
import type { EventHandler } from "../events/event-handler.ts";
import type { ShardPresence } from "./shard-presence.ts";

/** The handlers that keep a presence up to date: when the bot is ready, and when its guilds become more or fewer. */
export function presenceHandlers(presence: ShardPresence): EventHandler[] {
  const on = (dispatch: string, happened: () => void): EventHandler => ({
    dispatch,
    run() {
      happened();
      return undefined;
    },
  });
  return [
    on(GatewayDispatchEvents.Ready, () => presence.ready()),
    on(GatewayDispatchEvents.GuildCreate, () => presence.refresh()),
    on(GatewayDispatchEvents.GuildDelete, () => presence.refresh()),
  ];
}
