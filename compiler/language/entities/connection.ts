import { types } from "../../expression/types.ts";
import { defineEntity } from "../entity.ts";

export default defineEntity({
  name: "connection",
  summary: "The connection to Discord.",
  runtimeType: "Connection",
  isLive: true,
  properties: {
    ping: { type: types.number, field: "ping", summary: "The last round trip, in milliseconds." },
  },
});
