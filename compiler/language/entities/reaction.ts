import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "reaction",
  summary: "An emoji under a message.",
  runtimeType: "Reaction",
  properties: {
    emoji: { type: types.entity("reaction_emoji"), field: "emoji", summary: "The emoji." },
    burst: {
      type: types.optional(types.boolean),
      field: "burst",
      summary: "Whether it is a super reaction.",
    },
    message: { type: types.optional(types.entity("message")), root: "message", summary: "The message." },
    user: { type: types.entity("user"), root: "user", summary: "Who reacted." },
  },
});
