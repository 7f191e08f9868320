import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";
import { DISCORD_JS, type DiscordJs } from "../1-load/plugins/discord-js.ts";
import { type BundlerSettings, bundlerOptions } from "./bundler-options.ts";
import type { BundledFiles } from "./deploy/bundled-packages.ts";

/** Where discord.js lies beside the bundle. It is CommonJS, which says itself what it exports. */
const CHUNK = "discord-client.cjs";

export interface DiscordClientOptions extends BundlerSettings {
  readonly discordJs: DiscordJs;
  /** The staging folder. */
  readonly folder: string;
}

/** Writes discord.js, with what it needs, into a file beside the bundle; gives what that consists of. */
export async function bundleDiscordJs(options: DiscordClientOptions): Promise<BundledFiles> {
  const { discordJs, folder } = options;
  const absWorkingDir = realpathSync(dirname(discordJs.manifest));
  const { metafile } = await build({
    // Modules are named by their place below this folder: the same wherever the project lies.
    absWorkingDir,
    entryPoints: [discordJs.main],
    outfile: join(folder, CHUNK),
    ...bundlerOptions(options),
    format: "cjs",
    external: ["zlib-sync", "bufferutil", "utf-8-validate"],
  });
  return { metafile, folder: absWorkingDir };
}

/** Has the bundle take discord.js from the file beside it, when it is first used. */
export function discordJsBeside(): Plugin {
  return {
    name: DISCORD_JS,
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^discord\.js$/ }, ({ path }) => ({ path, namespace: DISCORD_JS }));
      onResolve({ filter: /.*/, namespace: DISCORD_JS }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /.*/, namespace: DISCORD_JS }, () => ({
        contents: `module.exports = require("./${CHUNK}");`,
      }));
    },
  };
}
