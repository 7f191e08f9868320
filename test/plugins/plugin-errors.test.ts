import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { upToDate } from "../../compiler/4-emit/output/up-to-date.ts";
import { buildBot, describeDiagnostic } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";

vi.setConfig({ testTimeout: 120_000 /* ms */ });

const YAML = `version: "1"
commands:
  - { name: hi, description: Hi, actions: [reply: Hi] }
`;

/** Builds a bot; gives its errors and the folder. */
async function built(files: Readonly<Record<string, string>>, plugins = true) {
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const config: Readonly<Record<string, string>> = plugins
    ? { "furlow.config.yaml": "plugins: [./own.ts]\n" }
    : {};
  writeFiles(folder.path, { "furlow.yaml": YAML, ...config, ...files });
  const { diagnostics } = await buildBot({ folder: folder.path });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { folder: folder.path, errors: errors.map((each) => `${describeDiagnostic(each)} ${each.message}`) };
}

test("a type error in a plugin stands where it is in its file", async () => {
  const text = `import type { Client } from "@furlow/core/plugin";

export default (client: Client) => {
  client.shard.broadcastEval((c) => c.guilds.cache.map(({ nmae }) => nmae));
  const port: number = process.env["PORT"];
};
`;
  const { errors } = await built({ "own.ts": text });
  expect(errors).toEqual([
    expect.stringMatching(/^FUR4434 own\.ts:4:59 Property 'nmae' does not exist on type 'Guild'/),
    expect.stringMatching(
      /^FUR4434 own\.ts:5:9 Type 'string \| undefined' is not assignable to type 'number'/,
    ),
  ]);
});

test("a module that is no plugin is told of where it is listed", async () => {
  const { errors } = await built({ "own.ts": "export const answer = 42;\n" });
  expect(errors).toEqual([expect.stringMatching(/^FUR4434 furlow\.config\.yaml:1:11 .*'default'.* missing/)]);
});

test("a module that is not there is told of where it is listed", async () => {
  const { errors } = await built({});
  expect(errors).toEqual([
    expect.stringMatching(/furlow\.config\.yaml:1:11 own\.ts cannot be read|there is no such file/),
  ]);
});

test("what cannot be bundled is told of where it is imported", async () => {
  const text = `import type { Client } from "@furlow/core/plugin";
// @ts-expect-error
import missing from "missing-package";

export default (client: Client) => client.log.info(missing);
`;
  const { errors } = await built({ "own.ts": text });
  expect(errors).toEqual([
    expect.stringMatching(/^FUR4435 own\.ts:3:21 .*Could not resolve "missing-package"/),
  ]);
});

test("a bot without plugins carries nothing of them", async () => {
  const telltale = "a plugin's message was not sent";
  const source = readFileSync(join(import.meta.dirname, "../../runtime-lib/plugins/shard-client.ts"), "utf8");
  expect(source).toContain(telltale);
  const bundle = ({ folder }: { folder: string }) => readFileSync(join(folder, "dist/bot.mjs"), "utf8");
  expect(bundle(await built({}, false))).not.toContain(telltale);
  const plugin =
    'import type { Client } from "@furlow/core/plugin";\nexport default (_client: Client) => {};\n';
  expect(bundle(await built({ "own.ts": plugin }))).toContain(telltale);
});

test("a bot is built anew when a package has changed that a plugin imports", async () => {
  const plugin = `import { shout } from "shout";
import type { Client } from "@furlow/core/plugin";

export default (client: Client) => client.log.info(shout("started"));
`;
  const module = "node_modules/shout/index.js";
  const { folder, errors } = await built({
    "own.ts": plugin,
    "node_modules/shout/package.json": '{ "name": "shout", "type": "module", "main": "index.js" }',
    [module]: "export const shout = (text) => text.toUpperCase();\n",
    "node_modules/shout/index.d.ts": "export declare const shout: (text: string) => string;\n",
  });
  expect(errors).toEqual([]);
  const known = () => upToDate(folder, join(folder, "furlow.yaml"), join(folder, "dist"));
  expect(known()).toBeDefined();
  writeFiles(folder, { [module]: "export const shout = (text) => `${text}!`;\n" });
  expect(known()).toBeUndefined();
});
