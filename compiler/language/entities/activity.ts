import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "activity",
  summary: "Something someone does: a game, a song, a status of their own.",
  runtimeType: "Activity",
  text: "name",
  properties: {
    name: { type: types.string, field: "name", summary: "Its name." },
    type: {
      type: types.number,
      field: "type",
      summary: "0 playing, 1 streaming, 2 listening, 3 watching, 4 custom, 5 competing.",
    },
    state: {
      type: types.optional(types.string),
      field: "state",
      summary: "Its state; the text of a custom status.",
    },
    details: { type: types.optional(types.string), field: "details", summary: "What exactly." },
    url: { type: types.optional(types.string), field: "url", summary: "The address of a stream." },
    application_id: { type: types.optional(types.string), field: "application_id", summary: "The game." },
  },
});
