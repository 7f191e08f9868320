import { afterAll, expect, test } from "vitest";
import { neverVaries } from "../../compiler/4-emit/never-varies.ts";
import { createLanguage } from "../../compiler/language/language.ts";
import { FrontCompiler } from "./compile.ts";
import { typeCheckMany } from "./type-check-many.ts";

/** What random documents have found to be compiled to TypeScript with type errors. */
const FOUND: Readonly<Record<string, string>> = {
  "a flow that ends early without a value": `
flows:
  - name: flow_0
    returns: \${client.user.publicFlags}
    actions:
      - flow_switch:
          value: \${client.ping}
          cases: { "1": [{ log: one }] }
          default: [return]
commands: [{ name: a, description: b, actions: [{ call_flow: flow_0 }] }]`,
  "a flow that only ever ends without a value": `
flows:
  - name: flow_0
    returns: \${client.user.publicFlags}
    actions: [return, { log: never }]
  - name: flow_1
    returns: \${client.user.publicFlags}
    actions: [{ flow_if: { if: client.ping > 1, then: [return] } }, { log: one }]
commands: [{ name: a, description: b, actions: [{ call_flow: flow_0 }, { call_flow: flow_1 }] }]`,
  "the data of an event that carries none": `
events:
  - event: happening
    actions:
      - flow_if: { if: client.ping > 1, then: [{ set: { key: kept, value: ["\${data}"] } }] }
      - set: { key: kept, value: ["\${data}"] }
      - log: "\${kept}"
commands: [{ name: a, description: b, actions: [{ emit: { event: happening } }] }]`,
  "a right operand that decides": `
events:
  - event: voice_join
    when: "(client.ping > 1 ? true : false) && false"
    actions: [{ log: "\${oldVoiceState.selfVideo ? oldVoiceState.deaf : 1}" }]`,
  "an accumulator of any kind": `
commands:
  - name: a
    description: b
    actions: [{ log: "\${[client.guilds, client.ping].reduce((sum, x) => x, client.uptime)}" }]`,
  "a power of minus nothing": `
commands:
  - name: a
    description: b
    actions: [{ log: "\${(-0) ^ client.ping}" }]`,
  "a test that decides nothing": `
commands:
  - name: a
    description: b
    actions:
      - flow_if:
          if: { all: ["false", "\${guild.large}"] }
          then: [{ log: "\${guild.premiumTier}" }]`,
  "what was tested, beside a value that may be missing": `
events:
  - event: stage_instance_update
    cron: "0 9 * * 1-5"
    actions: [{ log: "\${channel.nsfw ? channel.guildId.repeat(channel.position) : 1}" }]`,
  "what follows a choice that always ends": `
commands:
  - name: a
    type: message
    actions:
      - flow_if: { if: "client.ping > 1", then: [return], else: [{ abort: no }] }
      - log: "\${guild.afkTimeout && guild.premiumTier}"`,
  "what follows an abort within a try, and a choice of which every case ends": `
context_menus:
  - name: one
    type: user
    actions:
      - try: { do: [abort] }
      - log: "\${(target.highest_role.name && guild.vanity_url_code) && guild.name}"
  - name: two
    type: user
    actions:
      - flow_switch: { value: "\${user.id}", cases: { a: [return] }, default: [{ try: { do: [{ log: x }], finally: [abort] } }] }
      - log: "\${(target.highest_role.name && guild.vanity_url_code) && guild.name}"`,
  "a flow for failures of a bot without handlers": `
flows:
  - name: flow_0
    actions: [{ call_flow: { flow: flow_1, args: { name_0: true } } }]
  - name: flow_1
    parameters: []
    actions: [{ log: failed }]
errors: { default_handler: flow_1 }`,
  "an event of the bot with data, and a flow that timers' handlers call too": `
flows:
  - name: told
    actions: [{ log: "\${event.name}" }]
events:
  - event: happened
    actions: [{ call_flow: told }]
  - event: due
    actions: [{ call_flow: told }]
commands:
  - name: a
    description: b
    actions: [{ emit: { event: happened, data: { text: x } } }, { create_timer: { id: one, event: due, duration: 1m } }]`,
  "a list that is always there": `
commands:
  - name: a
    description: b
    actions: [{ log: "\${((bot.guilds ?? [1]) || client.guilds.map((x, i) => i))|size}" }]`,
};

const compiler = new FrontCompiler(createLanguage());
afterAll(() => compiler.remove());

test.each(Object.entries(FOUND))("%s", async (_what, yaml) => {
  const { units, diagnostics } = compiler.compile(`version: "1"\nname: Found\n${yaml}`);
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual(
    [],
  );
  expect(units.length).toBeGreaterThan(0);
  const problems = await typeCheckMany(new Map([["found", units]]));
  expect(problems.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([]);
});

test("a function on what is never reached is no mistake", async () => {
  const { units, diagnostics } = compiler.compile(`version: "1"
name: Found
flows:
  - name: flow_0
    when: (!client)
    actions: [{ log: never }]
    returns: "\${client.guilds.map(each => each)}"
commands: [{ name: a, description: b, actions: [{ call_flow: flow_0 }] }]`);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const problems = await typeCheckMany(new Map([["found", units]]));
  expect(problems.map(({ code }) => code).sort()).toEqual(["TS2339", "TS7006"]);
  expect(problems.filter((problem) => !neverVaries(problem, problems))).toEqual([]);
  // Where nothing is unreachable it is one.
  const [untyped] = problems.filter(({ code }) => code === "TS7006");
  expect(neverVaries(untyped!, [untyped!])).toBe(false);
});
