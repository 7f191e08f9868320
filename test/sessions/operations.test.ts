import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RunOperations } from "../../runtime-lib/sessions/run-operations.ts";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, run, simulator } from "../build/project.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { atEndOfTest } from "../support/at-end-of-test.ts";
import { eventually, PATIENCE } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** What the first handlers send, the last one sends in part, waits, and sends the rest. */
const YAML = `version: "1"
name: Repeating
intents: [guilds, guild_messages, message_content]
sharding: { enabled: true, total_shards: 2 }
state:
  storage: { type: sqlite, path: ./state.db }
  variables:
    count: { type: number, scope: guild }
    list: { type: array, scope: guild }
  tables:
    notes: { columns: { text: string } }
commands:
  - name: ask
    description: Answers and goes on
    actions:
      - reply: { content: "answered", as: answer }
      - increment: { var: count, as: count }
      - list_push: { var: list, value: a }
      - db_insert: { table: notes, data: { text: a } }
      - wait: 2s
      - increment: { var: count, as: count }
      - db_query: { table: notes, as: notes }
      - send_message: "after \${answer.content}: \${count} \${length(state.guild.list)} \${length(notes)}"
events:
  - event: message_create
    when: "!user.bot"
    actions: [reply: "re \${message.content}"]
  - event: message_create
    when: "!user.bot"
    actions:
      - send_message: same
      - emit: { event: sent }
  - event: message_create
    when: "!user.bot"
    actions: [send_message: same]
  - event: sent
    actions: [send_message: same]
  - event: message_create
    when: "!user.bot"
    actions:
      - repeat:
          times: 5
          as: i
          do:
            - send_message: again
            - flow_if:
                if: "i == 2"
                then: [wait: 2s]
      - parallel:
          - actions: [wait: "\${random(0, 50)}", send_message: left]
          - actions: [wait: "\${random(0, 50)}", send_message: right]
      - send_message: { content: file, files: [furlow.txt] }
      - send_message: done
`;

const guilds = guildsOfShards(2);
const cleanUp: (() => void | Promise<void>)[] = [];
let built: Built;
beforeAll(async () => {
  built = await buildFiles(
    { "furlow.yaml": YAML, "furlow.txt": "a file" },
    (done) => void cleanUp.push(done),
  );
});
afterAll(async () => {
  for (const done of cleanUp) await done();
});

/** Starts one process after another, with one folder for their sessions. */
async function successors(): Promise<{ sim: Simulator; start: () => Promise<RunningBot> }> {
  const sim = await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16 });
  const folder = temporaryFolder();
  atEndOfTest(() => folder.remove());
  cpSync(join(built.folder, "dist"), join(folder.path, "dist"), { recursive: true });
  writeFileSync(join(folder.path, "furlow.txt"), "a file");
  const start = async () => {
    const bot = await run({ ...built, folder: folder.path }, sim);
    await sim.control.waitForSessions(2, PATIENCE);
    return bot;
  };
  return { sim, start };
}

/** How often each text is in the first guild's channel. */
async function texts(sim: Simulator): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { content } of await sim.control.messages(guilds[0]!.channelId))
    counts[content] = (counts[content] ?? 0) + 1;
  return counts;
}

const ONCE = { "re hello": 1, same: 3, again: 5, left: 1, right: 1, file: 1, done: 1 };

async function send(sim: Simulator, content: string): Promise<void> {
  const { channelId, userId } = guilds[0]!;
  await sim.control.sendMessage({ channelId, content, author: userId });
}

describe("a handler that runs again after a crash", { concurrent: true }, () => {
  test.each([
    ["Discord sends its event again", 0],
    ["its event was saved as one that is not finished", 1_300],
  ])(
    "sends each message once, where %s",
    async (_how, pause) => {
      const { sim, start } = await successors();
      const first = await start();
      // With a save behind it there is a session to go on with.
      await setTimeout(1_500);
      await send(sim, "hello");
      await eventually(async () => (await texts(sim))["again"] === 3, 10_000);
      await setTimeout(pause);
      await first.kill();
      const before = await texts(sim);
      expect(before).toEqual({ hello: 1, "re hello": 1, same: 3, again: 3 });
      const second = await start();
      await eventually(async () => (await texts(sim))["done"] === 1, 20_000);
      expect(await texts(sim), second.transcript()).toEqual({ hello: 1, ...ONCE });
      const posts = await sim.control.requests({ method: "POST" });
      const messages = posts.filter(({ path }) => path.endsWith("/messages"));
      // It did send them again: that Discord takes them once is what keeps them from being doubled.
      expect(messages.length).toBe(13 + 7);
      expect(await sim.control.problems()).toEqual([]);
    },
    60_000,
  );
});

test.concurrent("a command whose answer has arrived goes on with it when it runs again, and writes nothing twice", async () => {
  const { sim, start } = await successors();
  const first = await start();
  await setTimeout(1_500);
  const { guildId, channelId, userId } = guilds[0]!;
  const { interactionId } = await sim.control.slash({ command: "ask", guildId, channelId, user: userId });
  await sim.control.waitForResponse(interactionId, { timeout: 8_000, filled: true });
  await setTimeout(1_300);
  await first.kill();
  const second = await start();
  await eventually(async () => (await texts(sim))["after answered: 2 1 1"] === 1, 10_000);
  expect(await texts(sim)).toEqual({ answered: 1, "after answered: 2 1 1": 1 });
  expect(second.log.filter(({ level }) => level === "error" || level === "warn")).toEqual([]);
}, 60_000);

test.concurrent("the same event comes twice: both are answered", async () => {
  const { sim, start } = await successors();
  await start();
  await send(sim, "hello");
  await send(sim, "hello");
  await eventually(async () => (await texts(sim))["done"] === 2, 10_000);
  const twice = Object.fromEntries(Object.entries(ONCE).map(([text, count]) => [text, 2 * count]));
  expect(await texts(sim)).toEqual({ hello: 2, ...twice });
});

test("ids of operations are told apart by run, by what is said, and by how often", () => {
  const ids = (run: string) => {
    const operations = new RunOperations(run);
    return [["a", "b"], ["ab"], ["a", "b"], ["a", Buffer.from("b")]].map((said) => operations.id(said));
  };
  const first = ids("s:1 0.0");
  expect(first.every((id) => /^[\w-]{25}$/.test(id))).toBe(true);
  expect(new Set([...first, ...ids("s:1 1.0"), ...ids("s:2 0.0")]).size).toBe(12);
  expect(ids("s:1 0.0")).toEqual(first);
});
