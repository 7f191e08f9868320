import { describe, expect, test } from "vitest";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const EVENTS = "events:\n  member_join:\n    - log: Hello\n";

/** The intents of a bot, and what building says, by the lines that its section `intents` has. */
async function built(section: string, events = EVENTS): Promise<{ intents: string[]; reported: string[] }> {
  const folder = temporaryFolder();
  try {
    writeFiles(folder.path, { "furlow.yaml": `version: "1"\n${events}${section}` });
    const { diagnostics, report } = await buildBot({ folder: folder.path });
    return {
      intents: report?.intents.map(({ name }) => name) ?? [],
      reported: diagnostics.map((each) => describeDiagnostic(each).replace("furlow.yaml:", "")),
    };
  } finally {
    folder.remove();
  }
}

describe("intents", () => {
  const found = ["guild_members"];
  const privileged = "FUR3407 3:3";

  test.each([
    ["are found without a section", "", found, [privileged]],
    ["are found where asked for", "intents: {auto: true}\n", found, [privileged]],
    ["are found where the section says neither", "intents: {}\n", found, [privileged]],
    ["are those of a list", "intents: [guild_members, guilds]\n", ["guilds", "guild_members"], []],
    ["are those of a list that lacks some", "intents: [guilds]\n", ["guilds"], ["FUR3404 5:10"]],
    ["are those under explicit", "intents: {explicit: [guild_members]}\n", found, []],
    [
      "are added to those listed",
      "intents: {auto: true, explicit: [guilds]}\n",
      ["guilds", "guild_members"],
      [privileged],
    ],
    [
      "are not said to be privileged when listed",
      "intents: {auto: true, explicit: [guild_members]}\n",
      found,
      [],
    ],
    ["are found even against auto: false", "intents: {auto: false}\n", found, [privileged, "FUR3756 5:17"]],
    ["are no map of other keys", "intents: {all: true}\n", found, [privileged, "FUR3004 5:11"]],
    ["are a list under explicit", "intents: {explicit: guilds}\n", [], ["FUR3001 5:21"]],
  ])("%s", async (_what, section, intents, reported) => {
    expect(await built(section)).toEqual({ intents, reported });
  });

  const DIRECT = "intents: [direct_messages, direct_message_typing, message_content]\n";
  const talk = "events:\n  message_create:\n    - log: hi\n  typing_start:\n    - log: typing\n";

  test.each([
    ["those for direct messages do", talk, []],
    [
      "what guilds alone have needs theirs",
      `${talk}  message_delete_bulk:\n    - log: gone\n`,
      ["FUR3404 9:10"],
    ],
    ["a cache hears of direct messages", `${talk}  message_delete:\n    - log: "\${message.content}"\n`, []],
  ])("of a list: %s", async (_what, events, reported) => {
    expect((await built(DIRECT, events)).reported).toEqual(reported);
  });

  test.each([
    ["a condition", `when: "!guild"`, true],
    ["a comparison", `when: "message.guild == null"`, true],
    ["an action", `actions: [{flow_if: {if: "guild === null", then: [{log: hi}]}}]`, true],
    ["a guild that there has to be", `when: "guild && guild != null"`, false],
  ])("that are found, by %s", async (_what, handler, direct) => {
    const rest = handler.startsWith("actions") ? "" : "    actions: [{log: hi}]\n";
    const events = `events:\n  - event: message_create\n    ${handler}\n${rest}`;
    const { intents } = await built("", events);
    expect(intents.includes("direct_messages")).toBe(direct);
  });
});
