import { describe, expect, test } from "vitest";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const EVENTS = "events:\n  member_join:\n    - log: Hello\n";

/** The intents of a bot that counts members, and what building says, by the lines that its section `intents` has. */
async function built(section: string): Promise<{ intents: string[]; reported: string[] }> {
  const folder = temporaryFolder();
  try {
    writeFiles(folder.path, { "furlow.yaml": `version: "1"\n${EVENTS}${section}` });
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
});
