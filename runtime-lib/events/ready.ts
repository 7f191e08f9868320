import { Context } from "../contexts/context.ts";
import { event } from "./event.ts";

export type ReadyContext = Context;

/** A handler that runs when the bot has connected: of several shards the first tells. */
export const onReady = event("READY", (bot, { shard }) =>
  (shard?.[0] ?? 0) === 0 ? new Context(bot) : undefined,
);
