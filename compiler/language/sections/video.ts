import { structure } from "../fields/shapes.ts";
import { channelTarget, roleTarget } from "../fields/targets.ts";
import { boolean } from "../fields/values.ts";
import { defineSection } from "../section.ts";

const detection = structure("stream_detection", {
  enabled: boolean("Whether streams are noticed."),
  notify_channel: channelTarget("Where it is said."),
  notify_role: roleTarget("Who is told."),
});

export default defineSection({
  name: "video",
  summary: "What happens when members stream.",
  merge: "replace",
  fields: { stream_detection: detection("Noticing that a member begins to stream.") },
  supported: false,
});
