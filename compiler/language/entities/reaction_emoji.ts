import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "reaction_emoji",
  summary: "An emoji that someone reacted with: a character, or a custom one.",
  runtimeType: "ReactionEmoji",
  text: "mention",
  properties: {
    id: { type: types.optional(types.string), field: "id", summary: "Its snowflake, of a custom one." },
    name: {
      type: types.optional(types.string),
      field: "name",
      summary: "Its name; of any other the character itself.",
    },
    animated: {
      type: types.boolean,
      runtime: "isAnimated",
      reads: ["animated"],
      summary: "Whether it moves.",
    },
    mention: {
      type: types.string,
      runtime: "emojiText",
      reads: ["id", "name", "animated"],
      aliases: ["to_string"],
      summary: "Text that shows it.",
    },
    url: {
      type: types.optional(types.string),
      runtime: "emojiUrl",
      reads: ["id", "animated"],
      summary: "The address of its image, of a custom one.",
    },
  },
});
