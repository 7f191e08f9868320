import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "thread_member",
  summary: "Someone in a thread.",
  runtimeType: "ThreadMember",
  properties: {
    id: {
      type: types.optional(types.string),
      field: "id",
      aliases: ["thread_id", "threadId"],
      summary: "The thread's snowflake.",
    },
    user_id: { type: types.optional(types.string), field: "user_id", summary: "Who." },
    joined_at: {
      type: types.date,
      runtime: "threadJoinedAt",
      reads: ["join_timestamp"],
      aliases: ["join_timestamp", "joinTimestamp"],
      summary: "When they joined it.",
    },
    flags: { type: types.number, field: "flags", summary: "What they are notified of, as bits." },
  },
});
