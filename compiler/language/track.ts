import { types } from "../expression/types.ts";

const text = types.optional(types.string);

/** Something that can be played (actions.md, voice). Who asked for it is written in three ways. */
export const trackType = types.map({
  url: types.string,
  title: types.string,
  duration: types.number,
  thumbnail: text,
  author: text,
  artist: text,
  requesterId: text,
  requester: text,
  requestedBy: text,
});

/** What plays and what waits, under all the names that documents read it by. */
export const queueType = types.map({
  queue: types.list(trackType),
  tracks: types.list(trackType),
  currentTrack: types.optional(trackType),
  current: types.optional(trackType),
  length: types.number,
  position: types.number,
  loop: types.string,
  volume: types.number,
  duration: types.number,
  totalDuration: types.number,
});
