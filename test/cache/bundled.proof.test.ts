import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildBot } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

describe("what a bundle carries", () => {
  test.each([
    ["nothing", "", []],
    ["the cache in process", "cache: { enabled: true }\n", ["lru-cache"]],
    ["the client of Redis", "cache: { enabled: true, backend: redis }\n", ["ioredis"]],
    [
      "both where the environment decides",
      'cache: { enabled: true, backend: "${env.WHERE}" }\n',
      ["ioredis", "lru-cache"],
    ],
  ])("%s", async (_what, cache, expected) => {
    const { report, folder } = await built(`version: "0.1"\n${cache}`);
    try {
      expect(report).toBeDefined();
      const bundle = readFileSync(join(folder.path, "dist/bot.mjs"), "utf8");
      const found = Object.entries(SIGNS).filter(([, sign]) => bundle.includes(sign));
      expect(found.map(([name]) => name)).toEqual(expected);
    } finally {
      folder.remove();
    }
  });
});

/** Texts that only one package has. */
const SIGNS = { ioredis: "maxRetriesPerRequest", "lru-cache": "TTL caching without ttlAutopurge" } as const;

async function built(text: string) {
  const folder = temporaryFolder();
  writeFiles(folder.path, { "furlow.yaml": text });
  const { report } = await buildBot({ folder: folder.path });
  return { report, folder };
}
