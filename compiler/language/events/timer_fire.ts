import { types } from "../../expression/types.ts";
import { baseRoots, guildRoots, loadedUserRoots, optionalChannelRoots } from "../context-roots.ts";
import { defineEvent } from "../event.ts";

const id = types.optional(types.string);

export default defineEvent({
  name: "timer_fire",
  summary:
    "A timer has run out. Guild, channel and user are those of the handler that created it; what it carries is read by name.",
  emitted: true,
  intents: [],
  roots: {
    ...baseRoots,
    client: { ...baseRoots.client, elsewhere: true },
    guild: { ...guildRoots.guild, elsewhere: true },
    guildId: guildRoots.guildId,
    channel: { ...optionalChannelRoots.channel, elsewhere: true },
    channelId: optionalChannelRoots.channelId,
    user: {
      type: loadedUserRoots.user.type,
      property: "loadUser",
      awaits: true,
      shortcuts: { id: { type: id, property: "userId" } },
    },
    userId: { type: id, aliases: ["user_id"] },
    timer: {
      type: types.map({
        id: types.string,
        event: types.string,
        data: types.map({}, types.unknown),
        expiresAt: types.date,
      }),
    },
    data: { type: types.map({}, types.unknown) },
    event: { type: types.map({ name: types.string, data: types.map({}, types.unknown) }) },
  },
  runtime: "onEmitted",
  contextType: "TimerContext",
  example:
    'timer_fire:\n  when: "timer.id == \'daily\'"\n  actions:\n    - log: "${timer.id} at ${timer.expiresAt}"',
});
