import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { type Built, buildFiles } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import { hasRedis, RedisServer } from "../support/servers/redis.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { guildsOfShards } from "./guilds.ts";
import { type Processes, startProcesses } from "./processes.ts";

const YAML = `version: "1"
name: Across
intents: { auto: true }
sharding: { enabled: true }
state: { storage: { type: redis } }
cache: { enabled: true, backend: redis }
commands:
  - name: functions
    description: In functions, of both at once
    actions:
      - shard_eval: { script: "guilds[0]", as: each }
      - reply: "\${map(each, g => g.channels | length)} \${each.filter(g => g.roles.some(r => r.name == 'Role 1')).map(g => g.name)} \${each[.channel_count > 2].length}"
  - name: documented
    description: As docs/cross-shard.md has it
    actions:
      - shard_eval: { script: guilds, as: each }
      - reply: "\${map(each, list => list.map(g => g.channels | length) | sum) | sum} channels"
  - name: chain
    description: From one to the next
    actions:
      - shard_eval: { script: "guilds[0]", as: each }
      - flow_if:
          condition: "member && each[1 - shard.id].system_channel"
          then:
            - reply: "\${member.user.username} \${each[1 - shard.id].owner.voice.channel.parent.name} \${each[1 - shard.id].owner.permissions.includes('BanMembers')}"
  - name: loop
    description: With other things that are waited for
    actions:
      - shard_eval: { script: "guilds[0]", as: each }
      - set: { key: texts, value: [] }
      - batch:
          items: "\${each}"
          as: item
          each:
            - list_push: { key: texts, value: "\${item.owner.roles} \${state.guild.word ?? 'none'} \${item.emojis | length}" }
      - reply: "\${texts | join(', ')}"
  - name: later
    description: A timer fires in the process that has the bot's duties
    actions:
      - create_timer: { id: "\${guild.id}", duration: 100ms, event: rung, data: { home: "\${guild}" } }
      - reply: set
  - name: kept
    description: What a flow gives is kept for all processes
    actions:
      - call_flow: { flow: first, as: home }
      - reply: "\${home.name} \${home.channels | map('name') | join(' ')}"
  - name: tell
    description: Everyone hears of it
    actions:
      - emit: { event: told, scope: cluster, data: { home: "\${guild}", who: "\${member}", more: { home: "\${guild}" } } }
      - reply: told
  - name: whisper
    description: Only here
    actions:
      - emit: { event: told, data: { home: "\${guild}", who: "\${member}", more: { home: "\${guild}" } } }
      - reply: told
  - name: careful
    description: An error like any other
    actions:
      - call_flow: { flow: first, as: home }
      - reply:
          content: "\${home.channels | length}"
          error_handler: sorry
events:
  rung:
    - call_flow: { flow: say }
    - send_message:
        channel: "\${channel}"
        content: "\${home.channels | length} \${guild.roles | map('name') | join(' ')} \${client.voice.channel_id ?? 'nowhere'} on \${client.shard.ids}"
  told:
    when: "home.channels.length == 3"
    actions:
      - log: "\${home.name} \${who.roles} \${who.voice.channel.name} \${who.is_owner} \${more.home.roles | length} \${who.roles.highest.members.map(m => m.user.username)} on \${client.shard.ids}"
flows:
  - name: first
    cache: { ttl: 1h, key: "first" }
    actions:
      - return: "\${guild}"
  - name: say
    actions:
      - send_message: { channel: "\${channel.id}", content: "\${guild.name}: \${channel.name} of \${channel.parent.name}" }
  - name: sorry
    parameters: [{ name: error, type: any }]
    actions:
      - reply: "\${error.code} \${error.message}"
`;

/** One for each shard, with a category, a text channel and a voice channel, in which its owner sits. */
const GUILDS = guildsOfShards(2).map(({ guildId, channelId, userId, seed }, i) => {
  const [role, category, voice] = [3, 4, 5].map((kind) => String(BigInt(guildId) + BigInt(kind)));
  return {
    ...seed,
    ownerId: userId,
    systemChannelId: channelId,
    roles: [{ id: role!, name: `Role ${i}` }],
    channels: [
      { id: category!, name: `Category ${i}`, type: 4 },
      { id: channelId, name: `general ${i}`, parentId: category! },
      { id: voice!, name: `Voice ${i}`, type: 2, parentId: category! },
    ],
    members: [{ id: userId, username: `member${i}`, roles: [role!], voiceChannelId: voice! }],
  };
});

const SLOW = 90_000; /* ms */

describe.skipIf(!hasRedis)("what is cached of a guild that another process serves", () => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  let redis: RedisServer;
  let built: Built;
  let processes: Processes;

  beforeAll(async () => {
    redis = await RedisServer.start();
    cleanUp.push(() => redis.remove());
    const atEnd = (done: () => void | Promise<void>) => void cleanUp.unshift(done);
    built = await buildFiles({ "furlow.yaml": YAML }, atEnd);
    processes = await startProcesses(built, atEnd, { REDIS_URL: redis.url }, [2, 1], { guilds: GUILDS });
  }, SLOW);
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });

  const ask: Processes["ask"] = (...args) => processes.ask(...args);

  test("is asked of that process, in functions and filters as well", async () => {
    for (const shard of [0, 1]) expect(await ask("functions", shard)).toBe("3, 3 Guild 1 2");
  });

  test("is read as the documentation has it", async () => {
    expect(await ask("documented")).toBe("6 channels");
  });

  test("is followed from one thing to the next", async () => {
    expect(await ask("chain", 0)).toBe("member0 Category 1 true");
    expect(await ask("chain", 1)).toBe("member1 Category 0 true");
  });

  test("is read beside what is waited for", async () => {
    for (const shard of [0, 1]) expect(await ask("loop", shard)).toBe("Role 0 none 0, Role 1 none 0");
  });

  test("is there in the handlers of a timer, whichever process it fires in", async () => {
    for (const shard of [0, 1]) {
      const { channelId } = processes.guilds[shard]!;
      expect(await ask("later", shard)).toBe("set");
      const said = async () =>
        (await processes.sim.control.messages(channelId)).map(({ content }) => content);
      await eventually(
        async () => (await said()).filter((text) => / of Cat| nowhere on /.test(text)).length === 2,
      );
      expect(await said()).toContain(`Guild ${shard}: general ${shard} of Category ${shard}`);
      expect(await said()).toContainEqual(expect.stringMatching(`^3 .*Role ${shard}.* nowhere on \\d$`));
    }
  });

  test("is read of what a flow has kept for all processes", async () => {
    const channels = "Guild 1 Category 1 general 1 Voice 1";
    for (const shard of [1, 0, 1]) expect(await ask("kept", shard)).toBe(channels);
  });

  test("is read of what an event has brought", async () => {
    expect(await ask("whisper", 0)).toBe("told");
    expect(await ask("tell", 1)).toBe("told");
    const lines = () =>
      processes.bots
        .flatMap(({ log }) => log.map(({ msg }) => msg))
        .filter((msg) => msg.includes("Role 1 Voice"));
    await eventually(() => lines().length === 2);
    expect(lines().sort()).toEqual([0, 1].map((id) => `Guild 1 Role 1 Voice 1 true 3 member1 on ${id}`));
  });

  test("is an error that names guild and shard when its process hangs, waits for it or is gone", async () => {
    const other = processes.bots[1]!;
    const failure = `E4005 what is cached of guild ${processes.guilds[1]!.guildId} cannot be read: shard 1`;
    other.signal("SIGSTOP");
    try {
      const began = performance.now();
      expect(await ask("careful")).toBe(`${failure}: no answer within 2000 ms`);
      expect(performance.now() - began).toBeLessThan(3_000);
    } finally {
      other.signal("SIGCONT");
    }
    expect(await ask("careful")).toBe("3");
    const { control } = processes.sim;
    const { guildId } = processes.guilds[1]!;
    await control.removeGuild(guildId, { unavailable: true });
    await control.invalidateSession(1, { resumable: false });
    const late = `${failure}: its script failed: guild ${guildId} has not arrived there yet`;
    await eventually(async () => (await ask("careful")) === late);
    await control.addGuild(GUILDS[1]);
    await eventually(async () => (await ask("careful")) === "3");
    expect(await other.stop()).toBe(0);
    expect(await ask("careful")).toBe(`${failure}: no process runs it`);
  });
});

test.each([
  [true, ["FUR2111"]],
  [false, []],
])(
  "a filter that is asked for each message waits for no other process (several: %s)",
  (enabled, expected) => {
    const folder = temporaryFolder();
    onTestFinished(() => folder.remove());
    writeFiles(folder.path, {
      "furlow.yaml": `
name: Filters
sharding: { enabled: ${enabled} }
commands:
  - name: clean
    description: Deletes
    actions:
      - shard_eval: { script: "guilds[0]", as: each }
      - bulk_delete: { count: 5, filter: "each[0].channels.some(c => c.name == msg.content)" }
`,
    });
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code }) => code)).toEqual(expected);
  },
);
