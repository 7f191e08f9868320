import { describe, expect, test } from "vitest";
import {
  type PlacementEnvironment,
  placement,
  shardIds,
  totalShards,
} from "../../runtime-lib/sharding/placement.ts";
import type { ShardingSettings } from "../../runtime-lib/sharding/settings.ts";

interface Case {
  readonly what: string;
  readonly settings?: ShardingSettings;
  readonly environment?: PlacementEnvironment;
  readonly total?: number;
  readonly hasRedis?: boolean;
  readonly is: unknown;
}

const staticOf = (...ids: number[]) => ({ kind: "static", ids });

const cases: readonly Case[] = [
  { what: "nothing said: all", is: staticOf(0, 1, 2, 3) },
  { what: "SHARD_ID of the guide's compose file", environment: { SHARD_ID: "2" }, is: staticOf(2) },
  { what: "SHARD_IDS", environment: { SHARD_IDS: "0-1,3" }, is: staticOf(0, 1, 3) },
  {
    what: "the environment before the file",
    settings: { shards: [0] },
    environment: { SHARD_ID: "1" },
    is: staticOf(1),
  },
  { what: "a list in the file", settings: { shards: [3, 1] }, is: staticOf(1, 3) },
  { what: "a range in the file", settings: { shards: "1-2" }, is: staticOf(1, 2) },
  { what: "a StatefulSet's pod, a shard each", environment: { SHARD_ID: "bot-3" }, is: staticOf(3) },
  {
    what: "a StatefulSet's pod, several shards each",
    environment: { SHARD_ID: "bot-1", FURLOW_PROCESSES: "2" },
    total: 5,
    is: staticOf(1, 3),
  },
  {
    what: "a Deployment's pod, with a Redis",
    environment: { SHARD_ID: "furlow-bot-7d9c5b8f6-x2vqk" },
    hasRedis: true,
    is: {
      kind: "lease",
      warning: expect.stringMatching(/furlow-bot-7d9c5b8f6-x2vqk.*sharding\.assignment: lease/),
    },
  },
  {
    what: "a Deployment's pod whose name ends in digits only",
    environment: { SHARD_ID: "furlow-bot-7d9c5b8f6-24680" },
    hasRedis: true,
    is: expect.objectContaining({ kind: "lease" }),
  },
  {
    what: "an ordinal beyond the processes, with a Redis",
    environment: { SHARD_ID: "bot-9" },
    hasRedis: true,
    is: expect.objectContaining({ kind: "lease" }),
  },
  { what: "leases", settings: { assignment: "lease" }, hasRedis: true, is: { kind: "lease" } },
  {
    what: "leases by the environment",
    environment: { FURLOW_ASSIGNMENT: "lease" },
    hasRedis: true,
    is: { kind: "lease" },
  },
  { what: "processes of a manager", settings: { processes: 2 }, is: { kind: "manager", processes: 2 } },
  { what: "one for each processor", settings: { processes: "auto" }, is: { kind: "manager", processes: 3 } },
  {
    what: "no more processes than shards",
    settings: { processes: 9 },
    is: { kind: "manager", processes: 4 },
  },
];

describe("a process finds its place", () => {
  test.each(cases)("$what", ({ settings = {}, environment = {}, total = 4, hasRedis = false, is }) => {
    expect(placement(settings, environment, { total, hasRedis, processors: 3 })).toEqual(is);
  });

  test.each<[string, ShardingSettings, PlacementEnvironment, RegExp]>([
    [
      "a pod without number and without Redis",
      {},
      { SHARD_ID: "bot-7d9c5b8f6-x2vqk" },
      /StatefulSet.*REDIS_URL/,
    ],
    ["a shard that there is not", {}, { SHARD_ID: "4" }, /no shard 4.*the last is 3/],
    ["no shards at all", {}, { SHARD_IDS: "all" }, /`all` are no shards/],
    ["a range backwards", { shards: "3-1" }, {}, /`3-1` are no shards/],
    ["leases without Redis", { assignment: "lease" }, {}, /needs a Redis/],
    ["half a process", { processes: 1.5 }, {}, /whole number/],
  ])("%s is refused", (_what, settings, environment, message) => {
    expect(() => placement(settings, environment, { total: 4, hasRedis: false, processors: 2 })).toThrow(
      message,
    );
  });

  test("pods of a StatefulSet run each shard once", () => {
    const ids = [0, 1, 2].flatMap((i) => {
      const environment = { SHARD_ID: `bot-${i}`, FURLOW_PROCESSES: "3" };
      const place = placement({}, environment, { total: 16, hasRedis: false, processors: 1 });
      return place.kind === "static" ? place.ids : [];
    });
    expect(ids.sort((a, b) => a - b)).toEqual(shardIds("0-15", 16));
  });

  test("the number of shards", () => {
    expect(totalShards({ totalShards: "auto" }, {})).toBeUndefined();
    expect(totalShards({ totalShards: 4 }, {})).toBe(4);
    expect(totalShards({ totalShards: 4 }, { TOTAL_SHARDS: "8" })).toBe(8);
    expect(() => totalShards({ totalShards: "many" }, {})).toThrow(/whole number from 1 on, or auto/);
  });
});
