import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import type { Span } from "../../source/source-file.ts";
import type { ResolvedConfig } from "../config/resolved-config.ts";
import { isFile } from "../imports/resolve-path.ts";
import type { PluginFile } from "./load-plugins.ts";

export const DISCORD_JS = "discord.js";

/** The first version that the runtime's Client was made for: the hook that it is fed through is as it has to be. */
const OLDEST = { major: 14, minor: 16 } as const;

const MANIFEST = "package.json";

/** What is read of the package's own. */
interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly types: string;
}

/** The discord.js that a bot is built with. */
export interface DiscordJs {
  /** Files of the package, absolute. */
  readonly main: string;
  readonly types: string;
  readonly manifest: string;
  /** What asks for it. */
  readonly what: string;
  readonly span: Span;
}

/**
 * The discord.js of the project, where its plugins get a Client of it: `build.client` says so, or nothing, and a plugin
 * imports it. Reports where there is none.
 */
export function findDiscordJs(
  config: ResolvedConfig,
  plugins: readonly PluginFile[],
  root: string,
  diagnostics: Diagnostics,
): DiscordJs | undefined {
  const asked = askedFor(config, plugins);
  if (asked === undefined) return undefined;
  const { what, span } = asked;
  if (plugins.length === 0) {
    diagnostics.report("client-without-plugin", span, {});
    return undefined;
  }
  const folder = folderOf(root);
  if (folder === undefined) {
    diagnostics.report("discord-js-missing", span, {});
    return undefined;
  }
  const manifest = join(folder, MANIFEST);
  const { version, main, types } = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major !== OLDEST.major || minor < OLDEST.minor) {
    diagnostics.report("discord-js-version", span, { version });
    return undefined;
  }
  return { main: join(folder, main), types: join(folder, types), manifest, what, span };
}

function askedFor(
  config: ResolvedConfig,
  plugins: readonly PluginFile[],
): Pick<DiscordJs, "what" | "span"> | undefined {
  const { value, node } = config.get("build.client");
  if (node !== undefined)
    return value === DISCORD_JS ? { what: "`build.client`", span: node.span } : undefined;
  const file = plugins.find(({ imports }) => imports.includes(DISCORD_JS))?.file;
  const found = file && /["'`]discord\.js["'`]/.exec(file.text);
  if (!file || !found) return undefined;
  const span = file.span(found.index, found.index + found[0].length);
  return { what: `the import of ${DISCORD_JS}`, span };
}

/** The folder of the package, found as Node does; where it is a link, that of the link. */
function folderOf(root: string): string | undefined {
  const folders = createRequire(join(root, MANIFEST)).resolve.paths(DISCORD_JS) ?? [];
  return folders.map((each) => join(each, DISCORD_JS)).find((each) => isFile(join(each, MANIFEST)));
}
