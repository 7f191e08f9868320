import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { cacheNamed, cacheWhen } from "../../runtime-lib/cache/choose-cache.ts";
import { memoryCache } from "../../runtime-lib/cache/memory-cache.ts";
import { redisCache } from "../../runtime-lib/cache/redis/redis-cache.ts";
import type { Logger } from "../../runtime-lib/log/logger.ts";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const FLOW = `
commands:
  - name: top
    description: Top
    actions: [{ call_flow: { flow: top, as: text } }, { reply: "\${text}" }]
flows:
  - name: top
    cache: { key: "board:\${user.id}" }
    actions: [{ return: "\${user.username}" }]
`;

/** What checking a document says. */
function check(text: string): string[] {
  const folder = temporaryFolder();
  try {
    writeFiles(folder.path, { "furlow.yaml": `version: "1"\n${text}` });
    const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
    return diagnostics.map((each) => `${describeDiagnostic(each)} ${each.message}`);
  } finally {
    folder.remove();
  }
}

describe("the configuration of the cache", () => {
  test.each([
    ["nothing", "", []],
    ["all of it", "cache: {enabled: true, backend: redis, url: 'redis://x', default_ttl: 1m, rules: []}", []],
    [
      "a rule that is none",
      "cache: {enabled: true, rules: [user]}",
      ["FUR1061 furlow.yaml:2:32 cache.rules has to be a map with `pattern` and `ttl`, but it is user"],
    ],
    [
      "rules with faults",
      'cache:\n  enabled: true\n  rules:\n    - {pattern: 5, ttl: soon}\n    - {patern: "user:*"}\n    - {pattern: "user:${env.X}", ttl: 1m}',
      [
        "FUR1061 furlow.yaml:5:17 cache.rules.pattern has to be a text such as user:*, but it is 5",
        "FUR1061 furlow.yaml:5:25 cache.rules.ttl has to be a duration such as 30s or 1h30m, but it is soon",
        "FUR1061 furlow.yaml:6:7 cache.rules.pattern has to be a text such as user:*, but it is missing",
        "FUR1061 furlow.yaml:6:7 cache.rules.ttl has to be a duration such as 30s or 1h30m, but it is missing",
        "FUR1060 furlow.yaml:6:8 cache.rules.patern is not a configuration key",
        "FUR1061 furlow.yaml:7:17 cache.rules.pattern has to be a text such as user:*, but it is user:${env.X}",
      ],
    ],
    [
      "a pattern without keys",
      'cache: {enabled: true, rules: [{pattern: "board:*", ttl: 1m}]}',
      ["FUR4301 furlow.yaml:2:42 nothing is cached under a key like `board:*`"],
    ],
    ["a flow's key", `cache: {enabled: true, rules: [{pattern: "board:*", ttl: 1m}]}${FLOW}`, []],
    [
      "keys of the other backend",
      "cache: {enabled: true, url: 'redis://x'}",
      ["FUR3756 furlow.yaml:2:29 `cache.url` has no effect here: it counts only with `cache.backend: redis`"],
    ],
    [
      "keys of a cache that is off",
      "cache: {max_entries: 5, default_ttl: 1m}",
      [
        "FUR3756 furlow.yaml:2:22 `cache.max_entries` has no effect here: `cache.enabled` is not true",
        "FUR3756 furlow.yaml:2:38 `cache.default_ttl` has no effect here: `cache.enabled` is not true",
      ],
    ],
    ["the same for flows", `cache: {max_entries: 5, default_ttl: 1m}${FLOW}`, []],
  ])("%s", (_what, text, expected) => {
    expect(check(text)).toEqual(expected);
  });
});

describe("the cache of a flow", () => {
  const flow = (cache: string, actions = '[{ return: "1" }]', more = "") =>
    `commands:\n  - {name: a, description: A, actions: [{call_flow: {flow: f, as: x}}, {reply: "\${x}"}]}\n${more}flows:\n  - name: f\n    cache: ${cache}\n    actions: ${actions}\n`;

  test.each([
    ["no map", flow("5m"), ["FUR3001"]],
    ["faulty keys", flow("{ttl: soon, kee: a}"), ["FUR3107", "FUR3004"]],
    [
      "what another flow reads",
      flow("{}", "[{call_flow: {flow: g, as: y}}, {return: y}]", "").concat(
        '  - name: g\n    actions: [{return: "${user.id}"}]\n',
      ),
      ["FUR4304"],
    ],
    [
      "a variable of the guild",
      flow("{}", "[{return: state.guild.n}]", "state: {variables: {n: {scope: guild, default: 1}}}\n"),
      ["FUR4304"],
    ],
    [
      "a variable of the bot",
      flow("{}", "[{return: state.global.n}]", "state: {variables: {n: {scope: global, default: 1}}}\n"),
      [],
    ],
    [
      "what every call has",
      flow("{}", '[{return: "${guild_count} ${client.username} ${timestamp(now)}"}]'),
      [],
    ],
    ["a date inside", flow("{key: a}", '[{return: {value: {at: "${now}"}}}]'), ["FUR4305"]],
    ["the bot itself", flow("{key: a}", "[{return: client}]"), ["FUR4305", "FUR2113"]],
  ])("%s", (_what, text, expected) => {
    expect(check(text).map((each) => each.split(" ")[0])).toEqual(expected);
  });
});

describe("what is only known at the start", () => {
  test("becomes a choice", async () => {
    const folder = temporaryFolder();
    try {
      const cache =
        'cache: {enabled: "${env.CACHE}", backend: "${env.WHERE}", default_ttl: "${env.TTL}", max_entries: 5}';
      writeFiles(folder.path, { "furlow.yaml": `version: "1"\n${cache}\n` });
      const { report } = await buildBot({ folder: folder.path });
      const bot = readFileSync(join(folder.path, "dist/src/bot.ts"), "utf8");
      expect(bot.slice(bot.indexOf("  cache:"))).toBe(`  cache: cacheWhen(
    environment("CACHE"),
    cacheNamed(environment("WHERE"), {
      memory: memoryCache({ maxEntries: 5, defaultTtl: environment("TTL") }),
      redis: redisCache({ defaultTtl: environment("TTL") }),
    }),
  ),
});
`);
      const names = report!.environment.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining(["CACHE", "WHERE", "TTL"]));
    } finally {
      folder.remove();
    }
  });

  test("is refused where it is no backend, or lacks an address", async () => {
    const context = { log: {} as Logger, name: "bot" };
    const backends = { memory: memoryCache(), redis: redisCache() };
    expect(cacheNamed(undefined, backends)).toBe(backends.memory);
    expect(cacheNamed("redis", backends)).toBe(backends.redis);
    await expect(cacheNamed("mongo", backends)(context)).rejects.toThrow(
      /cache.backend is one of memory, redis/,
    );
    const saved = process.env["REDIS_URL"];
    delete process.env["REDIS_URL"];
    try {
      await expect(backends.redis(context)).rejects.toThrow(/set REDIS_URL/);
    } finally {
      if (saved !== undefined) process.env["REDIS_URL"] = saved;
    }
  });

  test("keeps flows alone where it is not on", async () => {
    const open = async (enabled: string | undefined) =>
      (await cacheWhen(enabled, memoryCache())({ log: {} as Logger, name: "bot" })).keepsReads;
    expect([await open("true"), await open("false"), await open(undefined)]).toEqual([true, false, false]);
  });
});
