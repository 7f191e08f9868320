/**
 * A process that goes on with what is saved at an address, and saves until it is killed:
 * `save-on-and-on.ts BACKEND ADDRESS`. It prints each sequence that is saved.
 */
import { openSessions } from "./open-sessions.ts";
import { changesTo, snapshotOf } from "./saved-sequences.ts";

const [backend = "", address = ""] = process.argv.slice(2);
const store = openSessions(backend, address);
const stored = await store.load(0);
let sequence = stored?.session.sequence ?? 0;
for (let isFirst = stored === undefined; ; isFirst = false) {
  sequence++;
  await store.save(0, snapshotOf(sequence), changesTo(sequence, isFirst));
  console.log(sequence);
}
