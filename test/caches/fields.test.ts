import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildFiles } from "../build/project.ts";

/** Builds a bot that logs expressions when someone joins; gives what its caches keep, by the report. */
async function cachedBy(...expressions: readonly string[]) {
  const actions = expressions.map((expression) => `      - log: "\${${expression}}"\n`).join("");
  const yaml = `version: "0.1"\nname: Bot\nevents:\n  member_join:\n    actions:\n${actions}`;
  const { folder, report } = await buildFiles({ "furlow.yaml": yaml });
  const path = join(folder, "dist/src/cache.ts");
  return {
    cached: Object.fromEntries(
      report.cached.map(({ cache, fields }) => [cache, fields.map(({ name }) => name)]),
    ),
    intents: report.intents.map(({ name }) => name),
    code: existsSync(path) ? readFileSync(path, "utf8") : undefined,
  };
}

/** The object literal in which a cache picks its fields. */
function pickIn(code: string | undefined, cache: string): string | undefined {
  const start = code?.indexOf(`export const ${cache} =`) ?? -1;
  return start === -1
    ? undefined
    : code?.slice(start, code.indexOf("\n\n", start)).replace(/\s+/g, " ").trim();
}

test("what a payload brings, and ids, need no cache", async () => {
  const { cached, code } = await cachedBy(
    "user.username",
    "member.display_name",
    "guild.id",
    "member.role_ids",
  );
  expect(cached).toEqual({});
  expect(code).toBeUndefined();
});

test("each cache keeps exactly the fields read, however they are reached", async () => {
  const { cached, code } = await cachedBy(
    "guild.name",
    "member.roles.highest.name",
    "guild.members.map(m => m.user.tag)",
    "member.voice.channel.name",
  );
  expect(cached).toEqual({
    guilds: ["name"],
    roles: ["name", "position"],
    members: ["user.discriminator", "user.username"],
    voice_states: ["channel_id", "guild_id"],
    channels: ["name"],
  });
  expect(pickIn(code, "members")).toBe(
    "export const members = memberCache((member) => ({ user: { id: member.user.id, " +
      "discriminator: member.user.discriminator, username: member.user.username, }, }));",
  );
  expect(pickIn(code, "roles")).toBe(
    "export const roles = roleCache((role) => ({ id: role.id, name: role.name, position: role.position, }));",
  );
});

test("a property that is named in a text is one of the entity's, and kept", async () => {
  const { cached } = await cachedBy(
    "guild.channels | map('name') | join(', ')",
    "sort(guild.roles, 'position')",
    "guild.emojis | filter('animated', true)",
    "findIndex(guild.members, 'displayName', 'Ann')",
  );
  expect(cached).toMatchObject({
    channels: ["name"],
    roles: ["position"],
    emojis: ["animated"],
    members: ["nick", "user.global_name", "user.username"],
  });
});

test("so is one at a path that is written out", async () => {
  const { cached } = await cachedBy(
    "get(guild, 'name', 'nameless')",
    "guild | get('vanityUrlCode')",
    "has(guild, 'icon') ? 1 : 2",
    "guild.channels.map(c => get(c, 'topic', 'none'))",
    "get(guild, 'nothingOfTheKind', 1)",
    "get({ name: guild.id }, 'name')",
  );
  expect(cached).toEqual({ guilds: ["icon", "name", "vanity_url_code"], channels: ["topic"] });
});

test("counting needs a cache without any field", async () => {
  const { cached, code, intents } = await cachedBy("guild.channel_count", "guild.emoji_count", "guild_count");
  expect(cached).toEqual({ guilds: [], channels: [], emojis: [] });
  expect(pickIn(code, "channels")).toBe(
    "export const channels = channelCache((channel) => ({ id: channel.id }));",
  );
  expect(intents).toEqual(["guilds", "guild_members", "guild_emojis_and_stickers"]);
});
