import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import type { GuildSeed, Simulator } from "../../simulator/index.ts";
import { type Built, buildFiles, logged, simulator } from "../build/project.ts";
import { eventually } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { guildsOfShards } from "./guilds.ts";
import { Successors, sessions } from "./successors.ts";

/** @param text what is logged of a message */
function yaml(text: string, more = ""): string {
  return `version: "1"
name: Filled in
intents: [guilds, guild_messages, message_content, guild_voice_states, guild_scheduled_events]
sharding: { enabled: true, total_shards: 2 }
commands:
  - { name: name, description: Says it, actions: [reply: "${text}"] }
events:
  - event: message_create
    when: "!user.bot"
    actions: [log: "\${message.content}: ${text}"]
${more}`;
}

const VERSIONS = {
  name: yaml("${guild.name}"),
  level: yaml("${guild.name} ${guild.verificationLevel}"),
  topic: yaml("${guild.name} ${channel.parent.name} ${guild.roles.length}"),
  nothing: yaml("nothing"),
  count: yaml("${guild.name} ${guild.memberCount}"),
  voice: yaml("${guild.name} ${channel.members.length}"),
  renamed: yaml(
    "${guild.name}",
    `  - event: role_update
    actions: [log: "role \${old_role.name} \${role.name} \${role.color}"]
`,
  ),
  recolored: yaml(
    "${guild.name}",
    `  - event: role_update
    actions: [log: "role \${old_role.name} \${old_role.color} \${role.name} \${role.color}"]
`,
  ),
  edited: yaml(
    "${guild.name}",
    `  - event: message_update
    actions: [log: "edited \${old_message.content}"]
`,
  ),
} as const;
type Version = keyof typeof VERSIONS;

const CATEGORY = "77";
const ROLE = "78";

/** One guild of each shard, whose channel is in a category. */
const guilds = guildsOfShards(2);
const seeds = guilds.map(({ seed }, shard): GuildSeed => {
  const id = (kind: string) => `${seed.id}${kind}`;
  const [channel] = seed.channels!;
  return {
    ...seed,
    roles: [{ id: id(ROLE), name: "Old name" }],
    channels: [
      { id: id(CATEGORY), name: `Category ${shard}`, type: 4 },
      { ...channel!, parentId: id(CATEGORY) },
    ],
  };
});

/** So many further guilds of shard 0. */
function neighbours(count: number): GuildSeed[] {
  const first = BigInt(guilds[0]!.guildId);
  return Array.from({ length: count }, (_, i) => ({
    id: String(first + (BigInt(2 * i + 2) << 22n)),
    channels: [],
  }));
}

const FILLED = "filled in what this version of the bot reads";
const NEW_SESSION = "the session was saved without what this version of the bot reads";

describe("another version that reads something else of what is cached", () => {
  const cleanUp: (() => void | Promise<void>)[] = [];
  const builds = new Map<Version, Promise<Built>>();
  afterAll(async () => {
    for (const done of cleanUp) await done();
  });

  /** Versions are built once, those that a test runs. */
  function built(version: Version): Promise<Built> {
    let build = builds.get(version);
    if (build === undefined) {
      build = buildFiles({ "furlow.yaml": VERSIONS[version] }, (done) => void cleanUp.push(done));
      builds.set(version, build);
    }
    return build;
  }

  /** What versions run one after another. */
  class Versions {
    readonly #processes: Successors;

    constructor(
      readonly sim: Simulator,
      first: Built,
    ) {
      this.#processes = new Successors(sim, first);
    }

    async start(version: Version, environment?: Readonly<Record<string, string>>): Promise<RunningBot> {
      return await this.#processes.start(await built(version), environment);
    }

    /** Runs a version until it has all guilds, and ends it. */
    async leave(version: Version): Promise<void> {
      const bot = await this.start(version);
      await this.send("before");
      await eventually(() => said(bot).length === 2);
      expect(await bot.stop()).toBe(0);
    }

    async send(...contents: string[]): Promise<void> {
      for (const content of contents)
        for (const { channelId, userId } of guilds)
          await this.sim.control.sendMessage({ channelId, content, author: userId });
    }

    /** How often Discord was asked for guilds, by route, since a request. */
    async asked(since: number): Promise<Record<string, number>> {
      const counts: Record<string, number> = {};
      for (const { method, route } of await this.sim.control.requests({ since }))
        if (method === "GET" && route?.startsWith("/guilds/")) counts[route] = (counts[route] ?? 0) + 1;
      return counts;
    }

    async last(): Promise<number> {
      return (await this.sim.control.requests()).at(-1)?.n ?? 0;
    }
  }

  async function versions(more: readonly GuildSeed[] = []): Promise<Versions> {
    const options = {
      guilds: [...seeds, ...more],
      maxConcurrency: 16,
      identifyInterval: 100,
      interactionTimeout: 30_000,
    };
    return new Versions(await simulator(options), await built("name"));
  }

  /** Runs a version, and another one after it to which a message is sent that came between them. */
  async function after(first: Version, then: Version) {
    const run = await versions();
    await run.leave(first);
    await run.send("between");
    const since = await run.last();
    const other = await run.start(then);
    await eventually(() => said(other).length === 2);
    return { other, asked: await run.asked(since), sessions: await sessions(run.sim), run };
  }

  function said({ log }: RunningBot): string[] {
    const texts = log.map(({ msg }) => msg).filter((msg) => /^(before|between|after|while)\b/.test(msg));
    return texts.sort();
  }

  const RESUMED = [
    { identifies: 1, resumes: 1 },
    { identifies: 1, resumes: 1 },
  ];

  test("goes on with the sessions when it reads more of guilds: they are asked for", async () => {
    const { other, asked, sessions } = await after("name", "level");
    expect(said(other)).toEqual(["between: Guild 0 0", "between: Guild 1 0"]);
    expect(sessions).toEqual(RESUMED);
    expect(asked).toEqual({ "/guilds/{guild_id}": 2 });
    const { shards, guilds, requests } = await logged(other, ({ msg }) => msg === FILLED);
    expect({ shards, guilds, requests }).toEqual({ shards: 2, guilds: 2, requests: 2 });
  });

  test("has caches filled that there were none of", async () => {
    const { other, asked, sessions } = await after("name", "topic");
    // Everyone, the bot's own, and one more.
    expect(said(other)).toEqual(["between: Guild 0 Category 0 3", "between: Guild 1 Category 1 3"]);
    expect(sessions).toEqual(RESUMED);
    expect(asked).toEqual({
      "/guilds/{guild_id}": 2,
      "/guilds/{guild_id}/channels": 2,
      "/guilds/{guild_id}/threads/active": 2,
    });
  });

  test.each<[Version, Version]>([
    ["level", "name"],
    ["topic", "level"],
    ["name", "nothing"],
  ])("%s to %s asks for nothing that it has", async (first, then) => {
    const { asked, sessions, other } = await after(first, then);
    expect(sessions).toEqual(RESUMED);
    expect(asked).toEqual(then === "level" ? { "/guilds/{guild_id}": 2 } : {});
    expect(other.log.filter(({ msg }) => msg.startsWith(NEW_SESSION))).toEqual([]);
  });

  test("goes on with the sessions when it reads messages: a new session would bring none either", async () => {
    const { asked, sessions } = await after("name", "edited");
    expect([asked, sessions]).toEqual([{}, RESUMED]);
  });

  test.each<[Version, string]>([
    ["count", "only a new session brings member_count of guilds"],
    ["voice", "only a new session brings "],
  ])(
    "begins new sessions for %s, which Discord tells of in no other way, and says why",
    async (then, why) => {
      const run = await versions();
      await run.leave("name");
      const other = await run.start(then);
      const lines = other.log.filter(({ msg }) => msg.startsWith(NEW_SESSION));
      expect(lines.map(({ reason }) => String(reason).startsWith(why))).toEqual([true, true]);
      expect((await sessions(run.sim)).map(({ identifies }) => identifies)).toEqual([2, 2]);
      await run.send("after");
      await eventually(() => said(other).length === 2);
    },
  );

  test("begins new sessions where filling in takes too long, and says how long", async () => {
    const run = await versions(neighbours(60));
    await run.leave("nothing");
    const slow = { DISCORD_GLOBAL_RPS: "5" };
    const unknown = await run.start("level", slow);
    const reasons = ({ log }: RunningBot) =>
      log.filter(({ msg }) => msg.startsWith(NEW_SESSION)).map(({ reason }) => reason);
    const unsaid = "nothing that was saved says which guilds there are";
    expect(reasons(unknown)).toEqual([unsaid, unsaid]);
    await run.send("before");
    await eventually(() => said(unknown).length === 2);
    await unknown.stop();
    const other = await run.start("topic", slow);
    // 61 guilds of shard 0, three requests each, 2.5 a second; shard 1 has one guild.
    expect(reasons(other)).toEqual(["filling it in takes 74 s, more than 60 s"]);
    expect((await sessions(run.sim)).map(({ identifies }) => identifies).sort()).toEqual([2, 3]);
  });

  test("an event that is younger than Discord's answer wins, and has what was before it", async () => {
    const run = await versions();
    await run.leave("renamed");
    // An answer is as old as the request.
    await run.sim.control.latency(700);
    const other = await run.start("recolored");
    const { guildId } = guilds[0]!;
    const change = (changes: Record<string, unknown>) =>
      run.sim.control.updateRole(guildId, `${guildId}${ROLE}`, changes);
    await setTimeout(200);
    await change({ name: "New name", color: 1 });
    const roleLines = () => other.log.map(({ msg }) => msg).filter((msg) => msg.startsWith("role "));
    await eventually(() => roleLines().length === 1);
    await change({ color: 2 });
    await eventually(() => roleLines().length === 2);
    expect(roleLines()).toEqual(["role Old name 0 New name 1", "role New name 1 New name 2"]);
  });

  test("an interaction is answered with what is filled in, before guilds that nobody waits for", async () => {
    const run = await versions(neighbours(60));
    await run.leave("name");
    await run.sim.control.latency(300);
    const other = await run.start("level");
    const last = guilds[1]!;
    const { interactionId } = await run.sim.control.slash({
      command: "name",
      guildId: last.guildId,
      channelId: last.channelId,
      user: last.userId,
    });
    const { message } = await run.sim.control.waitForResponse(interactionId, { timeout: 30_000 });
    expect(message?.["content"]).toBe("Guild 1 0");
    expect(other.log.filter(({ msg }) => msg === FILLED)).toEqual([]);
    const { guilds: filled, waited } = await logged(other, ({ msg }) => msg === FILLED);
    expect([filled, waited]).toEqual([62, 1]);
  });

  test.each<["stopped" | "killed", Version]>([
    ["stopped", "level"],
    ["stopped", "topic"],
    ["killed", "level"],
  ])("a process that is %s meanwhile leaves the rest to %s", async (how, then) => {
    const run = await versions();
    await run.leave("name");
    // The answers do not come while the process lives.
    await run.sim.control.failNext({ route: "/guilds/{guild_id}", status: 500, times: 2, delay: 30_000 });
    const other = await run.start("level");
    await run.send("while");
    // Long enough for a save.
    if (how === "killed") await setTimeout(2_000);
    await (how === "killed" ? other.kill() : other.stop());
    expect(said(other)).toEqual([]);
    await run.send("between");
    const third = await run.start(then);
    await eventually(() => said(third).length === 4);
    const ends = then === "level" ? ["0 0", "1 0"] : ["0 Category 0 3", "1 Category 1 3"];
    expect(said(third)).toEqual([
      ...ends.map((end) => `between: Guild ${end}`),
      ...ends.map((end) => `while: Guild ${end}`),
    ]);
    expect((await sessions(run.sim)).map(({ identifies }) => identifies)).toEqual([1, 1]);
    await third.stop();
  });

  test("a guild that Discord does not give at first is asked for again", async () => {
    const run = await versions();
    await run.leave("name");
    await run.sim.control.failNext({ route: "/guilds/{guild_id}", status: 400, times: 1 });
    const other = await run.start("level");
    await logged(other, ({ msg }) => msg === FILLED);
    const told = "a guild could not be filled in: it is tried again";
    expect(other.log.filter(({ msg }) => msg === told)).toHaveLength(1);
    await run.send("after");
    await eventually(() => said(other).length === 2);
    expect(said(other)).toEqual(["after: Guild 0 0", "after: Guild 1 0"]);
  });

  test("a guild that the bot has left is not waited for, nor a session that Discord has forgotten", async () => {
    const run = await versions();
    await run.leave("name");
    await run.sim.control.removeGuild(guilds[0]!.guildId);
    const other = await run.start("level");
    await logged(other, ({ msg }) => msg === FILLED);
    await other.stop();
    await run.sim.control.latency(1_000);
    const again = await run.start("topic");
    await run.sim.control.invalidateSession(1);
    const { channelId, userId } = guilds[1]!;
    await eventually(async () => (await sessions(run.sim)).some(({ identifies }) => identifies === 2));
    await run.sim.control.sendMessage({ channelId, content: "after", author: userId });
    await eventually(() => said(again).length === 1);
    expect(said(again)).toEqual(["after: Guild 1 Category 1 3"]);
  });
});
