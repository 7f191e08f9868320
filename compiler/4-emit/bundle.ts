import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build, type Plugin } from "esbuild";
import { RUNTIME } from "../3-lower/ir.ts";
import { keepGenerated } from "./maps/bundle-map.ts";
import { slimPackages } from "./slim-packages.ts";

export interface BundleOptions {
  /** The staging folder: `src/bot.ts` in it becomes `bot.mjs` in it. */
  readonly folder: string;
  /** Folder of the installed package. */
  readonly packageRoot: string;
  /** Major version of Node that runs the bundle. */
  readonly target: number;
  readonly minify: boolean;
  /** Whether the bot keeps state in SQLite. */
  readonly sqlite: boolean;
}

const require = createRequire(import.meta.url);

/** Packages for servers: a bundle carries those whose functions its generated code names. */
const DRIVERS = /^(ioredis|pg)$/;

const SQLITE_PACKAGE = "node-sqlite3-wasm";
/** Where the WebAssembly build of SQLite lies beside the bundle. */
const SQLITE_FOLDER = "sqlite-wasm";

/** Bundles generated code with the runtime into one file, with a map to the generated code only. */
export async function bundle(options: BundleOptions): Promise<void> {
  const { folder, packageRoot, target, minify, sqlite } = options;
  await build({
    // Packages are named by their place below this folder: the same wherever the bot lies.
    absWorkingDir: packageRoot,
    entryPoints: [join(folder, "src/bot.ts")],
    outfile: join(folder, "bot.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    // The bundle runs on Node 20 whatever it is made for.
    target: `node${Math.min(target, 20)}`,
    // Names stay: stacks can be read, and V8 takes in the wrappers that they select a quarter faster.
    minifySyntax: minify,
    minifyWhitespace: minify,
    sourcemap: "linked",
    sourcesContent: true,
    legalComments: "none",
    // V8 reads and keeps a file in ASCII at half the cost.
    charset: "ascii",
    logLevel: "silent",
    // Packages written for CommonJS ask for Node's modules through require.
    banner: {
      js: 'import{createRequire as $require}from"node:module";const require=$require(import.meta.url);',
    },
    define: { "process.env.WS_NO_BUFFER_UTIL": '"1"', "process.env.WS_NO_UTF_8_VALIDATE": '"1"' },
    external: ["zlib-sync", "bufferutil", "utf-8-validate"],
    plugins: [furlowPackage(packageRoot), slimPackages()],
  });
  slimMap(folder);
  if (sqlite) copySqlite(folder);
}

/** Resolves the runtime to this very package, and SQLite's WebAssembly build to the file beside the bundle. */
function furlowPackage(packageRoot: string): Plugin {
  return {
    name: "furlow",
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${RUNTIME}$`) }, () => ({
        path: join(packageRoot, "dist/runtime-lib/index.js"),
        sideEffects: false,
      }));
      onResolve({ filter: new RegExp(`^${SQLITE_PACKAGE}$`) }, () => ({
        path: `./${SQLITE_FOLDER}/${SQLITE_PACKAGE}.js`,
        external: true,
      }));
      // Without this all of a driver would stay in bundles of bots that use none of it.
      onResolve({ filter: DRIVERS }, ({ path }) => ({ path: require.resolve(path), sideEffects: false }));
    },
  };
}

/** Writes the bundle's map anew, with the generated sources only. */
function slimMap(folder: string): void {
  const path = join(folder, "bot.mjs.map");
  writeFileSync(path, JSON.stringify(keepGenerated(JSON.parse(readFileSync(path, "utf8")), "src/")));
}

function copySqlite(folder: string): void {
  const main = require.resolve(SQLITE_PACKAGE);
  const target = join(folder, SQLITE_FOLDER);
  mkdirSync(target, { recursive: true });
  const [script, binary] = [`${SQLITE_PACKAGE}.js`, `${SQLITE_PACKAGE}.wasm`];
  copyFileSync(join(dirname(main), binary), join(target, binary));
  writeFileSync(join(target, script), withRecovery(readFileSync(join(dirname(main), script), "utf8")));
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
