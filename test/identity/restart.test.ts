import { copyFileSync, cpSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { buildFolder, filesBelow, run, simulator } from "../build/project.ts";
import { REPOSITORY } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

const IMAGES = join(REPOSITORY, "fixtures/identity/all/bot/images");

const YAML = `version: "0.1"
identity: { name: Greeter, avatar: images/avatar.png }
state:
  storage: { type: sqlite, path: ./data/bot.db }
`;

/** Starts the bot, stops it once it has nothing more to do, and gives the bodies of its changes of the account. */
async function changes(folder: string, sim: Simulator): Promise<Record<string, unknown>[]> {
  await sim.control.reset();
  const bot = await run({ folder, report: await buildFolder(folder) }, sim);
  await sim.control.waitFor({ method: "GET", path: "/users/@me" });
  // What follows from the answer is under way before the bot takes note that it has to stop.
  await bot.until(() => bot.log.some(({ msg }) => msg === "connected to Discord"));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await bot.stop()).toBe(0);
  expect(bot.log.filter(({ level }) => level !== "info")).toEqual([]);
  const requests = await sim.control.requests();
  return requests
    .filter(({ method, path }) => method === "PATCH" && path === "/users/@me")
    .map(({ body }) => body as Record<string, unknown>);
}

test("the account is changed only when the document or somebody else has changed", async () => {
  const temporary = temporaryFolder();
  onTestFinished(() => temporary.remove());
  const folder = temporary.path;
  cpSync(IMAGES, join(folder, "images"), { recursive: true });
  writeFiles(folder, { "furlow.yaml": YAML });
  const sim = await simulator({ identifyInterval: 100 });

  const [first, ...others] = await changes(folder, sim);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    username: "Greeter",
    avatar: expect.stringMatching(/^data:image\/png;base64,/),
  });

  expect(await changes(folder, sim)).toEqual([]);

  // Another picture under the same name.
  copyFileSync(join(IMAGES, "banner.png"), join(folder, "images/avatar.png"));
  const [second] = await changes(folder, sim);
  expect(second?.["avatar"]).toMatch(/^data:image\/png;base64,/);
  expect(second?.["avatar"]).not.toBe(first?.["avatar"]);
  expect(filesBelow(join(folder, "dist/assets"))).toHaveLength(1);

  // Somebody takes the picture away in the developer portal.
  await fetch(`${sim.apiUrl}/v10/users/@me`, {
    method: "PATCH",
    headers: { authorization: `Bot ${sim.token}`, "content-type": "application/json" },
    body: JSON.stringify({ username: "Greeter", avatar: null }),
  });
  expect((await changes(folder, sim))[0]).toMatchObject({ avatar: second?.["avatar"] });
}, 60_000);
