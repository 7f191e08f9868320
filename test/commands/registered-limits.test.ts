import { ApplicationCommandType } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { checkProject } from "../../compiler/index.ts";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { rest, startTestSimulator } from "../simulator/harness.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

/** Most commands of each type that Discord takes: 130 in all, as its API document says. */
const KINDS = [
  { type: "slash", number: ApplicationCommandType.ChatInput, limit: 100 },
  { type: "user", number: ApplicationCommandType.User, limit: 15 },
  { type: "message", number: ApplicationCommandType.Message, limit: 15 },
] as const;

type Kind = (typeof KINDS)[number];

/** Whether the compiler has nothing against so many commands of a type; every one is in `guilds`, if any. */
function compiles({ type }: Kind, count: number, guilds: readonly string[] = []): boolean {
  const about = guilds.length === 0 ? "" : `, guild_ids: ["${guilds.join('", "')}"]`;
  const description = type === "slash" ? ", description: A" : "";
  const commands = Array.from(
    { length: count },
    (_, i) => `  - {name: c${i}, type: ${type}${description}${about}, actions: [reply: Hello]}\n`,
  );
  const folder = temporaryFolder();
  writeFiles(folder.path, { "furlow.yaml": `version: "1"\ncommands:\n${commands.join("")}` });
  const { diagnostics } = checkProject({ entry: "furlow.yaml", cwd: folder.path, environment: {} });
  folder.remove();
  const others = diagnostics.filter(({ slug }) => slug !== "too-many");
  expect(others.map(({ message }) => message)).toEqual([]);
  return diagnostics.length === 0;
}

/** What the simulator says to so many commands of a type. */
async function registers({ number }: Kind, count: number, guild?: string): Promise<unknown> {
  const sim = await startTestSimulator();
  try {
    const place = guild === undefined ? "" : `/guilds/${guild}`;
    const description = number === ApplicationCommandType.ChatInput ? { description: "A" } : {};
    const commands = Array.from({ length: count }, (_, i) => ({
      name: `c${i}`,
      type: number,
      ...description,
    }));
    const answer = await rest(sim, "PUT", `/applications/${sim.applicationId}${place}/commands`, commands);
    return answer.status === 200 ? 200 : (answer.body as { code: number }).code;
  } finally {
    await sim.close();
  }
}

describe("compiler and simulator take as many commands as Discord does", () => {
  test.each(KINDS)("$limit of the type $type", async (kind) => {
    expect([compiles(kind, kind.limit), await registers(kind, kind.limit)]).toEqual([true, 200]);
    const more = kind.limit + 1;
    expect([compiles(kind, more), await registers(kind, more)]).toEqual([false, 30_032]);
  });

  test("those of a guild are counted by themselves", async () => {
    const [, menu] = KINDS;
    const { guild } = DEFAULT_IDS;
    expect([compiles(menu, 15, [guild]), await registers(menu, 15, guild)]).toEqual([true, 200]);
    expect([compiles(menu, 16, [guild]), await registers(menu, 16, guild)]).toEqual([false, 30_032]);
  });
});
