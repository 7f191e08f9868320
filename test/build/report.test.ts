import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildFiles, filesBelow, positionOf } from "./project.ts";

const YAML = `version: "0.1"
name: Reported
state:
  variables:
    visits: { type: number, scope: guild, default: 0 }
commands:
  - name: report
    description: Reads of the guild
    actions:
      - reply: "\${guild.name} has \${guild.member_count} members; \${env.MOTTO ?? 'no motto'}"
  - name: again
    description: Reads it again
    actions:
      - reply: "\${guild.name}"
events:
  member_join:
    actions:
      - call_flow: hello
  message_create:
    when: "message.content == '!hi'"
    actions:
      - increment: visits
flows:
  hello:
    actions:
      - log: "\${user.username}"
`;

test("the report says what the bot needs and where the first reason stands", async () => {
  const { folder, report } = await buildFiles({ "furlow.yaml": YAML });
  expect(JSON.parse(readFileSync(join(folder, "dist/report.json"), "utf8"))).toEqual(report);
  expect(report.handlers).toEqual([
    { name: "commands", noun: "command", count: 2 },
    { name: "events", noun: "event handler", count: 2 },
    { name: "flows", noun: "flow", count: 1 },
  ]);
  const intents = Object.fromEntries(report.intents.map(({ name, privileged }) => [name, privileged]));
  expect(intents).toEqual({
    guilds: false,
    guild_members: true,
    guild_messages: false,
    message_content: true,
  });
  const line = (piece: string) => positionOf(YAML, piece).split(":")[0];
  expect(report.cached).toEqual([
    {
      cache: "guilds",
      fields: [
        { name: "member_count", reason: `guild.member_count (furlow.yaml:${line("guild.member_count")})` },
        { name: "name", reason: `guild.name (furlow.yaml:${line("guild.name")})` },
      ],
    },
  ]);
  const motto = report.environment.find(({ name }) => name === "MOTTO");
  expect(motto).toEqual({
    name: "MOTTO",
    required: false,
    reason: `env.MOTTO (furlow.yaml:${line("env.MOTTO")})`,
  });
  const members = report.intents.find(({ name }) => name === "guild_members");
  expect(members?.reason).toContain(`furlow.yaml:${line("member_join")}`);
});

test("the sizes are those of the files that are shipped", async () => {
  const { folder, report } = await buildFiles({
    "furlow.yaml": YAML,
    "furlow.config.yaml": "state: { storage: { type: sqlite } }\n",
  });
  const dist = join(folder, "dist");
  const shipped = filesBelow(dist).filter((path) => !path.startsWith("src/") && !path.endsWith(".json"));
  const sizes = shipped.map((path) => [path, readFileSync(join(dist, path)).length]);
  expect(report.sizes).toEqual(Object.fromEntries(sizes));
  expect(shipped).toEqual(expect.arrayContaining(["bot.mjs", "sqlite-wasm/node-sqlite3-wasm.wasm"]));
});
