import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import * as discordApiTypes from "discord-api-types/v10";
import type { Plugin } from "esbuild";

const require = createRequire(import.meta.url);
const TYPES = "discord-api-types/v10";
const NAMESPACE = "furlow-slim";
const BUILTINS = "furlow-node";
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * What packages bring that a bot never runs. It would be evaluated at each start and stay in memory: of the time
 * from the start to IDENTIFY, half. Each entry stands for a module: by the name it is imported under, or by the
 * end of its path. `npm run bench -- --part identify` shows what it comes to.
 */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  // Formats values for the console (80 kB); what remains of it is an EventEmitter, which Node has.
  "@vladfrangu/async_event_emitter": `export { EventEmitter as AsyncEventEmitter } from "node:events";`,
  // Recognises the type of an uploaded file; its table is built only when there is one.
  "magic-bytes.js": `
    export const filetypeinfo = (...args) => require(${JSON.stringify(require.resolve("magic-bytes.js"))}).filetypeinfo(...args);`,
  // Loaded with the first line that is logged: by then the bot has connected.
  pino: `
    const load = () => require(${JSON.stringify(require.resolve("pino"))});
    export default new Proxy(() => {}, {
      apply: (_target, _this, args) => load()(...args),
      get: (_target, key) => load()[key],
    });`,
  // Loaded with the first request: by then the bot has identified.
  "undici/lib/dispatcher/pool.js": `
    export default function Pool(...args) {
      return new (require(${JSON.stringify(require.resolve("undici/lib/dispatcher/pool.js"))}))(...args);
    }`,
  // Loaded by the commands that run migrations.
  umzug: `
    export function Umzug(...args) {
      return new (require(${JSON.stringify(join(dirname(require.resolve("umzug")), "umzug.js"))}).Umzug)(...args);
    }`,
  // Its command line, its templates, and how it finds files: it is told what there is.
  "umzug/lib/cli.js": "module.exports = {};",
  "umzug/lib/templates.js": "module.exports = {};",
  tinyglobby: "module.exports = {};",
  "@opentelemetry/api": "module.exports = {};",
  // Checks of undici's own state: the module for it would also open the console's streams.
  "node:assert": `
    const assert = (value, message) => { if (!value) throw message instanceof Error ? message : new Error(message); };
    module.exports = new Proxy(assert, { get: (_target, key) => require("assert")[key] });`,
  // HTTP/2, and through it Node's module for it. It is off unless a pool asks for it.
  "undici/lib/dispatcher/client-h2.js": `module.exports = () => { throw new Error("HTTP/2 is not in this bundle"); };`,
  // The parser of HTTP for processors without SIMD instructions, which Node does not run on either (65 kB).
  "undici/lib/llhttp/llhttp-wasm.js": `
    throw new Error("this processor lacks the SIMD instructions (SSE 4.1) that the bot's HTTP client is built with");`,
  // The bodies of fetch, for forms and streams: requests of the runtime have text or bytes.
  "undici/lib/web/fetch/body.js": `exports.extractBody = () => { throw new TypeError("a body is text or bytes"); };`,
};

/** Bundles packages without what bots do not need of them. */
export function slimPackages(): Plugin {
  return {
    name: "slim-packages",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^discord-api-types\/v10$/, namespace: "file" }, () => slim(TYPES));
      // The build for any platform: the one for Node brings the whole of undici, to send what runtime-lib/rest sends.
      onResolve({ filter: /^@discordjs\/rest$/ }, () => ({
        path: join(dirname(require.resolve("@discordjs/rest")), "web.mjs"),
        sideEffects: false,
      }));
      // The client alone, without the server.
      onResolve({ filter: /^ws$/ }, () => ({
        path: join(dirname(require.resolve("ws")), "lib/websocket.js"),
        sideEffects: false,
      }));
      onResolve(
        {
          filter:
            /^(@vladfrangu\/async_event_emitter|magic-bytes\.js|pino|tinyglobby|umzug|undici\/lib\/dispatcher\/pool\.js)$/,
        },
        ({ path }) => slim(path),
      );
      onResolve({ filter: /(client-h2|llhttp-wasm|\/body)\.js$/ }, ({ path, resolveDir }) => {
        const whole = join(resolveDir, path).replaceAll("\\", "/");
        const name = Object.keys(REPLACEMENTS).find((each) => whole.endsWith(`/${each}`));
        return name === undefined ? undefined : slim(name);
      });
      onResolve({ filter: /^\.\/(cli|templates)$/ }, ({ path, resolveDir }) => {
        const whole = `${join(resolveDir, path)}.js`.replaceAll("\\", "/");
        const name = Object.keys(REPLACEMENTS).find((each) => whole.endsWith(`/${each}`));
        return name === undefined ? undefined : slim(name);
      });
      // Each of its modules is taken only where it is used.
      onResolve({ filter: /^prom-client\// }, ({ path }) => ({
        path: require.resolve(path),
        sideEffects: false,
      }));
      // Of it only what joins metrics and traces is used, which is off.
      onResolve({ filter: /^@opentelemetry\/api$/ }, ({ path, importer }) =>
        importer.includes("prom-client") ? slim(path) : undefined,
      );
      onResolve({ filter: /^node:assert$/ }, ({ path, namespace }) =>
        namespace === NAMESPACE ? undefined : slim(path),
      );
      // A module of Node's that is imported would have all its exports read, and what they load with it.
      onResolve({ filter: /^(node:|[a-z_/0-9]+$)/ }, ({ path, kind, namespace }) =>
        kind === "import-statement" && isBuiltin(path) && namespace !== BUILTINS
          ? { path, namespace: BUILTINS, sideEffects: false }
          : undefined,
      );
      onLoad({ filter: /.*/, namespace: BUILTINS }, ({ path }) => ({ contents: builtin(path) }));
      // What the literals leave over is taken only where it is used.
      onResolve({ filter: /^discord-api-types/, namespace: NAMESPACE }, ({ path }) => ({
        path: require.resolve(path),
        sideEffects: false,
      }));
      // Of the module with the routes nothing else is taken: not the enumerations that it passes on.
      onLoad({ filter: /discord-api-types[\\/]rest[\\/]v10[\\/]index\.js$/ }, ({ path }) => ({
        contents: readFileSync(path, "utf8").replace(/^__exportStar\(require\(.*$/gm, ""),
        loader: "js",
      }));
      onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
        contents: path === TYPES ? literalTypes() : REPLACEMENTS[path]!,
        loader: path === TYPES ? "ts" : "js",
        resolveDir: dirname(require.resolve(TYPES)),
      }));
    },
  };
}

function slim(path: string) {
  return { path, namespace: NAMESPACE, sideEffects: false };
}

/** A module of Node's, of whose exports those that are imported are read, once. */
function builtin(path: string): string {
  const names = Object.keys(require(path) as object).filter(
    (name) => IDENTIFIER.test(name) && name !== "default",
  );
  return [
    `const builtin = require(${JSON.stringify(path)});`,
    "export default builtin;",
    ...names.map((name) => `export const ${name} = /* @__PURE__ */ (() => builtin.${name})();`),
  ].join("\n");
}

/**
 * The values of discord-api-types as literals and enumerations, of which a bundle takes those that are used: of an
 * enumeration the values alone. The package itself is CommonJS: all of it would be evaluated for the sake of a few
 * numbers.
 */
function literalTypes(): string {
  const lines: string[] = [];
  const others: string[] = [];
  for (const [name, value] of Object.entries(discordApiTypes)) {
    if (name === "default") continue;
    const literal = literalOf(value);
    const members = membersOf(value);
    if (literal === undefined) others.push(name);
    else if (members !== undefined) lines.push(`export enum ${name} { ${members} }`);
    else lines.push(`export const ${name} = ${literal};`);
  }
  const routes = others.filter((name) => name.endsWith("Routes"));
  const functions = others.filter((name) => !name.endsWith("Routes"));
  lines.push(`export { ${routes.join(", ")} } from "discord-api-types/rest/v10";`);
  lines.push(`export { ${functions.join(", ")} } from "discord-api-types/v10";`);
  return lines.join("\n");
}

/** Members of what the package declares as an enumeration; undefined for any other value. */
function membersOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const isReverse = ([key, each]: [string, unknown]) =>
    String(Number(key)) === key && typeof each === "string";
  const members = entries.filter((entry) => !isReverse(entry));
  const numbers = members.filter(([, each]) => typeof each === "number").length;
  const isEnumeration =
    members.length > 0 &&
    members.every(([key, each]) => IDENTIFIER.test(key) && /^(number|string)$/.test(typeof each)) &&
    (numbers === members.length || numbers === 0) &&
    entries.length - members.length === new Set(members.map(([, each]) => each)).size * (numbers > 0 ? 1 : 0);
  if (!isEnumeration) return undefined;
  return members.map(([key, each]) => `${key} = ${JSON.stringify(each)}`).join(", ");
}

/** Source of a value made of numbers, texts and patterns; undefined when there is more to it. */
function literalOf(value: unknown): string | undefined {
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof RegExp) return String(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return JSON.stringify(value);
  if (Array.isArray(value)) {
    const items = value.map(literalOf);
    return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return undefined;
  const entries = Object.entries(value).map(([key, each]) => [JSON.stringify(key), literalOf(each)] as const);
  if (entries.some(([, literal]) => literal === undefined)) return undefined;
  return `{ ${entries.map(([key, literal]) => `${key}: ${literal}`).join(", ")} }`;
}
