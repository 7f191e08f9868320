import { expect, test, vi } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, positionOf, run, simulator } from "../build/project.ts";
import { guildsOfShards, sessionsOfTest } from "../sharding/guilds.ts";
import { commandsIn } from "../sharding/processes.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";

vi.setConfig({ testTimeout: 180_000 /* ms */ });

const WAIT = 60_000; /* ms */

const guilds = guildsOfShards(4);
const seeds = guilds.map(({ seed, channelId }) => ({ ...seed, systemChannelId: channelId }));

const YAML = `version: "1"
name: Announcing
plugins: ["./announce.ts"]
sharding: { enabled: true, total_shards: 4, processes: 2, session_store: { path: "\${env.SESSIONS}" } }
commands:
  - { name: announce, description: Tells all guilds, actions: [emit: { event: announce, data: { text: News } }] }
  - { name: values, description: Asks all shards, actions: [emit: values] }
  - name: size
    description: How many guilds the shards have been told of
    actions:
      - shard_eval: { script: "guilds.size", as: sizes }
      - reply: "\${sizes|sum}"
events:
  - event: told
    actions: [log: "told \${data.what}"]
`;

/** As the scaling guide has it: "from any shard". */
const GUIDE = `import type { Client } from "@furlow/core/plugin";

export default (client: Client) => {
  client.on("announce", async () => {
    // From any shard
    await client.shard.broadcastEval((c) => {
      c.guilds.cache.forEach((g) => g.systemChannel?.send('Announcement!'));
    });
  });
};
`;

async function started(
  plugins: Record<string, string>,
): Promise<{ sim: Simulator; bot: RunningBot; built: Built }> {
  const built = await buildFiles({ "furlow.yaml": YAML, ...plugins });
  const sim = await simulator({ guilds: seeds, maxConcurrency: 16 });
  const bot = await run(built, sim, undefined, sessionsOfTest());
  await sim.control.waitForSessions(4, WAIT);
  const ask = commandsIn(sim, guilds);
  await bot.until(async () => (await ask("size").catch(String)) === "4", WAIT);
  await sim.control.reset();
  return { sim, bot, built };
}

async function use(sim: Simulator, command: string, shard: number): Promise<void> {
  const { guildId, channelId, userId } = guilds[shard]!;
  await sim.control.slash({ command, guildId, channelId, user: userId });
}

const messages = async (sim: Simulator) =>
  await Promise.all(
    guilds.map(async ({ channelId }) =>
      (await sim.control.messages(channelId)).map(({ content }) => String(content)),
    ),
  );

test("the guide's announcement arrives in every guild's system channel exactly once", async () => {
  const { sim, bot, built } = await started({ "announce.ts": GUIDE });
  expect(built.report.cached.map(({ cache, fields }) => [cache, fields.map(({ name }) => name)])).toEqual([
    ["guilds", ["id", "system_channel_id"]],
  ]);
  await use(sim, "announce", 3);
  await bot.until(async () => (await messages(sim)).every((each) => each.length > 0), WAIT);
  // What a process would send twice has been sent before the bot has stopped.
  expect(await bot.stop()).toBe(0);
  expect(await messages(sim)).toEqual(guilds.map(() => ["Announcement!"]));
});

const VALUES = `import type { Client } from "@furlow/core/plugin";
import { describeAll } from "./describe.ts";

export default (client: Client) => {
  client.on("values", async () => {
    const tell = (what: unknown) => client.emit("told", { what: JSON.stringify(what) });
    await tell(await client.shard.fetchClientValues("guilds.cache.size"));
    await tell(
      await client.shard.broadcastEval(async (c, { mark }) => mark + c.guilds.cache.first()?.name + c.shard.ids, {
        context: { mark: "#" },
      }),
    );
    await tell(await client.shard.broadcastEval((c) => c.shard.ids[0], { shard: [3, 1] }));
    await tell(await describeAll(client));
    await tell(
      await client.shard
        .broadcastEval((c) => {
          if (c.shard.ids[0] !== 2) return c.shard.count;
          throw new Error("not here");
        })
        .catch(String),
    );
    await tell(await client.shard.fetchClientValues("guilds.constructor").catch(String));
    throw new Error("after all");
  });
};
`;

const DESCRIBE = `import type { Client } from "@furlow/core/plugin";

export function describeAll(client: Client): Promise<string[]> {
  return client.shard.broadcastEval((c) => c.channels.cache.map(({ name, guildId }) => name + guildId.length).join());
}
`;

test("values come in the shards' order, with a context, and errors name the shards without one", async () => {
  const { sim, bot } = await started({ "announce.ts": VALUES, "describe.ts": DESCRIBE });
  await use(sim, "values", 1);
  await bot.until(() => bot.log.some(({ level, msg }) => level === "error" && msg === "after all"), WAIT);
  const told = bot.log
    .filter(({ msg }) => msg.startsWith("told "))
    .map(({ msg }) => JSON.parse(msg.slice(5)));
  expect(told).toEqual([
    [1, 1, 1, 1],
    guilds.map((_, id) => `#Guild ${id}${id}`),
    [1, 3],
    guilds.map(() => "general18"),
    expect.stringMatching(/shard 2: its script failed: not here$/),
    expect.stringMatching(
      /shards 0, 1, 2, 3: its script failed: there is no guilds\.constructor on a shard$/,
    ),
  ]);
  const failed = bot.log.find(({ msg, level }) => level === "error" && msg === "after all");
  expect(failed?.stack).toContain(`at announce.ts:${positionOf(VALUES, 'new Error("after all")')}`);
  await eventually(() =>
    bot.log.some(({ stack }) =>
      stack?.includes(`at announce.ts:${positionOf(VALUES, 'new Error("not here")')}`),
    ),
  );
});
