import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildFiles } from "../build/project.ts";

const REPLY = (text: string) => `- reply: "${text}"`;

/** Actions of a command, and the lines they become between `async (ctx) => {` and `});`. */
const CASES: Readonly<Record<string, { actions: string; code: string }>> = {
  "one text": {
    actions: REPLY("${state.member.xp}/${state.member.level} of ${state.global.count}"),
    code: `
  const [xp, level, count] = await Promise.all([
    state.xp.get(ctx),
    state.level.get(ctx),
    state.count.get(ctx),
  ]);
  await reply(ctx, { content: \`\${xp}/\${level} of \${count}\` });`,
  },
  "one variable": {
    actions: REPLY("${state.member.xp}"),
    code: `
  await reply(ctx, { content: String(await state.xp.get(ctx)) });`,
  },
  "one variable twice": {
    actions: REPLY("${state.member.xp} ${state.member.xp * 2}"),
    code: `
  const xp = await state.xp.get(ctx);
  await reply(ctx, { content: \`\${xp} \${xp * 2}\` });`,
  },
  "behind an operator": {
    actions: `
- flow_if:
    if: "state.member.xp > 5 && state.member.level > 2"
    then: [ { reply: a } ]
- flow_if:
    if: "state.member.xp > 5 || state.member.level > 2"
    then: [ { reply: b } ]
- reply: "\${state.user.title ?? state.global.name}"
- reply: "\${state.member.xp > 5 ? state.member.level : state.global.count}"`,
    code: `
  if (await state.xp.get(ctx) > 5 && await state.level.get(ctx) > 2) {
    await reply(ctx, { content: "a" });
  }
  if (await state.xp.get(ctx) > 5 || await state.level.get(ctx) > 2) {
    await reply(ctx, { content: "b" });
  }
  await reply(ctx, { content: await state.title.get(ctx) ?? await state.name.get(ctx) });
  await reply(ctx, {
    content: String(
      await state.xp.get(ctx) > 5 ? await state.level.get(ctx) : await state.count.get(ctx),
    ),
  });`,
  },
  "beside an operator": {
    actions: `
- flow_if:
    if: "state.member.xp + state.member.level > 5 && state.global.count > 2"
    then: [ { reply: "\${state.member.xp} \${state.global.count}" } ]`,
    code: `
  const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
  if (xp + level > 5 && await state.count.get(ctx) > 2) {
    const [xp, count] = await Promise.all([state.xp.get(ctx), state.count.get(ctx)]);
    await reply(ctx, { content: \`\${xp} \${count}\` });
  }`,
  },
  "the test of an else": {
    actions: `
- flow_if:
    if: "state.global.count > 2"
    then: [ { reply: many } ]
    else:
      - flow_if:
          if: "state.member.xp > state.member.level"
          then: [ { reply: some } ]`,
    code: `
  if (await state.count.get(ctx) > 2) {
    await reply(ctx, { content: "many" });
  } else {
    const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
    if (xp > level) {
      await reply(ctx, { content: "some" });
    }
  }`,
  },
  "a write between": {
    actions: `
- set: { key: before, value: "\${state.member.xp + state.member.level}" }
- increment: xp
- reply: "\${before} \${state.member.xp} \${state.member.level}"`,
    code: `
  const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
  const before = xp + level;
  await increment(ctx, state.xp);
  const [xp2, level2] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
  await reply(ctx, { content: \`\${before} \${xp2} \${level2}\` });`,
  },
  "actions without a write between": {
    actions: `
- set: { key: points, value: "\${state.member.xp}" }
- set: { key: next, value: "\${state.member.level + 1}" }
- reply: "\${points} \${next} \${state.global.count}"
- reply: "\${state.global.count}"`,
    code: `
  const [points, level, count] = await Promise.all([
    state.xp.get(ctx),
    state.level.get(ctx),
    state.count.get(ctx),
  ]);
  const next = level + 1;
  await reply(ctx, { content: \`\${points} \${next} \${count}\` });
  await reply(ctx, { content: String(await state.count.get(ctx)) });`,
  },
  "a variable of the name": {
    actions: `
- set: { var: xp, value: "\${state.member.xp * 2}", scope: local }
- reply: "\${xp} \${state.guild.reply} \${state.guild.text}"`,
    code: `
  const [storedXp, storedReply, text] = await Promise.all([
    state.xp.get(ctx),
    state.reply.get(ctx),
    state.text.get(ctx),
  ]);
  const xp = storedXp * 2;
  await reply(ctx, { content: \`\${xp} \${storedReply} \${text ?? ""}\` });`,
  },
  "another's value": {
    actions: `
- reply: "\${state.user.title} \${state.user[user.id].title}"
- reply: "\${state.user[state.guild.text].title} \${state.global.count}"
- reply: "\${state.user[string(1)].title} \${state.user[string(2)].title} \${state.global.count}"`,
    code: `
  const [titleOfUser, title] = await Promise.all([
    state.title.get(ctx, { user: ctx.user.id }),
    state.title.get(ctx),
  ]);
  await reply(ctx, { content: \`\${title ?? ""} \${titleOfUser ?? ""}\` });
  const [text, count] = await Promise.all([state.text.get(ctx), state.count.get(ctx)]);
  await reply(ctx, {
    content: \`\${await state.title.get(ctx, { user: text ?? "" }) ?? ""} \${count}\`,
  });
  const [titleOfUser2, count2] = await Promise.all([
    state.title.get(ctx, { user: string(1) }),
    state.count.get(ctx),
  ]);
  await reply(ctx, {
    content: \`\${titleOfUser2 ?? ""} \${await state.title.get(ctx, { user: string(2) }) ?? ""} \${count2}\`,
  });`,
  },
  "an id that is set between": {
    actions: `
- set: { key: who, value: "\${state.guild.text}" }
- reply: "\${state.user[who].title} \${state.global.count}"`,
    code: `
  const who = await state.text.get(ctx);
  const [titleOfUser, count] = await Promise.all([
    state.title.get(ctx, { user: who ?? "" }),
    state.count.get(ctx),
  ]);
  await reply(ctx, { content: \`\${titleOfUser ?? ""} \${count}\` });`,
  },
  loops: {
    actions: `
- flow_while:
    while: "state.member.xp < state.member.level"
    do:
      - increment: xp
      - log: "\${state.member.xp} \${state.member.level}"
- parallel:
    actions:
      - log: "\${state.member.xp} \${state.member.level}"
      - increment: xp`,
    code: `
  const loop = boundedLoop(ctx);
  while (loop.next() && await state.xp.get(ctx) < await state.level.get(ctx)) {
    await increment(ctx, state.xp);
    const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
    log(ctx, "info", \`\${xp} \${level}\`);
  }
  await parallel(ctx, [
    async () => {
      const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
      return log(ctx, "info", \`\${xp} \${level}\`);
    },
    async () => await increment(ctx, state.xp),
  ]);`,
  },
};

const names = Object.keys(CASES);
const commandName = (name: string) => name.replace(/[^a-z]+/g, "_");

const COMMANDS = Object.entries(CASES).map(
  ([name, { actions }]) => `  - name: ${commandName(name)}
    description: Reads
    actions:${actions.replace(/^\n?/, "\n").replaceAll("\n", "\n      ")}`,
);

const YAML = `version: "1"
name: Reads
intents: [guild_messages, message_content]
state:
  variables:
    xp: { type: number, scope: member, default: 0 }
    level: { type: number, scope: member, default: 0 }
    count: { type: number, scope: global, default: 0 }
    name: { type: string, scope: global, default: nobody }
    title: { type: string, scope: user }
    text: { type: string, scope: guild }
    reply: { type: string, scope: guild, default: "" }
commands:
${COMMANDS.join("\n")}
  - name: level
    description: Of the name of a variable
    when: "state.member.xp > state.member.level"
    actions:
      - set: { var: text, value: "of level \${state.member.level}", scope: guild }
      - reply: "\${state.member.xp} \${state.member.level}"
events:
  - event: message_create
    when: "state.member.xp > state.member.level"
    actions:
      - increment: count
`;

describe("readings of state in generated code", () => {
  const cleanups: (() => void | Promise<void>)[] = [];
  let folder: string;
  beforeAll(async () => {
    ({ folder } = await buildFiles({ "furlow.yaml": YAML }, (done) => cleanups.push(done)));
  });
  afterAll(async () => {
    for (const done of cleanups) await done();
  });

  const file = (path: string) => readFileSync(join(folder, "dist/src", path), "utf8");

  it.each(names)("are begun together where that changes nothing: %s", (name) => {
    const [, body] = /=> \{\n([\s\S]*)\n\}\);\n$/.exec(file(`commands/${commandName(name)}.ts`)) ?? [];
    expect(`\n${body}`).toBe(CASES[name]!.code);
  });

  it("are begun together in the condition of an event", () => {
    expect(file("events/message_create.ts")).toContain(`
  const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
  if (!(xp > level)) return;
  await increment(ctx, state.count);`);
  });

  it("are begun together in the condition of a command, which becomes a block for it", () => {
    expect(file("commands/level.ts")).toContain(`
    when: async (ctx: CommandContext) => {
      const [xp, level] = await Promise.all([state.xp.get(ctx), state.level.get(ctx)]);
      return xp > level;
    },`);
  });
});
