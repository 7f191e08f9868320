import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { buildBot } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());

const YAML = `
name: bundled
events:
  - event: message_create
    once: true
    actions:
      - log: { message: "\${guild.name} \${member.nick}" }
`;

/** What only the code holds that keeps sessions. */
const TELLTALES = [
  "another process holds shard",
  "is not what was saved last",
  ":brought:",
  "it is not the log of a session",
  "a saved session cannot be read",
  "processes share the limit on requests again",
];

it("a bot of one shard carries nothing of what keeps sessions", async () => {
  const names = ["session-store", "shard-log", "shard-file", "redis-sessions"].map(
    (name) => `sessions/${name}`,
  );
  const sources = [...names, "sharding/redis-global-limit"].map((name) =>
    readFileSync(join(import.meta.dirname, `../../runtime-lib/${name}.ts`), "utf8"),
  );
  for (const text of TELLTALES) expect(sources.join(), text).toContain(text);
  writeFiles(folder.path, { "furlow.yaml": YAML });
  const result = await buildBot({ folder: folder.path });
  expect(result.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const bundle = readFileSync(join(folder.path, "dist/bot.mjs"), "utf8");
  expect(bundle).toContain("GUILD_MEMBER_UPDATE");
  for (const text of TELLTALES) expect(bundle, text).not.toContain(text);
});
