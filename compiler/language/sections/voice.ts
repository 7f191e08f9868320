import { listOrTemplate } from "../fields/list-or-template.ts";
import { numberWithin } from "../fields/numbers.ts";
import { settingText } from "../fields/setting-text.ts";
import { structure } from "../fields/shapes.ts";
import { templates } from "../fields/structures.ts";
import { boolean, duration, text } from "../fields/values.ts";
import { filter, volume } from "../fields/voice.ts";
import { word } from "../fields/words.ts";
import { defineSection } from "../section.ts";

const connection = structure("connection", {
  self_deaf: boolean("Whether the bot hears nothing."),
  self_mute: boolean("Whether the bot is muted."),
  inactivity_timeout: duration("After how long without playing it leaves."),
  alone_timeout: duration("After how long alone it leaves."),
});
const voteSkip = structure("vote_skip", {
  enabled: boolean("Whether members vote on skipping."),
  threshold: numberWithin({ minimum: 0, maximum: 1 })("Which part of them is needed."),
});
const recording = structure("recording", {
  enabled: boolean("Whether what is said is recorded."),
  format: word(["pcm", "ogg", "mp3"])("The format of the files."),
  per_user: boolean("Whether each member has a file of their own."),
  max_duration: duration("How long a recording is at most."),
  output_dir: text("The folder of the files."),
});
const spotify = structure("spotify", {
  client_id: settingText("The application's id."),
  client_secret: settingText("The application's secret."),
});

export default defineSection({
  name: "voice",
  summary: "How the bot behaves in voice channels.",
  merge: "replace",
  fields: {
    enabled: boolean("Whether the bot can join voice channels."),
    connection: connection("How it joins."),
    default_volume: volume("How loud it plays at first."),
    max_queue_size: numberWithin({ minimum: 1, whole: true })("How many tracks can wait."),
    default_loop: word(["off", "track", "queue"])("What is repeated at first."),
    vote_skip: voteSkip("Skipping by vote."),
    filters: listOrTemplate("filter", filter("").check)("The filters that can be used."),
    recording: recording("Recording what is said."),
    leave_on_empty: boolean("Whether it leaves a channel without members."),
    leave_delay: duration("How long it waits before that."),
    inactivity_timeout: duration("After how long without playing it leaves."),
    sources: templates("Where tracks come from."),
    spotify: spotify("Access to Spotify."),
  },
  secrets: ["spotify.client_secret"],
  supported: false,
});
