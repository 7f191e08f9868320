import { dirname, resolve } from "node:path";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { MapNode } from "../source/node.ts";
import type { SourceFile } from "../source/source-file.ts";
import { readConfigFile } from "./config/config-file.ts";
import { resolveConfig } from "./config/resolve-config.ts";
import type { ResolvedConfig } from "./config/resolved-config.ts";
import { readDotenv } from "./dotenv/read-dotenv.ts";
import type { GlobUse } from "./imports/glob.ts";
import { ImportLoader } from "./imports/import-loader.ts";
import { type DiscordJs, findDiscordJs } from "./plugins/discord-js.ts";
import { loadPlugins, type PluginFile } from "./plugins/load-plugins.ts";
import { checkTopLevel } from "./top-level.ts";

export type { EnvironmentReference, EnvironmentTemplate } from "./config/environment-reference.ts";
export type { ConfigPath, ConfigSetting, ConfigValue } from "./config/resolved-config.ts";
export { ResolvedConfig } from "./config/resolved-config.ts";
export { environmentNames } from "./config/setting-texts.ts";
export type { GlobUse } from "./imports/glob.ts";
export type { DiscordJs } from "./plugins/discord-js.ts";
export type { PluginFile } from "./plugins/load-plugins.ts";

const SHARDING = "sharding.enabled";

export interface LoadOptions {
  /** Path of the entry file, as given. */
  readonly entry: string;
  /** Folder that `entry` is relative to. */
  readonly cwd: string;
  /** Environment variables, such as `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether the bot is to have several shards, whatever its configuration says. */
  readonly sharded?: boolean | undefined;
}

/** Everything that was written, as one document. */
export interface LoadedProject {
  /** Absolute folder of the entry file. */
  readonly root: string;
  readonly entry: SourceFile;
  /**
   * The sections in their canonical form, imports merged. Keys are canonical and lie where they were first
   * written; `imports` and the sections of the configuration are taken out.
   */
  readonly document: MapNode;
  readonly config: ResolvedConfig;
  /** The TypeScript that is part of the bot. */
  readonly plugins: readonly PluginFile[];
  /** What plugins have a Client of, where they get one. */
  readonly discordJs: DiscordJs | undefined;
  /** Every file read, in reading order: the entry file, what it imports, the configuration, `.env`, plugins. */
  readonly files: readonly SourceFile[];
  readonly globs: readonly GlobUse[];
  /** Absolute paths that were looked for and not there: a file appearing at one changes the result. */
  readonly absent: readonly string[];
  /** What `.env` beside the entry file sets; the process's environment wins over it. */
  readonly dotenv: Readonly<Record<string, string>>;
  /** Who says that the bot has several shards: its configuration, or only whoever asks for it to be built. */
  readonly sharding: "configured" | "asked" | "none";
}

/**
 * Reads a bot: the entry file with its imports, `furlow.config.yaml` and `.env` beside it.
 * Returns undefined when nothing can be compiled; `diagnostics` then says why.
 */
export function load(options: LoadOptions, diagnostics: Diagnostics): LoadedProject | undefined {
  const entryPath = resolve(options.cwd, options.entry);
  const root = dirname(entryPath);
  const loader = new ImportLoader(root, diagnostics);
  const entry = loader.loadEntry(entryPath);
  if (entry?.document === undefined) return undefined;
  checkTopLevel(entry.document, diagnostics);
  const dotenv = readDotenv(root, diagnostics);
  const configFile = readConfigFile(root, diagnostics);
  const environment = { ...dotenv.variables, ...options.environment };
  const { config, document } = resolveConfig(entry.document, configFile.document, environment, diagnostics);
  const plugins = loadPlugins(config.get("plugins").node, root, diagnostics);
  const { value: enabled } = config.get(SHARDING);
  const asked = options.sharded === true && enabled !== true;
  return {
    root,
    entry: entry.file,
    document,
    config: asked ? config.with(SHARDING, true) : config,
    sharding: asked ? "asked" : enabled === false ? "none" : "configured",
    plugins,
    discordJs: findDiscordJs(config, plugins, root, diagnostics),
    files: [...loader.files, ...configFile.files, ...dotenv.files, ...plugins.map(({ file }) => file)],
    globs: loader.globs,
    absent: [...loader.absent, ...configFile.absent, ...dotenv.absent],
    dotenv: dotenv.variables,
  };
}
