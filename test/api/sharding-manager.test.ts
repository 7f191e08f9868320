import { expect, test, vi } from "vitest";
import { simulator } from "../build/project.ts";
import { guildsOfShards } from "../sharding/guilds.ts";
import { project, runScript } from "./program.ts";

const YAML = `version: "1"
name: Managed
intents: [guilds, guild_messages, message_content]
commands:
  - { name: ping, description: Answers, actions: [reply: pong] }
events:
  - event: message_create
    actions: [log: "\${message.content} on \${shard.id}"]
  - event: settings_changed
    actions: [log: "settings of \${data.name} in \${join(client.shard.ids, '+')}"]
`;

/** As the scaling guide has it. */
const GUIDE = `import { ShardingManager } from '@furlow/core';

const manager = new ShardingManager('./furlow.yaml', {
  totalShards: 4,
  token: process.env.DISCORD_TOKEN,
});

manager.on('shardCreate', (shard) => {
  console.log(\`Shard \${shard.id} launched\`);
});

await manager.spawn();
`;

vi.setConfig({ testTimeout: 120_000 /* ms */ });

const guilds = guildsOfShards(4);

async function discord(options = {}) {
  return await simulator({ guilds: guilds.map(({ seed }) => seed), maxConcurrency: 16, ...options });
}

test("the guide's manager builds the bot, prints what it launches, and all shards are up", async () => {
  const sim = await discord();
  const folder = project({ "furlow.yaml": YAML, "manager.mjs": `${GUIDE}console.log("all ready");\n` });
  const manager = runScript(folder, "manager.mjs", sim);
  await manager.printed("all ready");
  expect(manager.lines.filter((line) => line.startsWith("Shard "))).toEqual(
    [0, 1, 2, 3].map((id) => `Shard ${id} launched`),
  );
  const sessions = (await sim.control.sessions()).filter(({ connected }) => connected);
  expect(sessions.map(({ shard: [id, count] }) => `${id}/${count}`).sort()).toEqual([
    "0/4",
    "1/4",
    "2/4",
    "3/4",
  ]);
  for (const { channelId } of guilds) await sim.control.sendMessage({ channelId, content: "hello" });
  await manager.until(() => [0, 1, 2, 3].every((id) => manager.output.includes(`hello on ${id}`)));
  manager.signal("SIGTERM");
  await manager.ended;
  await expect
    .poll(async () => (await sim.control.sessions()).some(({ connected }) => connected), { timeout: 15_000 })
    .toBe(false);
});

const SEVERAL = `import { inspect } from "node:util";
import { ShardingManager } from "@furlow/core";

const token = process.env.DISCORD_TOKEN;
const manager = new ShardingManager("./furlow.yaml", { totalShards: 4, processes: 2, token });
manager.on("shardCreate", (shard) => {
  for (const event of ["spawn", "ready", "resume", "disconnect", "death"])
    shard.on(event, () => console.log(shard.id + " " + event));
});
const shards = await manager.spawn();
console.log("spawned " + [...shards.values()].map((shard) => shard.id + ":" + shard.isReady).join(" "));
manager.broadcast("settings_changed", { name: "all" });
process.on("SIGUSR2", async () => {
  await manager.respawnAll();
  console.log("respawned");
});
console.log(inspect([manager, shards], { depth: 20, showHidden: true }));
process.on("SIGTERM", async () => {
  await manager.destroy();
  console.log("destroyed");
  process.exit(0);
});
console.log("listening");
`;

test("processes are replaced one after another without a new session, and tell their shards of it", async () => {
  const sim = await discord();
  const folder = project({ "furlow.yaml": YAML, "manager.mjs": SEVERAL });
  const manager = runScript(folder, "manager.mjs", sim);
  await manager.printed("listening");
  expect(manager.count("spawned 0:true 1:true 2:true 3:true")).toBe(1);
  await manager.until(() =>
    ["0+1", "2+3"].every((ids) => manager.output.includes(`settings of all in ${ids}`)),
  );
  manager.signal("SIGUSR2");
  await manager.printed("respawned");
  // That a connection was closed may go down with the process that has closed it.
  const events = manager.lines.filter((line) => /^\d (?!disconnect)\w+$/.test(line));
  for (const id of [0, 1, 2, 3])
    expect(events.filter((line) => line.startsWith(`${id}`))).toEqual(
      ["spawn", "ready", "death", "spawn", "resume"].map((event) => `${id} ${event}`),
    );
  // The second process is replaced when the first one's shards are ready again.
  expect(events.indexOf("2 death")).toBeGreaterThan(events.indexOf("0 resume"));
  const sessions = await sim.control.sessions();
  expect(sessions.map(({ identifies }) => identifies)).toEqual([1, 1, 1, 1]);
  manager.signal("SIGTERM");
  expect(await manager.ended).toBe(0);
  expect(manager.count("destroyed")).toBe(1);
  expect(manager.output).not.toContain(sim.token);
});

const REPORTING = `import { BuildError, ShardingManager } from "@furlow/core";
const manager = new ShardingManager("./furlow.yaml", { totalShards: 2, token: process.env.DISCORD_TOKEN });
try {
  await manager.spawn();
} catch (error) {
  console.log(error instanceof BuildError ? "not built" : "not run");
  console.log(error.message);
}
`;

test("spawn() rejects with the diagnostics of a document that is wrong", async () => {
  const sim = await discord();
  const wrong = YAML.replace("reply: pong", "reply: '${user.usrname}'");
  const manager = runScript(project({ "furlow.yaml": wrong, "manager.mjs": REPORTING }), "manager.mjs", sim);
  expect(await manager.ended).toBe(0);
  expect(manager.count("not built")).toBe(1);
  expect(manager.output).toContain("error FUR2104: user has no property `usrname`\n --> furlow.yaml:5:");
});

test("spawn() rejects when Discord refuses the token, which is printed nowhere", async () => {
  const sim = await discord();
  const refused = project({ "furlow.yaml": YAML, "manager.mjs": REPORTING });
  const wrong = "MTIzNDU2Nzg5MDEyMzQ1Njc4.wrong.token";
  const manager = runScript(refused, "manager.mjs", sim, wrong);
  expect(await manager.ended).toBe(0);
  expect(manager.count("not run")).toBe(1);
  expect(manager.output).toMatch(/401/);
  expect(manager.output).not.toContain(wrong);
});

test("spawn() rejects when a process ends before its shards are ready", async () => {
  const sim = await discord();
  const broker = `${YAML}sharding: { enabled: true, broker: { type: redis } }\n`;
  const ending = runScript(project({ "furlow.yaml": broker, "manager.mjs": REPORTING }), "manager.mjs", sim);
  expect(await ending.ended).toBe(0);
  expect(ending.output).toMatch(/the process of shards? [\d, ]+ ended with exit code 1 before it was ready/);
});
