import { expect, test } from "vitest";
import { start } from "../build/project.ts";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const COMMAND = "commands:\n  - {name: ping, description: Answers, actions: [reply: Pong]}\n";

test.each([
  [
    "in the document",
    { "furlow.yaml": `version: "1"\ngateway: {large_threshold: 100, compression: zlib-stream}\n${COMMAND}` },
  ],
  [
    "in the configuration",
    {
      "furlow.yaml": `version: "1"\n${COMMAND}`,
      "furlow.config.yaml": "gateway: {large_threshold: 100, compression: zlib-stream}\n",
    },
  ],
])("large_threshold and compression, %s", async (_where, files) => {
  const { sim, bot } = await start(files);
  const [session] = await sim.control.sessions();
  expect(session).toMatchObject({ compression: "zlib-stream", largeThreshold: 100 });
  const { interactionId } = await sim.control.slash({ command: "ping" });
  expect((await sim.control.waitForResponse(interactionId)).message?.["content"]).toBe("Pong");
  expect(await bot.stop()).toBe(0);
});

test("reconnect keys are accepted, and said to change nothing", async () => {
  const folder = temporaryFolder();
  try {
    const gateway =
      "gateway:\n  reconnect:\n    max_retries: 5\n    backoff: linear\n    base_delay: 2s\n    max_delay: 1m\n";
    writeFiles(folder.path, { "furlow.yaml": `version: "1"\n${COMMAND}${gateway}` });
    const { diagnostics, report } = await buildBot({ folder: folder.path });
    expect(report).toBeDefined();
    expect(diagnostics.map(describeDiagnostic)).toEqual([
      "FUR3756 furlow.yaml:6:5",
      "FUR3756 furlow.yaml:7:5",
      "FUR3756 furlow.yaml:8:5",
      "FUR3756 furlow.yaml:9:5",
    ]);
  } finally {
    folder.remove();
  }
});
