import { inspect } from "node:util";
import * as discordApiTypes from "discord-api-types/v10";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { slimPackages } from "../../compiler/4-emit/slim-packages.ts";

/** Bundles a module with the packages as bots get them, and gives what it exports and its size in bytes. */
async function bundled(
  source: string,
  minify = true,
): Promise<{ exports: Record<string, unknown>; bytes: number }> {
  const result = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, sourcefile: "entry.js" },
    bundle: true,
    write: false,
    minify,
    platform: "node",
    format: "esm",
    target: "node20",
    banner: { js: 'import{createRequire as $require}from"node:module";const require=$require("file:///");' },
    plugins: [slimPackages()],
  });
  const { contents } = result.outputFiles[0]!;
  const url = `data:text/javascript;base64,${Buffer.from(contents).toString("base64")}`;
  return {
    exports: (await import(/* @vite-ignore */ url)) as Record<string, unknown>,
    bytes: contents.length,
  };
}

test("every value of discord-api-types is the package's own", async () => {
  const { exports } = await bundled('export * from "discord-api-types/v10";', false);
  const names = Object.keys(discordApiTypes).filter((name) => name !== "default");
  expect(Object.keys(exports).sort()).toEqual(names.sort());
  const different = Object.entries(discordApiTypes).filter(
    ([name, value]) => name !== "default" && plain(value) !== plain(exports[name]),
  );
  expect(different.map(([name]) => name)).toEqual([]);
  const { channelMessages } = exports["Routes"] as typeof discordApiTypes.Routes;
  expect(channelMessages("1")).toBe("/channels/1/messages");
});

test("a bundle takes what is used of discord-api-types", async () => {
  const { bytes } = await bundled('export { GatewayOpcodes } from "discord-api-types/v10";');
  expect(bytes).toBeLessThan(1_500);
});

test("the type of an uploaded file is still recognised", async () => {
  const { exports } = await bundled('export { filetypeinfo } from "magic-bytes.js";');
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const recognise = exports["filetypeinfo"] as (bytes: number[]) => { mime?: string }[];
  expect(recognise(png)[0]?.mime).toBe("image/png");
});

test("the REST client knows its errors, and HTTP/2 and the bodies of fetch are left out", async () => {
  const { exports, bytes } = await bundled(`
    export { DiscordAPIError, REST } from "@discordjs/rest";
    export { default as Pool } from "undici/lib/dispatcher/pool.js";`);
  expect(Object.keys(exports).sort()).toEqual(["DiscordAPIError", "Pool", "REST"]);
  expect(bytes).toBeLessThan(320_000);
});

/** A value as text, its properties read rather than shown as getters. */
function plain(value: unknown): string {
  return inspect(typeof value === "object" && value?.constructor === Object ? { ...value } : value);
}
