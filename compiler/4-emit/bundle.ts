import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { type BuildOptions, build, type Message, type Metafile, type Plugin } from "esbuild";
import type { DiscordJs, PluginFile } from "../1-load/index.ts";
import { PLUGIN_API, RUNTIME } from "../3-lower/ir.ts";
import { type BundlerSettings, bundlerOptions, MODULE } from "./bundler-options.ts";
import type { BundledFiles } from "./deploy/bundled-packages.ts";
import { bundleDiscordJs, discordJsBeside } from "./discord-client.ts";
import { keepGenerated } from "./maps/bundle-map.ts";
import { pluginModules } from "./plugin-modules.ts";
import { slimPackages } from "./slim-packages.ts";
import { bundleTracing } from "./tracing-chunk.ts";

export interface BundleOptions extends BundlerSettings {
  /** The staging folder: `src/bot.ts` in it becomes `bot.mjs` in it. */
  readonly folder: string;
  /** Folder of the installed package. */
  readonly packageRoot: string;
  /** Whether the bot keeps state in SQLite. */
  readonly sqlite: boolean;
  /** Whether the bot can tell what it does as spans. */
  readonly traced: boolean;
  readonly plugins: readonly PluginFile[];
  /** What they get a Client of. */
  readonly discordJs: DiscordJs | undefined;
}

/** What came of bundling. */
export interface BundleOutcome {
  /** Why there is no bundle: what a plugin imports cannot be bundled. */
  readonly problems: readonly Message[];
  /** Files of packages that plugins import, absolute. */
  readonly packageFiles: readonly string[];
  /** What each file that was bundled consists of. */
  readonly bundled: readonly BundledFiles[];
  /** Folders of packages of which files were copied, absolute. */
  readonly copiedPackages: readonly string[];
}

const require = createRequire(import.meta.url);

/** Packages for servers: a bundle carries those whose functions its generated code names. */
const DRIVERS = /^(ioredis|pg)$/;

const SQLITE_PACKAGE = "node-sqlite3-wasm";
/** Its script is CommonJS, also in a project whose package.json says that scripts are modules. */
const SQLITE_SCRIPT = `${SQLITE_PACKAGE}.cjs`;
/** Where the WebAssembly build of SQLite lies beside the bundle. */
const SQLITE_FOLDER = "sqlite-wasm";

/** Bundles generated code with the runtime into one file, with a map to the generated code only. */
export async function bundle(options: BundleOptions): Promise<BundleOutcome> {
  const { folder, packageRoot, sqlite, traced, plugins, discordJs } = options;
  const result = await build(buildOptions(options)).catch((error: unknown) => {
    // Only what a plugin imports can be out of order; anything else is a fault of the compiler.
    if (plugins.length > 0 && isBuildFailure(error)) return error;
    throw error;
  });
  if (!("metafile" in result))
    return { problems: result.errors, packageFiles: [], bundled: [], copiedPackages: [] };
  slimMap(folder, plugins);
  if (sqlite) copySqlite(folder);
  const bundled: BundledFiles[] = [{ metafile: result.metafile, folder: packageRoot }];
  if (traced) bundled.push(await bundleTracing(options));
  if (discordJs !== undefined) bundled.push(await bundleDiscordJs({ ...options, discordJs }));
  return {
    problems: [],
    packageFiles: packageFiles(result.metafile, plugins, packageRoot),
    bundled,
    copiedPackages: sqlite ? [dirname(require.resolve(`${SQLITE_PACKAGE}/package.json`))] : [],
  };
}

function isBuildFailure(error: unknown): error is { readonly errors: readonly Message[] } {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

/** What plugins import beside files of the project: the packages, and what those import. */
function packageFiles({ inputs }: Metafile, plugins: readonly PluginFile[], packageRoot: string): string[] {
  const own = new Set(plugins.map(({ file }) => file.absolutePath));
  const runtime = join(packageRoot, "dist");
  const open = Object.keys(inputs).filter((path) => own.has(resolve(packageRoot, path)));
  const found = new Set<string>();
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { path: imported } of inputs[path]?.imports ?? []) {
      const file = resolve(packageRoot, imported);
      if (inputs[imported] === undefined || own.has(file) || found.has(file) || file.startsWith(runtime))
        continue;
      found.add(file);
      open.push(imported);
    }
  }
  return [...found].sort();
}

function buildOptions(options: BundleOptions) {
  const { folder, packageRoot, plugins, discordJs } = options;
  return {
    // Packages are named by their place below this folder: the same wherever the bot lies.
    absWorkingDir: packageRoot,
    entryPoints: [join(folder, "src/bot.ts")],
    outfile: join(folder, "bot.mjs"),
    ...bundlerOptions(options),
    ...MODULE,
    sourcemap: "linked",
    sourcesContent: true,
    define: { "process.env.WS_NO_BUFFER_UTIL": '"1"', "process.env.WS_NO_UTF_8_VALIDATE": '"1"' },
    external: ["zlib-sync", "bufferutil", "utf-8-validate"],
    plugins: [
      furlowPackage(packageRoot),
      ...(discordJs === undefined ? [] : [discordJsBeside()]),
      ...(plugins.length > 0 ? [pluginModules(plugins)] : []),
      slimPackages(),
    ],
  } as const satisfies BuildOptions;
}

/** Resolves the runtime to this very package, and SQLite's WebAssembly build to the file beside the bundle. */
function furlowPackage(packageRoot: string): Plugin {
  return {
    name: "furlow",
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${RUNTIME}$|^${PLUGIN_API}$`) }, () => ({
        path: join(packageRoot, "dist/runtime-lib/index.js"),
        sideEffects: false,
      }));
      onResolve({ filter: new RegExp(`^${SQLITE_PACKAGE}$`) }, () => ({
        path: `./${SQLITE_FOLDER}/${SQLITE_SCRIPT}`,
        external: true,
      }));
      // Without this all of a driver would stay in bundles of bots that use none of it.
      onResolve({ filter: DRIVERS }, ({ path }) => ({ path: require.resolve(path), sideEffects: false }));
    },
  };
}

/** Writes the bundle's map anew, with the generated sources and those of plugins only. */
function slimMap(folder: string, plugins: readonly PluginFile[]): void {
  const path = join(folder, "bot.mjs.map");
  const own = new Set(plugins.map(({ file }) => file.absolutePath));
  const isKept = (source: string) => source.startsWith("src/") || own.has(resolve(folder, source));
  writeFileSync(path, JSON.stringify(keepGenerated(JSON.parse(readFileSync(path, "utf8")), isKept)));
}

function copySqlite(folder: string): void {
  const main = require.resolve(SQLITE_PACKAGE);
  const target = join(folder, SQLITE_FOLDER);
  mkdirSync(target, { recursive: true });
  const [source, binary] = [`${SQLITE_PACKAGE}.js`, `${SQLITE_PACKAGE}.wasm`];
  copyFileSync(join(dirname(main), binary), join(target, binary));
  writeFileSync(join(target, SQLITE_SCRIPT), withRecovery(readFileSync(join(dirname(main), source), "utf8")));
}

const CHECK = "function _nodejsCheckReservedLock(fi,outResult){";

/**
 * The driver takes its own lock for that of another process that is writing, and so never undoes what a killed process
 * has left half written. Whoever has the lock knows that nobody else has it.
 */
export function withRecovery(driver: string): string {
  if (!driver.includes(CHECK)) throw new Error(`${SQLITE_PACKAGE} is not as it was: look at withRecovery`);
  return driver.replace(CHECK, `${CHECK}if(_isLocked(fi)){setValue(outResult,0,"i32");return SQLITE_OK}`);
}
