import { readdirSync, readFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { REPOSITORY } from "../support/build.ts";
import { temporaryFolder, writeFiles } from "../support/temporary.ts";
import { buildFiles, buildFolder, digests, type Files, filesBelow } from "./project.ts";

const STARTER = readFileSync(join(REPOSITORY, "templates/starter/furlow.yaml"), "utf8");

/** The starter bot with parts that a pattern finds. */
const FILES: Files = {
  "furlow.yaml": STARTER.replace("name: Greeter", "name: Greeter\nimports: ['parts/**/*.yaml']"),
  "parts/b.yaml": part("b", "c"),
  "parts/a.yaml": part("a", "b"),
  "parts/deep/c.yaml": part("c", undefined),
  "parts/ä.yaml": part("umlaut", "a"),
};

function part(name: string, calls: string | undefined): string {
  const call = calls === undefined ? "" : `      - call_flow: ${calls}\n`;
  return `version: "0.1"
events:
  - event: message_create
    when: "message.content == '!${name}'"
    actions:
      - call_flow: ${name}
flows:
  ${name}:
    actions:
${call}      - log: "\${now()} ${name} \${env.GREETING ?? 'none'} \${guild.name} \${guild.member_count}"
`;
}

test("the same files give the same bytes in another folder, written in another order", async () => {
  const first = await buildFiles(FILES);
  const second = await buildFiles(Object.fromEntries(Object.entries(FILES).reverse()));
  expect(digests(join(second.folder, "dist"))).toEqual(digests(join(first.folder, "dist")));
});

test("building again over the last output gives the same bytes, whatever the files' times say", async () => {
  const { folder } = await buildFiles(FILES);
  const before = digests(folder);
  for (const path of Object.keys(FILES)) utimesSync(join(folder, path), new Date(0), new Date(0));
  await buildFolder(folder);
  expect(digests(folder)).toEqual(before);
});

test("where and when a build ran does not show in its output", async () => {
  const { folder } = await buildFiles(FILES);
  const year = String(new Date().getFullYear());
  for (const path of filesBelow(join(folder, "dist"))) {
    if (path.startsWith("sqlite-wasm/")) continue;
    const content = readFileSync(join(folder, "dist", path), "utf8");
    // Packages in the bundle may well speak of years.
    const telling = [folder, REPOSITORY.replace(/\/$/, ""), ...(path === "bot.mjs" ? [] : [year])];
    expect(
      telling.filter((piece) => content.includes(piece)),
      path,
    ).toEqual([]);
  }
});

test("the order of a build's files does not depend on the language of the machine", async () => {
  const { folder } = await buildFiles(FILES);
  const events = readdirSync(join(folder, "dist/src/events"));
  const places = events.map((name) => [name, /\((\S+?):\d+\)/.exec(textOf(folder, name))?.[1]]).sort();
  expect(places).toEqual([
    ["member_join.ts", "furlow.yaml"],
    ["message_create-2.ts", "parts/a.yaml"],
    ["message_create-3.ts", "parts/b.yaml"],
    ["message_create-4.ts", "parts/deep/c.yaml"],
    ["message_create-5.ts", "parts/ä.yaml"],
    ["message_create.ts", "furlow.yaml"],
  ]);
});

test("a project below another folder names its files as one that is not", async () => {
  const outer = temporaryFolder();
  onTestFinished(() => outer.remove());
  const below = Object.fromEntries(Object.entries(FILES).map(([path, text]) => [`a/b/${path}`, text]));
  writeFiles(outer.path, below);
  await buildFolder(join(outer.path, "a/b"));
  const plain = await buildFiles(FILES);
  expect(digests(join(outer.path, "a/b/dist"))).toEqual(digests(join(plain.folder, "dist")));
});

function textOf(folder: string, event: string): string {
  return readFileSync(join(folder, "dist/src/events", event), "utf8");
}
